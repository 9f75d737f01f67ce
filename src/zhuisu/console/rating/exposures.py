"""/admin/exposure/: who is proposed to be exposed, and one of them, with what was decided and answered."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, told
from zhuisu.console.people import names_of
from zhuisu.console.rating.forms import DecideForm
from zhuisu.console.rating.screen import screen
from zhuisu.console.recalls.screen import saying
from zhuisu.console.refusing import refused
from zhuisu.rating.deciding import decide
from zhuisu.rating.formula import KINDS, Kind, formula_on
from zhuisu.rating.kinds import NEXT, OPEN, REPLIES, STATES, Reply, State, Verb
from zhuisu.rating.models import Exposure
from zhuisu.rating.reading import PAGE
from zhuisu.rating.sentences import STEPS
from zhuisu.rating.sight import may_decide, official
from zhuisu.rating.waiting import is_overdue
from zhuisu.recall.kinds import Channel
from zhuisu.recall.report_words import CHANNELS, FAULTS, NOTICE_STATES
from zhuisu.registry.regions import full_names
from zhuisu.supervision.refusing import Refusal

_MOST_NOTICES: Final = 100


@require_safe
def exposures(request: HttpRequest) -> HttpResponse:
    """`?state=` narrows them; those that wait for a person first."""
    actor = require(request, Deed.READ_FIGURES)
    rows = official(Exposure.objects.all(), actor).order_by("-proposed_at", "-number")
    state = request.GET.get("state", "open")
    if state in set(State):
        rows = rows.filter(state=state)
    elif state == "open":
        rows = rows.filter(state__in=[each.value for each in OPEN])
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": both("曝光", "Exposure"),
        "rows": [_row(each) for each in page.object_list],
        "page": page,
        "state": state,
        "states": [("open", both("待办理", "to be dealt with")), ("all", both("全部", "all"))]
        + [(each.value, told(name)) for each, name in STATES.items()],
        "query": f"state={state if state in {'open', 'all', *State} else 'open'}",
    }
    return screen(request, "exposures.html", context)


def exposure(request: HttpRequest, number: str) -> HttpResponse:
    """One: the months that it rests on, what may be done, what the party says, and what was done."""
    actor = require(request, Deed.READ_FIGURES)
    row = official(Exposure.objects.all(), actor).filter(number=number[:40]).first()
    if row is None:
        raise Http404
    verbs = tuple(NEXT[State(row.state)]) if may_decide(actor, row.scopes) else ()
    form, status = DecideForm(verbs, request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        outcome = _decided(request, number, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        status = outcome
    terms = formula_on(row.formula).terms(Kind(row.kind))
    context = {
        "title": f"{row.number} · {row.name}",
        "row": _row(row),
        "may": bool(verbs),
        "form": form,
        "threshold": terms.threshold,
        "basis": told(formula_on(row.formula).basis),
        "steps": _steps(row),
        "notices": _notices(row),
        "is_unreached": _is_unreached(row),
        "waits": row.state == State.ANNOUNCED and row.answer_by is not None and now() < row.answer_by,
        "rating": reverse("admin:rating", args=[row.kind, row.subject]),
    }
    return screen(request, "exposure.html", context, status=status)


def _decided(request: HttpRequest, number: str, form: DecideForm) -> HttpResponse | int:
    actor = require(request, Deed.KEEP_RATINGS)
    if not form.is_valid():
        return 422
    said = form.cleaned_data
    outcome = decide(actor=actor, number=number, verb=Verb(said["verb"]), why=said["why"])
    if isinstance(outcome, Refusal):
        return refused(form, outcome)
    messages.success(request, both("已办理。", "Done."))
    return HttpResponseRedirect(reverse("admin:exposure", args=[number]))


def _row(row: Exposure) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "subject": row.subject,
        "kind": told(KINDS[Kind(row.kind)]),
        "region": told(full_names(row.region)),
        "state": row.state,
        "state_name": told(STATES[State(row.state)]),
        "months": row.months,
        "proposed_at": row.proposed_at,
        "told_at": row.told_at,
        "answer_by": row.answer_by,
        "is_overdue": is_overdue(row, now()),
        "reply": told(REPLIES[Reply(row.reply)]) if row.reply else "",
        "answer": row.answer,
        "answered_at": row.answered_at,
        "words": row.words,
        "published_at": row.published_at,
        "until": row.until,
    }


def _steps(row: Exposure) -> list[dict[str, Any]]:
    """What was done and by whom, the last first."""
    steps = list(row.steps.order_by("-id"))
    names = names_of(each.actor for each in steps)
    return [
        {"at": each.at, "actor": names[each.actor], "told": told(STEPS[each.verb]), "words": each.words}
        for each in steps
    ]


def _notices(row: Exposure) -> list[dict[str, Any]]:
    """By which channel the party was told of what, when, and what failed; the last first."""
    say, rows = saying(), list(row.notices.order_by("-id")[:_MOST_NOTICES])
    accounts = {each.pk: each.address.split(", ") for each in rows if each.channel == Channel.IN_APP}
    names = names_of(name for each in accounts.values() for name in each)
    return [
        {
            "purpose": told(STEPS[each.purpose]),
            "channel": say.word(CHANNELS, each.channel),
            "address": "、".join(names[name] for name in accounts.get(each.pk, ())) or each.address,
            "state": each.state,
            "state_name": say.word(NOTICE_STATES, each.state),
            "at": each.sent_at or each.created_at,
            "again_at": each.due_at if each.state == "failed" else None,
            "attempts": each.attempts,
            "fault": say.word(FAULTS, each.fault),
        }
        for each in rows
    ]


def _is_unreached(row: Exposure) -> bool:
    """Nothing of what was told last goes anywhere: somebody must go there."""
    last = row.notices.order_by("-id").values_list("purpose", flat=True).first()
    return last is not None and not row.notices.filter(purpose=last).exclude(state="given_up").exists()
