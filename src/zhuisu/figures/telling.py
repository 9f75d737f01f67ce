"""Telling: values of exhibits in the words and digits of their reader."""

from collections.abc import Sequence
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.figures.exhibit import Exhibit, Kind, Row, Value
from zhuisu.figures.exhibits.overview import KINDS

NOTHING: Final = "—"


def cells(exhibit: Exhibit, row: Row, language: Language) -> list[str]:
    """A row as it is shown."""
    return [shown(value, kind, language) for value, kind in zip(row.values, kinds(exhibit, row), strict=True)]


def plain(exhibit: Exhibit, row: Row, language: Language) -> list[str | int | float]:
    """A row as a file has it: numbers as numbers, names in one language, nothing as an empty text."""
    return [unsaid(value, language) for value in row.values]


def kinds(exhibit: Exhibit, row: Row) -> Sequence[Kind]:
    """How the values of a row are written; each row of the overview has a way of its own."""
    own = KINDS.get(row.key, "number")
    return [
        own if exhibit.name == "overview" and column.kind == "number" else column.kind for column in exhibit.columns
    ]


def shown(value: Value, kind: Kind, language: Language) -> str:
    """12,034 · 98.5% · 钦南区 · —."""
    if value is None:
        return NOTHING
    if isinstance(value, Text):
        return value.into(language)
    if isinstance(value, str):
        return value
    if kind == "share":
        return f"{value:.1%}"
    return f"{value:,.0f}" if float(value).is_integer() or (kind == "kg" and value >= 1) else f"{value:,.3f}"


def unsaid(value: Value, language: Language) -> str | int | float:
    """A value as a file has it."""
    if value is None:
        return ""
    return value.into(language) if isinstance(value, Text) else value


def heads(exhibit: Exhibit, language: Language) -> list[str]:
    """The titles of the columns."""
    return [column.title.into(language) for column in exhibit.columns]
