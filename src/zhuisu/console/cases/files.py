"""What leaves cases as a file: lists, letters, photographs and signatures, for who sees the case."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.casework.inspecting import signature_of
from zhuisu.casework.letters import letter_of
from zhuisu.casework.models import Inspection, InspectionPicture, ReportPicture
from zhuisu.casework.reading import rows_of
from zhuisu.casework.sheets import MOST_ROWS, csv_of, write_xlsx
from zhuisu.casework.sight import visible
from zhuisu.casework.told import CaseRow
from zhuisu.console.asking import now, require
from zhuisu.console.attaching import attached
from zhuisu.console.both import both
from zhuisu.console.cases.listing import asked_of, wanted
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying
from zhuisu.recall.evidence import MEDIA_TYPE

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT_ONCE: Final = 500


def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """The list as it is narrowed and ordered, as CSV."""
    actor = require(request, Deed.READ_CASES)
    rows = _rows(request, actor)
    response = StreamingHttpResponse(csv_of(rows, saying()), content_type="text/csv; charset=utf-8")
    _attach(response, "cases.csv", actor)
    return response


def xlsx_file(request: HttpRequest) -> FileResponse:
    """The same as a spreadsheet."""
    actor = require(request, Deed.READ_CASES)
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    try:
        write_xlsx(path, _rows(request, actor), saying())
        content = path.open("rb")
    finally:
        path.unlink()
    response = FileResponse(content, content_type=_XLSX)
    _attach(response, "cases.xlsx", actor)
    return response


def letter_file(request: HttpRequest, number: str, id: int) -> HttpResponse:
    """A letter as it was given out."""
    actor = require(request, Deed.READ_CASES)
    row = letter_of(number, id, actor) if _is_id(id) else None
    if row is None:
        raise Http404
    response = HttpResponse(bytes(row.body), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{number}-{row.kind}-{row.serial}.pdf"'
    return _private(response)


def picture(request: HttpRequest, number: str, id: int) -> HttpResponse:
    """A photograph of an inspection."""
    actor = require(request, Deed.READ_CASES)
    rows = InspectionPicture.objects.filter(inspection__case__in=visible(actor), inspection__case__number=number)
    row = rows.filter(pk=id).first() if _is_id(id) else None
    return _image(bytes(row.body) if row is not None else b"")


def report_picture(request: HttpRequest, number: str, id: int) -> HttpResponse:
    """A photograph that came with a report."""
    actor = require(request, Deed.READ_CASES)
    rows = ReportPicture.objects.filter(report__case__in=visible(actor), report__case__number=number)
    row = rows.filter(pk=id).first() if _is_id(id) else None
    return _image(bytes(row.body) if row is not None else b"")


def signature(request: HttpRequest, number: str, id: int) -> HttpResponse:
    """The signature of an inspection."""
    actor = require(request, Deed.READ_CASES)
    rows = Inspection.objects.filter(case__in=visible(actor), case__number=number)
    row = rows.filter(pk=id).first() if _is_id(id) else None
    return _image(signature_of(row) if row is not None else b"")


def _image(body: bytes) -> HttpResponse:
    """Raises Http404 where there is none."""
    if not body:
        raise Http404
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = "inline"
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _rows(request: HttpRequest, actor: Actor) -> Iterator[CaseRow]:
    cases, at = list(wanted(actor, asked_of(request))[:MOST_ROWS]), now()
    for begin in range(0, len(cases), _AT_ONCE):
        rows = rows_of(cases[begin : begin + _AT_ONCE], actor, at)
        names = names_of(each.assigned_to for each in rows)
        yield from (msgspec.structs.replace(each, assigned_to=names[each.assigned_to]) for each in rows)


def _attach(response: HttpResponseBase, name: str, actor: Actor) -> None:
    """With its name, kept by no cache; it is noted who took it."""
    response["Content-Disposition"] = attached(name, f"{both('案件', 'cases')}.{name.partition('.')[2]}")
    response["Cache-Control"] = "no-store"
    Audit.objects.create(actor=actor.name, verb="cases exported", facts={"file": name})


def _is_id(id: int) -> bool:
    return id < 1 << 63
