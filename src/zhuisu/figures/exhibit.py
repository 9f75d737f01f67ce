"""Exhibit: one table of figures with what its columns are: what screens, charts, files and reports are made of."""

from typing import Literal

import msgspec

from zhuisu.core.findings import Text

Kind = Literal["text", "number", "share", "kg"]
Value = str | int | float | Text | None
"""A word, a number, a name in both languages; None: nobody knows, or too few stand behind it."""

Shape = Literal["map", "line", "bar", "flow", "none"]
"""How it is best drawn."""


class Column(msgspec.Struct, frozen=True):
    """`kind` says how its values are written: numbers with thousands apart, shares from 0 to 1 as per cent."""

    name: str
    title: Text
    kind: Kind = "text"


class Row(msgspec.Struct, frozen=True):
    """Values in the order of the columns; `key` is what the row is about (a region's code, a rule's name)."""

    key: str
    values: tuple[Value, ...]


class Exhibit(msgspec.Struct, frozen=True):
    """`drawn` names the columns that a chart shows, `leads` what the key of a row narrows the figures to."""

    name: str
    title: Text
    note: Text
    shape: Shape
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    drawn: tuple[str, ...] = ()
    leads: str = ""

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column."""
        at = next(at for at, column in enumerate(self.columns) if column.name == name)
        return tuple(row.values[at] for row in self.rows)
