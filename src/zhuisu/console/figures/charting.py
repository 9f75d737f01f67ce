"""Charting: what of an exhibit is drawn, as the JSON that frontend/src/chart.js reads."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse

from zhuisu.console.both import told
from zhuisu.console.figures.citymap import operators_map
from zhuisu.console.figures.leading import narrowed
from zhuisu.console.recalls.screen import saying
from zhuisu.console.workbench.tiles import spots
from zhuisu.core.findings import Text
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Exhibit, Row, Value
from zhuisu.figures.report import months_of, scope_of
from zhuisu.figures.terms import terms
from zhuisu.registry.regions import region

_BARS: Final = 12
_FLOWS: Final = 15
_LEAST_FLOWS: Final = 2
"""One flow alone is better read in the table."""
_LINES_FROM: Final = 2

Told = dict[str, Any]


def chart_of(exhibit: Exhibit, asked: Asked) -> Told | None:
    """None where there is nothing to draw."""
    if not exhibit.rows or exhibit.shape == "none":
        return None
    head = {
        "name": exhibit.name,
        "title": told(exhibit.title),
        "shape": exhibit.shape,
        "scope": f"{months_of(asked)} · {scope_of(asked, saying())}",
        "unit": _unit(exhibit),
    }
    if exhibit.shape == "map":
        return head | _map(exhibit, asked)
    if exhibit.shape == "flow":
        if len(exhibit.rows) < _LEAST_FLOWS:
            return None
        return head | _flow(exhibit.rows[:_FLOWS], exhibit.name)
    rows = exhibit.rows if exhibit.shape == "line" else exhibit.rows[:_BARS]
    return head | _series(exhibit, rows, asked)


def _unit(exhibit: Exhibit) -> str:
    """What its numbers are, in words."""
    names = [told(column.title) for column in exhibit.columns if column.name in exhibit.drawn]
    return told(Text(f"图中数值：{'、'.join(names)}", f"numbers: {', '.join(names)}"))


def _series(exhibit: Exhibit, rows: Sequence[Row], asked: Asked) -> Told:
    at = {column.name: number for number, column in enumerate(exhibit.columns)}
    series = [
        {
            "name": told(exhibit.columns[at[name]].title),
            "kind": exhibit.columns[at[name]].kind,
            "values": [row.values[at[name]] for row in rows],
        }
        for name in exhibit.drawn
    ]
    second = {"second": {"name": told(Text("问题", "findings")), "kind": "number"}} if exhibit.shape == "line" else {}
    return {
        "labels": [_label(exhibit, row) for row in rows],
        "hrefs": [narrowed(exhibit, row, asked) for row in rows],
        "series": series,
        **second,
    }


def _label(exhibit: Exhibit, row: Row) -> str:
    """The words of a row: of a stage, with its variety."""
    texts = [_said(value) for value, column in zip(row.values, exhibit.columns, strict=True) if column.kind == "text"]
    if exhibit.leads == "variety":
        return texts[-1]
    return " · ".join(texts[:2]) if exhibit.leads == "stage" else texts[0]


def _map(exhibit: Exhibit, asked: Asked) -> Told:
    """The regions of the city, those where nothing happened, too."""
    by_region = {row.key: row for row in exhibit.rows}
    drawn = exhibit.drawn[0]
    column = next(at for at, each in enumerate(exhibit.columns) if each.name == drawn)
    places = spots(terms().city)
    rows = [by_region.get(code, Row(code, (None,) * len(exhibit.columns))) for code in places]
    own = operators_map()
    return {
        "labels": [found.name if (found := region(code)) is not None else code for code in places],
        "hrefs": [narrowed(exhibit, row, asked) for row in rows],
        "spots": list(places.values()),
        "series": [
            {
                "name": told(exhibit.columns[column].title),
                "kind": "number",
                "values": [row.values[column] or 0 for row in rows],
            }
        ],
        **({} if own is None else {"map": reverse("admin:city_map"), "review": own.review}),
    }


def _flow(rows: Sequence[Row], name: str) -> Told:
    """From where over which variety to where; a node's name is its side and its key."""
    nodes: dict[str, str] = {}
    links: Counter[tuple[str, str]] = Counter()
    for row in rows:
        variety, source, destination, events, *_ = row.values
        path = [f"from {_said(source)}", f"of {_said(variety)}", f"to {_said(destination)}"]
        nodes |= dict(zip(path, map(_said, (source, variety, destination)), strict=True))
        for link in ((path[0], path[1]), (path[1], path[2])):
            links[link] += events if isinstance(events, int) else 0
    return {
        "nodes": [{"name": node, "shown": shown} for node, shown in nodes.items()],
        "links": [{"source": source, "target": target, "value": many} for (source, target), many in links.items()],
        "direction": name,
    }


def _said(value: Value) -> str:
    return told(value) if isinstance(value, Text) else str(value or "")
