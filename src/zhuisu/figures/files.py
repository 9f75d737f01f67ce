"""Files: an exhibit as CSV and as JSON, several as a spreadsheet."""

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from zhuisu.core.findings import Language
from zhuisu.figures.exhibit import Exhibit
from zhuisu.figures.telling import file_heads, plain
from zhuisu.recall.report_sheet import plain as safe
from zhuisu.recall.report_sheet import write_sheets

_BOM: Final = "\ufeff"
"""Without it, a spreadsheet program takes Chinese for something else."""


def csv_of(exhibit: Exhibit, language: Language) -> str:
    """The table, titles first; what a spreadsheet program would take for a formula is told to be text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(file_heads(exhibit, language))
    for row in exhibit.rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in plain(exhibit, row, language)])
    return _BOM + text.getvalue()


def xlsx_of(exhibits: Iterable[Exhibit], language: Language) -> bytes:
    """A workbook with a sheet an exhibit."""
    sheets = (
        (each.title.into(language)[:31], file_heads(each, language), [plain(each, row, language) for row in each.rows])
        for each in exhibits
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.xlsx"
        write_sheets(path, sheets)
        return path.read_bytes()


def json_of(exhibit: Exhibit, language: Language) -> Mapping[str, Any]:
    """What programs read: columns with their kinds, rows by the names of the columns, with their keys."""
    names = [column.name for column in exhibit.columns]
    return {
        "name": exhibit.name,
        "title": exhibit.title.into(language),
        "note": exhibit.note.into(language),
        "columns": [
            {"name": column.name, "title": column.title.into(language), "kind": column.kind}
            for column in exhibit.columns
        ],
        "rows": [
            {"key": row.key} | dict(zip(names, (_value(each, language) for each in row.values), strict=True))
            for row in exhibit.rows
        ],
    }


def _value(value: Any, language: Language) -> Any:
    return value.into(language) if hasattr(value, "into") else value
