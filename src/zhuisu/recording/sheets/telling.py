"""Telling: what is wrong with a cell, in both languages, with the cell's own name: C5."""

from collections.abc import Mapping

import msgspec
from openpyxl.utils import get_column_letter

from zhuisu.core.findings import Finding, Language, Severity, Text, sentence
from zhuisu.recording.sheets.columns import Column, Part
from zhuisu.recording.sheets.records import Cell, Record
from zhuisu.recording.sheets.sentences import SENTENCES
from zhuisu.recording.telling import tell

_PARTS: Mapping[str, Part] = {
    "recording.no_quantity": Part.QUANTITY,
    "recording.whole": Part.QUANTITY,
    "recording.no_amount": Part.QUANTITY,
    "recording.made_before": Part.LOT,
    "recording.no_lot": Part.LOT,
    "recording.lot_of_nothing": Part.LOT,
}
"""Findings about goods that are mended in another cell than the code's."""


class ToldCell(msgspec.Struct, frozen=True, rename="camel"):
    """`cell` is its name, `row` the number of its row as a spreadsheet counts; `head` what its column is called."""

    cell: str
    row: int
    head: Text
    severity: str
    told: Text
    mend: Text


def told_of_cell(cell: Cell, finding: Finding, columns: Mapping[str, Column], used: Mapping[int, str]) -> ToldCell:
    """A finding about a cell that could not be read."""
    said = Text(sentence(finding, SENTENCES, Language.ZH), sentence(finding, SENTENCES, Language.EN))
    return _told(cell, _head(cell, finding, columns, used), finding.severity, said, Text("", ""))


def told_of_record(
    record: Record, finding: Finding, columns: Mapping[str, Column], used: Mapping[int, str]
) -> ToldCell:
    """A finding about a record, at the cell that its path means; at the first of its row where none does."""
    part = _PARTS.get(finding.code)
    own = record.cells.get(f"{finding.path}.{part.value}") if part else None
    cell = own or record.cells.get(finding.path) or Cell(record.rows[0], _column(finding.path, used))
    told = tell(finding)
    return _told(cell, _head(cell, finding, columns, used), finding.severity, told.told, told.mend)


def told_of_sheet(finding: Finding) -> ToldCell:
    """A finding about the sheet as a whole."""
    said = Text(sentence(finding, SENTENCES, Language.ZH), sentence(finding, SENTENCES, Language.EN))
    return ToldCell("", 0, Text("", ""), finding.severity.value, said, Text("", ""))


def name_of(cell: Cell) -> str:
    """The name that a spreadsheet gives it; of what is in no column, that of the row."""
    return f"{get_column_letter(cell.column + 1)}{cell.row + 1}" if cell.column >= 0 else f"{cell.row + 1}"


def _column(path: str, used: Mapping[int, str]) -> int:
    """The column of an input that the record leaves empty; -1 where there is none."""
    wanted = (at for at, id in used.items() if id.partition("#")[0] == path or id.partition(".")[0] == path)
    return next(wanted, -1)


def _head(cell: Cell, finding: Finding, columns: Mapping[str, Column], used: Mapping[int, str]) -> Text:
    id = used.get(cell.column, "")
    named = columns.get(id) or next((each for each in columns.values() if each.path == finding.path), None)
    return named.name if named is not None else Text("", "")


def _told(cell: Cell, head: Text, severity: Severity, told: Text, mend: Text) -> ToldCell:
    return ToldCell(name_of(cell), cell.row + 1, head, severity.value, told, mend)
