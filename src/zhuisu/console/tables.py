"""Table: rows of a screen as a file to take along."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Final

from django.http import Http404, HttpResponse
from openpyxl import Workbook

from zhuisu.recall.report_sheet import plain

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float


def file_of(name: str, form: str, lines: Sequence[Sequence[Cell]]) -> HttpResponse:
    """A table as `csv` or `xlsx`; no cell of it is a formula."""
    if form not in ("csv", "xlsx"):
        raise Http404
    told = [[plain(cell) if isinstance(cell, str) else cell for cell in line] for line in lines]
    content, kind = (_csv(told), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(name, told), _XLSX)
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def _csv(lines: Sequence[Sequence[Cell]]) -> bytes:
    file = StringIO(newline="")
    csv.writer(file).writerows(lines)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _xlsx(name: str, lines: Sequence[Sequence[Cell]]) -> bytes:
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(name)
    for line in lines:
        sheet.append(list(line))
    book.save(file)
    return file.getvalue()
