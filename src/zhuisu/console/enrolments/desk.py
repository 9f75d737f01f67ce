"""/admin/enrolments/<number>/: all that an application says, its photographs, what it will become; and the decision."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import Actor
from zhuisu.access.models import Account, Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, told
from zhuisu.console.enrolments.frame import screen
from zhuisu.console.enrolments.listing import name_of, row_of
from zhuisu.console.enrolments.telling import facts_of, papers_of, requirements_of
from zhuisu.console.entries.detail import address_of
from zhuisu.console.wording import sentence
from zhuisu.enrolling.beginning import registered
from zhuisu.enrolling.deciding import agree, send_back
from zhuisu.enrolling.held import HeldApplication, held
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.papers import photo_of
from zhuisu.enrolling.refusing import Refusal
from zhuisu.enrolling.sight import open_categories, other_claims, visible
from zhuisu.enrolling.states import Aim, State
from zhuisu.enrolling.steps import NAMES as STEPS
from zhuisu.enrolling.steps import steps_of
from zhuisu.registry.duplicates import near
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.sheets.vocabulary import CATEGORIES

_CONFLICT: Final = 409
_UNSURE: Final = both(
    "请先勾选“已核对”，再点同意；同意后账户立即开通。",
    "Tick that you compared it, then agree; the account opens at once.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, number: str) -> HttpResponse:
    """A POST agrees or returns."""
    actor = require(request, Deed.DECIDE_ENROLMENTS)
    row = visible(actor).filter(number=number).first()
    if row is None:
        raise Http404
    problems: list[str] = []
    if request.method == "POST" and request.POST.get("act") == "agree" and request.POST.get("sure") != "yes":
        problems = [str(_UNSURE)]
    elif request.method == "POST":
        done = _decided(request, number, actor)
        if not isinstance(done, Refusal):
            messages.success(request, _done(done))
            return HttpResponseRedirect(reverse("admin:enrolments"))
        problems = [sentence(each) for each in done.findings]
    words = {**_words(row, actor), "problems": problems}
    return screen(request, "desk.html", words, status=_CONFLICT if problems else 200)


def photo(request: HttpRequest, number: str, paper: int) -> HttpResponse:
    """The photograph of a paper. Who looked at it is noted."""
    actor = require(request, Deed.DECIDE_ENROLMENTS)
    row = visible(actor).filter(number=number).first()
    found = None if row is None else photo_of(row, paper)
    if found is None:
        raise Http404
    Audit.objects.create(actor=actor.name, verb="enrolment paper seen", facts={"enrolment": number, "paper": paper})
    response = HttpResponse(found, content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response


def _decided(request: HttpRequest, number: str, actor: Actor) -> Application | Refusal:
    if request.POST.get("act") == "agree":
        return agree(number, actor=actor)
    notes = {step.value: request.POST.get(f"note-{step}", "") for step in STEPS}
    return send_back(number, request.POST.get("reason", ""), notes, actor=actor)


def _done(row: Application) -> str:
    name, account, number = name_of(row), row.account, row.number
    said = {
        State.APPROVED: both(f"{name} 已通过，账户 {account} 已开通。", f"{name}: approved; {account} is open."),
        State.RETURNED: both(f"{number} 已退回。", f"{number} was returned."),
        State.FILED: both(f"{number}：您的部分已同意，等待其他部门。", f"{number}: agreed for your part alone."),
    }
    return str(said[State(row.state)])


def _words(row: Application, actor: Actor) -> dict[str, Any]:
    here = held(row)
    is_filed = here.state is State.FILED
    mine = open_categories(actor, row)
    return {
        **row_of(row),
        "title": f"{row.number} · {name_of(row)}",
        "held": here,
        "facts": facts_of(here),
        "papers": papers_of(here),
        "requirements": requirements_of(here),
        "party": _party(here),
        "claims": [row_of(each) for each in other_claims(row)[:5]],
        "twins": _twins(here),
        "steps": [(each.value, told(STEPS[each]), here.notes.get(each, "")) for each in steps_of(here.aim)],
        "may_decide": is_filed and (bool(mine) or not row.categories),
        "mine": [told(CATEGORIES[each]) for each in mine],
        "others": [told(CATEGORIES[each]) for each in here.categories if each not in {*here.agreed, *mine}],
        "agreed": [told(CATEGORIES[each]) for each in here.agreed],
    }


def _party(here: HeldApplication) -> dict[str, Any] | None:
    """Who is registered with the code already, and how many accounts they have."""
    known = registered(here.key)
    if known is None:
        return None
    party: Any = known.entry
    return {
        "name": party.name,
        "address": address_of(KINDS["party"], known.id),
        "accounts": Account.objects.filter(party=party.key, is_active=True).count(),
        "is_joining": here.aim is Aim.JOIN,
    }


def _twins(here: HeldApplication) -> list[dict[str, str]]:
    """Parties of nearly the same name: perhaps the same one, under another code."""
    if here.aim is Aim.JOIN or here.state is not State.FILED or not here.name:
        return []
    found = [held for held, _ in near(here.name, here.region[:4])[:5]]
    names: list[Any] = [each.entry for each in found]
    return [
        {"name": entry.name, "key": entry.key, "address": address_of(KINDS["party"], each.id)}
        for each, entry in zip(found, names, strict=True)
    ]
