"""GET /api/recalls/{number}/report: what became of a recall, as JSON, as PDF or as a spreadsheet."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.recall.answers import recall_of
from zhuisu.exchange.api.recall.filters import REPORT, filters_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.exchange.http.language import reader_language
from zhuisu.recall.paper import pdf_of
from zhuisu.recall.refusing import unknown
from zhuisu.recall.report import Report, report_of
from zhuisu.recall.report_paper import paper_of
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_sheet import write_sheet

PDF: Final = "application/pdf"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def get_report(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """`?form=json|pdf|xlsx`: the lists of the first two hold the first thousand. 404 for who is one of its holders."""
    form = filters_of(request, REPORT, {}).get("form", "json")
    number = recall_of(path, actor).number
    report = granted(report_of(number, actor, datetime.now(UTC)) or unknown(number))
    if form == "json":
        return json_response(report)
    say = Saying(reader_language(), ZoneInfo(settings.TIME_ZONE))
    media_type, body = (PDF, pdf_of(paper_of(report, say), report.at)) if form == "pdf" else (XLSX, _sheet(report, say))
    headers = {"Content-Disposition": f'attachment; filename="{number}.{form}"'}
    return HttpResponse(body, content_type=media_type, headers=headers)


def _sheet(report: Report, say: Saying) -> bytes:
    with TemporaryDirectory(dir=settings.CONFIG.home) as folder:
        path = Path(folder) / "report.xlsx"
        write_sheet(path, report, say)
        return path.read_bytes()
