"""/data: the open data of the city: what there is, and each set as CSV and JSON, with its licence."""

from typing import Any, Final, NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.core.findings import Language, Text
from zhuisu.figures.exhibit import Exhibit
from zhuisu.figures.files import csv_of, json_of
from zhuisu.figures.public import LICENCE, LICENCE_URL, PublicSet, public_set, public_sets
from zhuisu.figures.telling import cells, heads
from zhuisu.portal.language import language_of
from zhuisu.portal.page import page

_SHOWN: Final = 24
"""Rows of a set on the page; all of them are in its files."""
AS_BAR: Final = Text("{what}，画成条形", "{what}, as a bar")
_KEPT: Final = "public, max-age=600"


class Shown(NamedTuple):
    """A set as the page shows it: words of each row, and the share of the largest number that its bar has."""

    name: str
    title: str
    told: str
    heads: list[str]
    rows: list[tuple[list[str], float | None]]
    more: int
    drawn: str
    csv: str
    json: str


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What there is, to look at: the newest rows of each set, with bars, and its files."""
    language = language_of(request)
    sets = [_shown(each, language) for each in public_sets()]
    return page(request, "data.html", {"sets": sets, "licence": LICENCE.into(language), "licence_url": LICENCE_URL})


@require_safe
def data_index(request: HttpRequest) -> HttpResponse:
    """What sets there are, for programs."""
    language = language_of(request)
    sets = [
        {
            "name": each.name,
            "title": each.title.into(language),
            "description": each.told.into(language),
            "csv": request.build_absolute_uri(_address("portal:data-csv", each.name, language)),
            "json": request.build_absolute_uri(_address("portal:data-json", each.name, language)),
        }
        for each in public_sets()
    ]
    return _open(_json({"licence": _licence(language), "sets": sets}))


@require_safe
def data_csv(request: HttpRequest, name: str) -> HttpResponse:
    """A set as a table."""
    found = public_set(name)
    if found is None:
        raise Http404
    response = HttpResponse(csv_of(found, language_of(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="zhuisu-{name}.csv"'
    return _open(response)


@require_safe
def data_json(request: HttpRequest, name: str) -> HttpResponse:
    """A set for programs."""
    found = public_set(name)
    if found is None:
        raise Http404
    language = language_of(request)
    return _open(_json({"licence": _licence(language), **json_of(found, language)}))


def _shown(told: PublicSet, language: Language) -> Shown:
    exhibit = public_set(told.name)
    rows = exhibit.rows if exhibit is not None else ()
    newest = rows[::-1][:_SHOWN]
    at = _drawn(exhibit)
    values = [_number(row.values[at]) if at is not None else None for row in newest]
    largest = max((value for value in values if value), default=0.0)
    drawn = [value / largest if value is not None and largest else None for value in values]
    return Shown(
        told.name,
        told.title.into(language),
        told.told.into(language),
        heads(exhibit, language) if exhibit is not None else [],
        [(cells(exhibit, row, language), bar) for row, bar in zip(newest, drawn, strict=True)] if exhibit else [],
        len(rows) - len(newest),
        AS_BAR.into(language).format(what=exhibit.columns[at].title.into(language))
        if exhibit and at is not None
        else "",
        _address("portal:data-csv", told.name, language),
        _address("portal:data-json", told.name, language),
    )


def _drawn(exhibit: Exhibit | None) -> int | None:
    """The column that bars stand for, beside which they are drawn: the last with numbers."""
    columns = exhibit.columns if exhibit is not None else ()
    return max((at for at, column in enumerate(columns) if column.kind != "text"), default=None)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _address(view: str, name: str, language: Language) -> str:
    """A file in the reader's language, for programs that say no language of their own."""
    address = reverse(view, args=[name])
    return address if language is Language.ZH else f"{address}?lang={language}"


def _licence(language: Language) -> dict[str, str]:
    return {"name": LICENCE.into(language), "url": LICENCE_URL}


def _json(told: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")


def _open(response: HttpResponse) -> HttpResponse:
    """Under its licence, for pages of others, too; kept for a while."""
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = _KEPT
    response["Vary"] = "Accept-Language, Cookie"
    return response
