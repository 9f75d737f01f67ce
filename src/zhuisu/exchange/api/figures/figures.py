"""GET /api/figures: which figures of the city there are, and one of them, as far as the caller may see it."""

from datetime import UTC, datetime
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.api.parameters import read_parameters
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.figures.asked import Asked, asked_of
from zhuisu.figures.exhibit import Exhibit
from zhuisu.figures.exhibit import Kind as ColumnKind
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.telling import unsaid
from zhuisu.figures.view import view_of

NARROWING: Final = {"since": 7, "until": 7, "category": 20, "variety": 60, "region": 6}
"""The parameters, with the longest text of each."""


class FigureColumn(msgspec.Struct, frozen=True):
    """A column. `kind`: text, number, share (from 0 to 1) or kg."""

    name: str
    title: str
    kind: ColumnKind


class FigureRow(msgspec.Struct, frozen=True):
    """Values in the order of the columns, null where nobody knows; `key` is the code of what the row is about."""

    key: str
    values: tuple[str | float | None, ...]


class Figure(msgspec.Struct, frozen=True):
    """One table of figures: from the first of the month `since` until before that of `until`."""

    name: str
    title: str
    note: str
    since: str
    until: str
    columns: tuple[FigureColumn, ...]
    rows: tuple[FigureRow, ...]


def get_figures(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The names under which figures are asked for."""
    read_nothing(request.GET)
    _reads(actor)
    return json_response(list(EXHIBITS))


def get_figure(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One of them; narrowed by `since`, `until`, `category`, `variety` and `region`."""
    given = read_parameters(request.GET, {}, NARROWING)
    _reads(actor)
    make = EXHIBITS.get(path["name"])
    if make is None:
        facts = {"name": path["name"][:100], "known": ", ".join(EXHIBITS)}
        raise ProblemError(Kind.NO_SUCH_RESOURCE, Finding("figures.unknown", Severity.ERROR, "name", facts))
    asked = asked_of(given, datetime.now(UTC))
    if not isinstance(asked, Asked):
        raise ProblemError(Kind.QUERY_PARAMETER, *asked)
    return json_response(_told(make(asked, view_of(actor)), asked))


def _reads(actor: Actor) -> None:
    """Raises ProblemError 403 where the actor reads no figures at all."""
    if not may(actor, Deed.READ_FIGURES):
        finding = Finding("figures.forbidden", Severity.ERROR, "", {"account": actor.name})
        raise ProblemError(Kind.FORBIDDEN, finding)


def _told(exhibit: Exhibit, asked: Asked) -> Figure:
    language = reader_language()
    return Figure(
        name=exhibit.name,
        title=exhibit.title.into(language),
        note=exhibit.note.into(language),
        since=asked.since.isoformat(),
        until=asked.until.isoformat(),
        columns=tuple(FigureColumn(each.name, each.title.into(language), each.kind) for each in exhibit.columns),
        rows=tuple(
            FigureRow(row.key, tuple(None if each is None else unsaid(each, language) for each in row.values))
            for row in exhibit.rows
        ),
    )
