"""History: /work/history/, what was recorded, and how it is corrected or withdrawn; nothing is ever deleted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.core.forms.filled import Filled
from zhuisu.recording.correcting import replace, withdraw
from zhuisu.recording.mine import PAGE, RecordRow, record, records
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.telling import told as in_both
from zhuisu.work import naming
from zhuisu.work.answering import done, in_words, judged
from zhuisu.work.asking import wants_json, working
from zhuisu.work.detail import detail_words
from zhuisu.work.page import page
from zhuisu.work.prefilling import given_of
from zhuisu.work.record import asked_of, doubts_of, received, refused, saved, shown
from zhuisu.work.telling import record_words

_CORRECTING = Text("更正：", "Correct: ")


@require_safe
@working(Deed.READ_EVENTS)
def history(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The records of the party, the newest first."""
    rows = records(actor, before=request.GET.get("before", ""))
    older = rows[-1].id if len(rows) == PAGE else ""
    words = {"tab": "me", "rows": [record_words(row) for row in rows], "older": older}
    return page(request, "history/list.html", words)


@require_safe
@working(Deed.READ_EVENTS)
def event(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One record."""
    return page(request, "history/event.html", {"tab": "me", "record": detail_words(_own(request, actor), actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def correct(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The form as it was filled in; sent, it counts instead."""
    row = _own(request, actor)
    if row.filled is None:
        raise Http404
    asked = asked_of(row.variety, row.stage, actor)
    words: dict[str, Any] = {
        "title": told(_CORRECTING) + told(row.stage_name),
        "correcting": record_words(row),
        "left": [told(each) for each in row.left],
        "check": reverse("work:check", args=(row.variety, row.stage), query={"instead": row.event}),
        naming.REASON: request.POST.get(naming.REASON, ""),
    }
    if request.method != "POST":
        return shown(request, actor, asked, given_of(asked, row.filled), (), **words)
    filled = received(request, actor, asked, row.event)
    if not isinstance(filled, Filled):
        return refused(request, actor, asked, filled, **words)
    doubts = doubts_of(request, actor, filled, row.event)
    if doubts:
        return shown(request, actor, asked, given_of(asked, filled), doubts, **words)
    outcome = replace(actor=actor, event=row.event, filled=filled, reason=_reason(request))
    if isinstance(outcome, Refusal):
        return refused(request, actor, asked, in_both(outcome.findings), **words)
    return saved(request, outcome, row.event)


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def take_back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Asks why; then the record counts no more, and nothing instead."""
    row = _own(request, actor)
    if request.method != "POST":
        return page(request, "history/withdraw.html", {"tab": "me", "record": detail_words(row, actor)})
    outcome = withdraw(actor=actor, event=row.event, reason=_reason(request))
    if not isinstance(outcome, Refusal):
        return done(request, reverse("work:event", query={"of": row.event}))
    found = in_both(outcome.findings)
    if wants_json(request):
        return judged(found)
    words = {"tab": "me", "record": detail_words(row, actor), "findings": [in_words(each) for each in found]}
    return page(request, "history/withdraw.html", words, status=422)


def _own(request: HttpRequest, actor: Actor) -> RecordRow:
    row = record(actor, request.GET.get("of", ""))
    if row is None:
        raise Http404
    return row


def _reason(request: HttpRequest) -> str:
    return request.POST.get(naming.REASON, "").strip()
