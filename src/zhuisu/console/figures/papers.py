"""What leaves the picture of the city as a file: an exhibit as CSV or XLSX, all of them, and the report.

What makes no sense is answered with the picture of the city, which says so."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.attaching import attached
from zhuisu.console.both import both, language, told
from zhuisu.console.figures.city import city, drawn, given
from zhuisu.console.figures.screen import screen
from zhuisu.console.people import name_of
from zhuisu.console.recalls.screen import saying
from zhuisu.figures.asked import Asked, asked_of, month_of
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.files import csv_of, xlsx_of
from zhuisu.figures.report import exhibits_of, paper_of, scope_of, title_of
from zhuisu.figures.view import view_of
from zhuisu.recall.paper import pdf_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def csv_file(request: HttpRequest, name: str) -> HttpResponse:
    """One exhibit."""
    actor = require(request, Deed.READ_FIGURES)
    if name not in EXHIBITS:
        raise Http404
    asked, findings = given(request)
    if findings:
        return city(request)
    exhibit = EXHIBITS[name](asked.whole(), view_of(actor))
    response = HttpResponse(csv_of(exhibit, language()), content_type="text/csv; charset=utf-8")
    return _attached(response, f"{name}.csv", f"{told(exhibit.title)}.csv", actor)


@require_safe
def xlsx_file(request: HttpRequest, name: str) -> HttpResponse:
    """One exhibit; `all`: a sheet each."""
    actor = require(request, Deed.READ_FIGURES)
    names = list(EXHIBITS) if name == "all" else [name]
    if not set(names) <= EXHIBITS.keys():
        raise Http404
    asked, findings = given(request)
    if findings:
        return city(request)
    exhibits = [EXHIBITS[each](asked.whole(), view_of(actor)) for each in names]
    title = both("全市情况", "The city") if name == "all" else told(exhibits[0].title)
    response = HttpResponse(xlsx_of(exhibits, language()), content_type=_XLSX)
    return _attached(response, f"{name}.xlsx", f"{title}.xlsx", actor)


@require_safe
def report_file(request: HttpRequest) -> HttpResponse:
    """The report as a document: of the last month that is over, if no months are named."""
    actor = require(request, Deed.READ_FIGURES)
    asked, at = _month(request), now()
    if asked is None:
        return city(request)
    paper = paper_of(asked, view_of(actor), name_of(actor.name), saying(), at)
    response = HttpResponse(pdf_of(paper, at), content_type="application/pdf")
    name = f"report-{asked.since:%Y-%m}.pdf"
    return _attached(response, name, f"{title_of(asked, saying())}-{asked.since:%Y-%m}.pdf", actor)


@require_safe
def report_page(request: HttpRequest) -> HttpResponse:
    """The same as a page to read and to print."""
    actor = require(request, Deed.READ_FIGURES)
    asked = _month(request)
    if asked is None:
        return city(request)
    words = {
        "title": title_of(asked, saying()),
        "scope": scope_of(asked, saying()),
        "made": saying().when(now()),
        **drawn(exhibits_of(asked, view_of(actor)), asked, actor),
    }
    return screen(request, "report.html", words)


def _month(request: HttpRequest) -> Asked | None:
    """What the report is of; nothing where the address makes no sense."""
    last = month_of(now())
    is_named = "since" in request.GET or "until" in request.GET
    months = {} if is_named else {"since": f"{last.since:%Y-%m}", "until": f"{last.since:%Y-%m}"}
    asked = asked_of({**request.GET.dict(), **months}, now())
    return asked if isinstance(asked, Asked) else None


def _attached(response: HttpResponse, name: str, named: str, actor: Actor) -> HttpResponse:
    """With its name, kept by no cache; it is noted who took it."""
    response["Content-Disposition"] = attached(name, named)
    response["Cache-Control"] = "no-store"
    Audit.objects.create(actor=actor.name, verb="figures exported", facts={"file": name})
    return response
