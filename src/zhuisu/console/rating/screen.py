"""Screen: a page about ratings in the frame of the console, refusals in its forms, and files of its tables."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, Final

from django import forms
from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from openpyxl import Workbook

from zhuisu.console.wording import sentence
from zhuisu.recall.report_sheet import plain
from zhuisu.supervision.refusing import Refusal, Why

STATUS: Final = {Why.INVALID: 422, Why.FORBIDDEN: 403, Why.UNKNOWN: 404, Why.CONFLICT: 409}
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/rating/<template>`."""
    response = TemplateResponse(
        request, f"console/rating/{template}", {**site.each_context(request), **words}, status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def refused(form: forms.Form, refusal: Refusal) -> int:
    """Says in a form why something was not done. Answers the status."""
    for finding in refusal.findings:
        field = finding.path.removeprefix("$.")
        form.add_error(field if field in form.fields else None, sentence(finding))
    return STATUS[refusal.why]


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
