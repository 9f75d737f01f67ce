"""Telling: values of exhibits in the words and digits of their reader."""

from collections.abc import Sequence
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.figures.exhibit import Exhibit, Kind, Row, Value
from zhuisu.figures.exhibits.overview import KINDS

NOTHING: Final = "—"
_PERCENT: Final = Text("（%）", " (%)")


def cells(exhibit: Exhibit, row: Row, language: Language) -> list[str]:
    """A row as it is shown."""
    return [shown(value, kind, language) for value, kind in zip(row.values, kinds(exhibit, row), strict=True)]


def plain(exhibit: Exhibit, row: Row, language: Language) -> list[str | int | float]:
    """A row as a file has it: numbers as numbers, shares as per cent, names in one language, nothing as empty text."""
    ways = kinds(exhibit, row)
    cells_of = zip(row.values, ways, strict=True)
    said = [_share(value) if way == "share" else unsaid(value, language) for value, way in cells_of]
    if exhibit.name == "overview" and "share" in ways:
        said[0] = f"{said[0]}{_PERCENT.into(language)}"
    return said


def _share(value: Value) -> str | float:
    """From 0 to 1 as per cent, with one digit behind the point."""
    return round(100 * value, 1) if isinstance(value, int | float) else ""


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


def file_heads(exhibit: Exhibit, language: Language) -> list[str]:
    """The same of a file: those of shares say that they are per cent."""
    ends = [_PERCENT.into(language) if column.kind == "share" else "" for column in exhibit.columns]
    return [head + end for head, end in zip(heads(exhibit, language), ends, strict=True)]
