"""/admin/plan/meetings/: the joint meeting: called with its agenda, decided in, closed with its minutes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, told
from zhuisu.console.planning.forms import CallForm, DecisionForm, HoldForm, SettleForm
from zhuisu.console.planning.screen import screen
from zhuisu.console.refusing import refused
from zhuisu.core.findings import Text
from zhuisu.planning.kinds import SETTLED, Settled
from zhuisu.planning.measures import measures
from zhuisu.planning.meetings import Decided, agenda, call, decide, hold, settle
from zhuisu.planning.models import Decision, Meeting
from zhuisu.registry.departments import departments
from zhuisu.supervision.refusing import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest) -> HttpResponse:
    """All meetings, what the next one would speak of, and a form that calls it."""
    require(request, Deed.READ_FIGURES)
    form, status = CallForm(request.POST or None), 200
    if request.method == "POST":
        actor = require(request, Deed.KEEP_PLAN)
        status = 422
        if form.is_valid():
            called = call(actor=actor, day=form.cleaned_data["day"], place=form.cleaned_data["place"])
            if not isinstance(called, Refusal):
                return _to("meeting", called.number)
            status = refused(form, called)
    today = timezone.localdate()
    context = {
        "title": both("联席会议", "Joint meetings"),
        "rows": list(Meeting.objects.order_by("-day", "-number")[:200]),
        "agenda": [(point.measure, _measure(point.measure), told(point.why)) for point in agenda(today)],
        "open": [_decision(each) for each in _decisions().filter(state=Settled.OPEN.value)],
        "form": form,
    }
    return screen(request, "meetings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting; a POST closes its minutes."""
    require(request, Deed.READ_FIGURES)
    form, status = HoldForm(request.POST or None), 200
    if request.method == "POST":
        actor = require(request, Deed.KEEP_PLAN)
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            held = hold(actor=actor, number=number, minutes=said["minutes"], present=said["present"])
            if not isinstance(held, Refusal):
                messages.success(request, both("纪要已保存，不再修改。", "The minutes are kept as they are."))
                return _to("meeting", number)
            status = refused(form, held)
    return _shown(request, number, form, DecisionForm(), status)


@require_http_methods(["POST"])
def decided(request: HttpRequest, number: str) -> HttpResponse:
    """One more decision of a meeting."""
    actor = require(request, Deed.KEEP_PLAN)
    form, status = DecisionForm(request.POST), 422
    if form.is_valid():
        outcome = decide(actor=actor, number=number, what=Decided(**form.cleaned_data))
        if not isinstance(outcome, Refusal):
            return _to("meeting", number)
        status = refused(form, outcome)
    return _shown(request, number, HoldForm(), form, status)


@require_http_methods(["GET", "HEAD", "POST"])
def settled(request: HttpRequest, id: int) -> HttpResponse:
    """What became of a decision."""
    require(request, Deed.READ_FIGURES)
    row = _decisions().filter(pk=id).first()
    if row is None:
        raise Http404
    form, status = SettleForm(request.POST or None), 200
    if request.method == "POST":
        actor = require(request, Deed.KEEP_PLAN)
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            outcome = settle(actor=actor, decision=id, state=Settled(said["state"]), outcome=said["outcome"])
            if not isinstance(outcome, Refusal):
                return _to("meeting", row.meeting.number)
            status = refused(form, outcome)
    context = {"title": row.text, "row": _decision(row), "form": form}
    return screen(request, "decision.html", context, status=status)


def _shown(request: HttpRequest, number: str, form: forms.Form, deciding: forms.Form, status: int) -> HttpResponse:
    row = Meeting.objects.filter(number=number).first()
    if row is None:
        raise Http404
    known = departments()
    context = {
        "title": both(f"联席会议 {number}", f"Joint meeting {number}"),
        "row": row,
        "present": [told(known[role].name) for role in row.present if role in known],
        "agenda": [(each["measure"], _measure(each["measure"]), told(Text(**each["why"]))) for each in row.agenda],
        "decisions": [_decision(each) for each in _decisions().filter(meeting=row)],
        "form": form,
        "deciding": deciding,
    }
    return screen(request, "meeting.html", context, status=status)


def _decisions() -> Any:
    return Decision.objects.select_related("meeting").order_by("due", "pk")


def _decision(row: Decision) -> dict[str, Any]:
    known = departments()
    is_open = row.state == Settled.OPEN
    return {
        "id": row.pk,
        "text": row.text,
        "meeting": row.meeting.number,
        "owner": told(known[row.owner].name) if row.owner in known else row.owner,
        "due": row.due,
        "measure": row.measure_id,
        "measure_name": _measure(row.measure_id or ""),
        "state": row.state,
        "state_name": told(SETTLED[Settled(row.state)]),
        "outcome": row.outcome,
        "is_open": is_open,
        "is_late": is_open and row.due is not None and row.due < timezone.localdate(),
    }


def _measure(id: str) -> str:
    return told(measures()[id].name) if id in measures() else ""


def _to(name: str, number: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"admin:{name}", args=[number]))
