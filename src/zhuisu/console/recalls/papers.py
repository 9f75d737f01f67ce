"""What leaves a recall as a file: its report (PDF, XLSX), its things (CSV), and the evidence of answers."""

import csv
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.recalls.desk import found
from zhuisu.console.recalls.screen import saying
from zhuisu.recall.models import Evidence
from zhuisu.recall.paper import pdf_of
from zhuisu.recall.reading import holding
from zhuisu.recall.report import Report, report_of
from zhuisu.recall.report_paper import paper_of
from zhuisu.recall.report_sheet import plain, thing_heads, things_in, write_sheet

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_BOM = "\ufeff"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The closing report; before the end, the report of its progress."""
    actor = require(request, Deed.READ_RECALLS)
    report = _reported(number, actor)
    response = HttpResponse(pdf_of(paper_of(report, saying()), report.at), content_type="application/pdf")
    _attach(response, f"{number}.pdf", actor, number)
    return response


def sheet(request: HttpRequest, number: str) -> FileResponse:
    """The same as a spreadsheet, with every holder, answer, notice and step."""
    actor = require(request, Deed.READ_RECALLS)
    report = _reported(number, actor)
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    try:
        write_sheet(path, report, saying())
        content = path.open("rb")
    finally:
        path.unlink()
    response = FileResponse(content, content_type=_XLSX)
    _attach(response, f"{number}.xlsx", actor, number)
    return response


def things(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """Everything in the scope as CSV, streamed: a million rows are never held."""
    actor = require(request, Deed.READ_RECALLS)
    found(number, actor)
    response = StreamingHttpResponse(_rows(number, actor), content_type="text/csv; charset=utf-8")
    _attach(response, f"{number}-things.csv", actor, number)
    return response


def evidence(request: HttpRequest, number: str, digest: str) -> HttpResponse:
    """A photograph that came with an answer."""
    actor = require(request, Deed.READ_RECALLS)
    found(number, actor)
    if not _DIGEST.fullmatch(digest):
        raise Http404
    rows = Evidence.objects.filter(holding__recall__number=number, digest=bytes.fromhex(digest))
    row = rows.order_by("id").first()
    if row is None or holding(row.holding_id, actor) is None:
        raise Http404
    response = HttpResponse(bytes(row.body), content_type=row.media_type)
    response["Cache-Control"] = "no-store"
    response["Content-Disposition"] = "inline"
    return response


def _reported(number: str, actor: Actor) -> Report:
    report = report_of(number, actor, now())
    if report is None:
        raise Http404
    return report


def _rows(number: str, actor: Actor) -> Iterator[str]:
    say = saying()
    writer = csv.writer(_Echo())
    yield _BOM + str(writer.writerow(thing_heads(say)))
    for row in things_in(number, actor, say):
        yield str(writer.writerow([plain(cell) if isinstance(cell, str) else cell for cell in row]))


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


def _attach(response: HttpResponseBase, name: str, actor: Actor, number: str) -> None:
    """With its name, kept by no cache; it is noted who took it."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    Audit.objects.create(actor=actor.name, verb="recall exported", facts={"recall": number, "file": name})
