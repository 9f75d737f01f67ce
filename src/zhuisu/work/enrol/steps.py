"""/enrol/<step>: one step a page: what was said is kept, and the next one asked."""

from collections.abc import Callable, Mapping
from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhuisu.console.wording import sentence
from zhuisu.enrolling import answering
from zhuisu.enrolling.answering import Answered
from zhuisu.enrolling.following import applicant
from zhuisu.enrolling.held import Contact, HeldApplication, held
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal, invalid, wrong
from zhuisu.enrolling.steps import Step, after, steps_of
from zhuisu.work.enrol.asking import filling, to
from zhuisu.work.enrol.forms import AccountForm, ContactForm, GoodsForm, PartyForm, goods_by_category, roles_shown
from zhuisu.work.enrol.frame import about, page
from zhuisu.work.enrol.paper import papers
from zhuisu.work.enrol.wording import told_on

_UNPROCESSABLE = 422
View = Callable[[HttpRequest, Application], HttpResponse]


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@filling
def step(request: HttpRequest, row: Application, step: str) -> HttpResponse:
    """The page of a step; 404 for one that this application does not have."""
    if step not in steps_of(row.aim):
        raise Http404
    return _VIEWS[Step(step)](request, row)


def _party(request: HttpRequest, row: Application) -> HttpResponse:
    here = held(row)
    form = PartyForm(request.POST if request.method == "POST" else None, here)

    def tell() -> Answered:
        said = form.cleaned_data
        names = ("name", "kind", "address", "place_kind", "place_name")
        party = answering.Party(region=form.region_code(), **{name: said[name] for name in names})
        return answering.tell_party(row.number, party, actor=applicant(row))

    return _asked(request, here, Step.PARTY, form, tell)


def _contact(request: HttpRequest, row: Application) -> HttpResponse:
    here = held(row)
    so_far = {name: getattr(here.contact, name) for name in ("name", "phone", "email")}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=so_far)
    return _asked(
        request,
        here,
        Step.CONTACT,
        form,
        lambda: answering.tell_contact(row.number, Contact(**form.cleaned_data), actor=applicant(row)),
    )


def _account(request: HttpRequest, row: Application) -> HttpResponse:
    form = AccountForm(request.POST if request.method == "POST" else None, initial={"account": row.account})

    def tell() -> Answered:
        said = form.cleaned_data
        if said["password"] != said["again"]:
            return invalid(wrong("enrol.passwords_differ", "$.again"))
        return answering.tell_account(row.number, said["account"].strip(), said["password"], actor=applicant(row))

    return _asked(request, held(row), Step.ACCOUNT, form, tell)


def _goods(request: HttpRequest, row: Application) -> HttpResponse:
    here, problems = held(row), []
    if request.method == "POST":
        form = GoodsForm(request.POST)
        chosen = form.cleaned_data["varieties"] if form.is_valid() else []
        done = answering.tell_goods(row.number, chosen, actor=applicant(row))
        if not isinstance(done, Refusal):
            return onward(request, here, Step.GOODS)
        problems = [sentence(each) for each in done.findings]
    words = {**about(request, here, Step.GOODS), "groups": goods_by_category(here.varieties), "problems": problems}
    return page(request, "goods.html", words, status=_UNPROCESSABLE if problems else 200)


def _roles(request: HttpRequest, row: Application) -> HttpResponse:
    here, problems = held(row), []
    if not here.varieties:
        return to("step", Step.GOODS.value)
    if request.method == "POST":
        done = answering.tell_roles(row.number, request.POST.getlist("roles")[:100], actor=applicant(row))
        if not isinstance(done, Refusal):
            return onward(request, here, Step.ROLES)
        problems = [sentence(each) for each in done.findings]
    words = {**about(request, here, Step.ROLES), "roles": roles_shown(here), "problems": problems}
    return page(request, "roles.html", words, status=_UNPROCESSABLE if problems else 200)


def _asked(
    request: HttpRequest, here: HeldApplication, step: Step, form: forms.Form, tell: Callable[[], Answered]
) -> HttpResponse:
    """The form of a step; what was filled in is told, and what is wrong with it shown."""
    if request.method == "POST" and form.is_valid():
        done = tell()
        if not isinstance(done, Refusal):
            return onward(request, here, step)
        told_on(form, done.findings)
    words = {**about(request, here, step), "form": form}
    return page(request, "step.html", words, status=_UNPROCESSABLE if form.errors else 200)


def onward(request: HttpRequest, here: HeldApplication, step: Step) -> HttpResponse:
    """To the step that follows, or back to where all of it is looked over."""
    following = after(here.aim, step)
    if following is None or request.POST.get("then") == "check":
        return to("check")
    return to("step", following.value)


_VIEWS: Final[Mapping[Step, View]] = {
    Step.PARTY: _party,
    Step.GOODS: _goods,
    Step.ROLES: _roles,
    Step.PAPERS: papers,
    Step.CONTACT: _contact,
    Step.ACCOUNT: _account,
}
