"""Tickets: /work/labels/tickets/: the 20-digit code of a sale of meat or vegetables, and its ticket."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import language
from zhuisu.labelling.kinds import PrintForm
from zhuisu.labelling.papers import ticket_file
from zhuisu.labelling.refusing import Refusal
from zhuisu.labelling.tickets import reserve, ticket, ticket_of, tickets_of
from zhuisu.recording.mine import record, records
from zhuisu.work.asking import working
from zhuisu.work.labels.answering import file_response, refused
from zhuisu.work.labels.telling import ticket_words
from zhuisu.work.page import page
from zhuisu.work.saved import is_produce
from zhuisu.work.telling import record_words

_SALES = ("sell", "wholesale", "retail", "dispatch", "outbound")


@require_safe
@working(Deed.READ_EVENTS)
def tickets(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that were issued, and the sales that have none yet."""
    issued = tickets_of(actor)
    done = {each.event for each in issued}
    sales = [row for row in records(actor) if is_produce(row.variety) and row.stage.startswith(_SALES)]
    words: dict[str, Any] = {
        "tab": "labels",
        "rows": [ticket_words(each) for each in issued],
        "records": [record_words(row) for row in sales if row.event not in done][:10],
    }
    return page(request, "labels/tickets.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The ticket of a sale, `?event=`; without one, a number for a sale that is about to be recorded."""
    event = request.GET.get("event", "")
    if request.method != "POST":
        row = record(actor, event) if event else None
        return page(request, "labels/ticket_new.html", {"tab": "labels", "record": row and record_words(row)})
    made = ticket(event, actor=actor) if event else reserve(actor=actor)
    if isinstance(made, Refusal):
        return refused(request, made, reverse("work:tickets"))
    return HttpResponseRedirect(reverse("work:ticket", args=[made.issue]))


@require_safe
@working(Deed.READ_EVENTS)
def one(request: HttpRequest, actor: Actor, issue: int) -> HttpResponse:
    """A ticket, to print."""
    held = ticket_of(issue, actor)
    if held is None:
        raise Http404
    return page(request, "labels/ticket.html", {"tab": "labels", "ticket": ticket_words(held)})


@require_POST
@working(Deed.RECORD)
def printed(request: HttpRequest, actor: Actor, issue: int) -> HttpResponse:
    """The file."""
    held = ticket_of(issue, actor)
    if held is None:
        raise Http404
    form = PrintForm.ZPL if request.POST.get("form") == PrintForm.ZPL else PrintForm.PDF
    return file_response(ticket_file(held, form, actor=actor, language=language()))
