"""Filters: what the picture of the city can be narrowed to, as the choices of a form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from zhuisu.access.actor import Actor
from zhuisu.console.both import told
from zhuisu.console.figures.leading import query_of
from zhuisu.core.findings import Text
from zhuisu.figures.asked import Asked, month_of, shifted, usual
from zhuisu.figures.terms import terms
from zhuisu.figures.view import view_of
from zhuisu.registry.regions import regions_in
from zhuisu.registry.sheets.vocabulary import CATEGORIES
from zhuisu.supervision.editions import in_force

_MONTHS: Final = 36
_YEAR: Final = 12

Choice = tuple[str, str, bool]
"""A word, what it is called, and whether it is chosen."""


def filters_of(asked: Asked, actor: Actor, now: datetime) -> dict[str, Any]:
    """The choices of each, and the usual times as links."""
    seen = view_of(actor)
    return {
        "categories": [
            _choice(word, text, asked.category)
            for word, text in CATEGORIES.items()
            if seen.categories is None or word in seen.categories
        ],
        "varieties": _varieties(asked, seen.categories),
        "regions": [
            (each.code, told(each.named), each.code == asked.region)
            for each in regions_in(terms().city)
            if each.standing == "in force"
        ],
        "since": _months(f"{asked.since:%Y-%m}", now),
        "until": _months(f"{shifted(asked.until, -1):%Y-%m}", now),
        "times": _times(asked, now),
    }


def _varieties(asked: Asked, categories: Sequence[str] | None) -> list[Choice]:
    profiles = [texts[-1].profile for texts in in_force().values()]
    return [
        _choice(each.id, each.name, asked.variety)
        for each in profiles
        if (categories is None or each.category in categories) and asked.category in ("", each.category)
    ]


def _months(chosen: str, now: datetime) -> list[Choice]:
    last = usual(now).until
    words = [f"{shifted(last, -back):%Y-%m}" for back in range(1, _MONTHS + 1)]
    return [(word, word, word == chosen) for word in words]


def _times(asked: Asked, now: datetime) -> list[tuple[str, str, bool]]:
    """Spans that are asked for often: their addresses, what they are called, whether they are shown."""
    until = usual(now).until
    spans = (
        (Text("本月", "this month"), shifted(until, -1), until),
        (Text("上月", "last month"), month_of(now).since, month_of(now).until),
        (Text("近三个月", "three months"), usual(now).since, until),
        (Text("近一年", "a year"), shifted(until, -_YEAR), until),
    )
    return [
        (
            f"?{query_of(asked, since=f'{since:%Y-%m}', until=f'{shifted(end, -1):%Y-%m}')}",
            told(name),
            (since, end) == (asked.since, asked.until),
        )
        for name, since, end in spans
    ]


def _choice(word: str, text: Text, chosen: str) -> Choice:
    return word, told(text), word == chosen
