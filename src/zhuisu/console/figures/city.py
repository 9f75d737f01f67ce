"""/admin/city/: the picture of the city, as far as whoever asks may see it."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, language, told
from zhuisu.console.figures.charting import chart_of
from zhuisu.console.figures.filters import filters_of
from zhuisu.console.figures.leading import events, narrowed, query_of
from zhuisu.console.figures.screen import screen
from zhuisu.console.people import name_of
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding
from zhuisu.figures.asked import Asked, asked_of, usual
from zhuisu.figures.exhibit import Exhibit
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.telling import cells, heads
from zhuisu.figures.view import view_of

_ROWS: Final = 50
_WORSE: Final = frozenset({"opened"})
"""Of these more is worse."""


@require_safe
def city(request: HttpRequest) -> HttpResponse:
    """Every exhibit: its chart, its table, and both as files."""
    actor = require(request, Deed.READ_FIGURES)
    asked, findings = given(request)
    exhibits = [each(asked, view_of(actor)) for each in EXHIBITS.values()]
    words = {
        "title": both("全市情况", "The city"),
        "errors": [sentence(finding) for finding in findings],
        **drawn(exhibits, asked, actor),
        "filters": filters_of(asked, actor, now()),
        "months": asked.months,
    }
    return screen(request, "city.html", words, status=400 if findings else 200)


def given(request: HttpRequest) -> tuple[Asked, tuple[Finding, ...]]:
    """What the address asks for; the usual, where that makes no sense."""
    asked = asked_of(request.GET.dict(), now())
    return (asked, ()) if isinstance(asked, Asked) else (usual(now()), asked)


def drawn(exhibits: list[Exhibit], asked: Asked, actor: Actor) -> dict[str, Any]:
    """The overview, the others, and the query that leads to their files."""
    overview, *others = exhibits
    return {
        "measures": [_measure(overview, at) for at in range(len(overview.rows))],
        "note": told(overview.note),
        "exhibits": [_section(each, asked) for each in others],
        "query": query_of(asked),
        "actor": name_of(actor.name),
    }


def _measure(overview: Exhibit, at: int) -> dict[str, Any]:
    row = overview.rows[at]
    name, now_shown, before_shown = cells(overview, row, language())
    now_is, before = row.values[1], row.values[2]
    rises = isinstance(now_is, int | float) and isinstance(before, int | float) and now_is != before
    direction = "" if not rises else "up" if float(str(now_is)) > float(str(before)) else "down"
    return {"name": name, "now": now_shown, "before": before_shown, "way": direction, "is_worse": row.key in _WORSE}


def _section(exhibit: Exhibit, asked: Asked) -> dict[str, Any]:
    numbers = [column.kind != "text" for column in exhibit.columns]
    first = next(at for at, column in enumerate(exhibit.columns) if _is_about(exhibit, column.name))
    rows = [
        {
            "cells": list(zip(cells(exhibit, row, language()), numbers, strict=True)),
            "href": narrowed(exhibit, row, asked),
            "events": events(exhibit, row, asked),
        }
        for row in (exhibit.rows[::-1] if exhibit.name == "trend" else exhibit.rows)[:_ROWS]
    ]
    return {
        "name": exhibit.name,
        "title": told(exhibit.title),
        "note": told(exhibit.note),
        "shape": exhibit.shape,
        "chart": chart_of(exhibit, asked),
        "chart_id": f"chart-{exhibit.name}",
        "heads": list(zip(heads(exhibit, language()), numbers, strict=True)),
        "about": first,
        "rows": rows,
        "has_events": any(row["events"] for row in rows),
        "left": max(0, len(exhibit.rows) - _ROWS),
        "is_wide": exhibit.name in ("regions", "trend", "coverage"),
    }


def _is_about(exhibit: Exhibit, column: str) -> bool:
    """Whether it is the column that names what a row is about, and leads there."""
    return column == (exhibit.leads or exhibit.columns[0].name)
