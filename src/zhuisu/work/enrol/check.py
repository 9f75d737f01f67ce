"""/enrol/check: all of it at a glance, what is missing and why, and the promise; /enrol/state: how far it has come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zhuisu.console.both import told
from zhuisu.enrolling.filing import file, withdraw
from zhuisu.enrolling.following import applicant
from zhuisu.enrolling.held import HeldApplication, held
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal
from zhuisu.enrolling.requirements import paper_name
from zhuisu.enrolling.states import NAMES, OPEN, Aim, State
from zhuisu.packaged import library, profiles
from zhuisu.registry.regions import full_name
from zhuisu.registry.sheets.vocabulary import CATEGORIES, PARTIES, PLACES
from zhuisu.work.enrol.asking import applying, filling, to
from zhuisu.work.enrol.frame import about, page
from zhuisu.work.enrol.wording import by_step

_UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@filling
def check(request: HttpRequest, row: Application) -> HttpResponse:
    """A POST hands it in."""
    problems: list[dict[str, Any]] = []
    if request.method == "POST":
        done = file(row.number, promised=request.POST.get("promise", ""), actor=applicant(row))
        if not isinstance(done, Refusal):
            return to("state")
        problems = by_step(done.findings)
    here = held(row)
    words = {
        **about(request, here),
        "told": summary(here),
        "missing": by_step(here.missing),
        "problems": [each for each in problems if each["step"] == "promise"],
        "is_joining": here.aim is Aim.JOIN,
    }
    return page(request, "check.html", words, status=_UNPROCESSABLE if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@applying
def state(request: HttpRequest, row: Application) -> HttpResponse:
    """A POST takes it back."""
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        withdraw(row.number, actor=applicant(row))
        return to("state")
    here = held(row)
    words = {
        **about(request, here),
        "state_name": told(NAMES[here.state]),
        "is_open": here.state in OPEN,
        "is_approved": here.state is State.APPROVED,
        "is_returned": here.state is State.RETURNED,
        "is_filed": here.state is State.FILED,
        "is_over": here.state in (State.APPROVED, State.WITHDRAWN),
        "waits_for": [told(CATEGORIES[each]) for each in here.categories if each not in here.agreed],
    }
    return page(request, "state.html", words)


def summary(here: HeldApplication) -> list[dict[str, Any]]:
    """What was told, by step, for reading over."""
    party = [
        here.key.removeprefix("uscc:"),
        here.name,
        told(PARTIES[here.kind]) if here.kind else "",
        full_name(here.region) + here.address if here.address else "",
        f"{here.place_name or here.name}（{told(PLACES[here.place_kind])}）" if here.place_kind else "",
    ]
    rows = {
        "party": party,
        "goods": [told(profiles()[each].name) for each in here.varieties],
        "roles": [told(library().roles[each].name) for each in here.roles],
        "papers": [f"{told(paper_name(each.kind))} {each.number}" for each in here.papers],
        "contact": [here.contact.name, here.contact.phone, here.contact.email],
        "account": [here.account],
    }
    return [{"step": step, "lines": [line for line in lines if line]} for step, lines in rows.items()]
