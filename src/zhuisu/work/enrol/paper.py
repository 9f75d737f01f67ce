"""/enrol/papers: what licences are needed, and why; /enrol/papers/<which>: one of them, with its photograph."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from zhuisu.console.both import told
from zhuisu.enrolling.answering import excuse
from zhuisu.enrolling.following import applicant
from zhuisu.enrolling.held import HeldApplication, HeldPaper, held
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.papers import Told, keep, photo_of, remove
from zhuisu.enrolling.refusing import Refusal
from zhuisu.enrolling.requirements import REGISTRATION, Need, Requirement, paper_name
from zhuisu.enrolling.states import Aim
from zhuisu.enrolling.steps import Step
from zhuisu.recall.evidence import MOST_BYTES, Photo
from zhuisu.work.enrol.asking import applying, filling, to
from zhuisu.work.enrol.forms import PaperForm, all_papers
from zhuisu.work.enrol.frame import about, page
from zhuisu.work.enrol.wording import told_on

OTHER: Final = "other"
_FORM_BYTES: Final = 64 << 10
_UNPROCESSABLE: Final = 422


def papers(request: HttpRequest, row: Application) -> HttpResponse:
    """A POST takes a paper out."""
    if request.method == "POST":
        number = request.POST.get("remove", "")
        if number.isascii() and number.isdigit() and len(number) < 19:
            remove(row.number, int(number), actor=applicant(row))
        return to("step", Step.PAPERS.value)
    here = held(row)
    cards = [_card(here, each) for each in here.requirements]
    words = {
        **about(request, here, Step.PAPERS),
        "registration": _shown(here, (REGISTRATION,)) if here.key else None,
        "is_numbered": bool(here.key),
        "registration_name": told(paper_name(REGISTRATION)),
        "cards": cards,
        "others": _others(here),
        "may_add": here.aim is Aim.ENROL,
    }
    return page(request, "papers.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@filling
def paper(request: HttpRequest, row: Application, which: str) -> HttpResponse:
    """Asks for one paper, or why it is not there. 404 where it is not asked for."""
    here = held(row)
    kinds, requirement = _kinds(here, which)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + _FORM_BYTES:
        return HttpResponseRedirect(f"{request.path}?large")
    if request.method == "POST" and requirement is not None and "excuse" in request.POST:
        excuse(row.number, requirement.id, request.POST["excuse"], actor=applicant(row))
        return to("step", Step.PAPERS.value)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PaperForm(sent[0], sent[1], kinds, here.key)
    if request.method == "POST" and form.is_valid():
        done = keep(row.number, _told(form), actor=applicant(row))
        if not isinstance(done, Refusal):
            return to("step", Step.PAPERS.value)
        told_on(form, done.findings)
    words = {
        **about(request, here, Step.PAPERS),
        "form": form,
        "title": told(paper_name(kinds[0])) if len(kinds) == 1 else "",
        "card": _card(here, requirement) if requirement else None,
        "is_large": "large" in request.GET,
    }
    return page(request, "paper.html", words, status=_UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
@applying
def photo(request: HttpRequest, row: Application, number: int) -> HttpResponse:
    """The photograph of a paper of this application."""
    found = photo_of(row, number)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response


def _kinds(here: HeldApplication, which: str) -> tuple[tuple[str, ...], Requirement | None]:
    if which == REGISTRATION:
        return (REGISTRATION,), None
    if which == OTHER and here.aim is Aim.ENROL:
        return all_papers(), None
    for each in here.requirements:
        if each.id == which:
            return each.kinds, each
    raise Http404


def _told(form: PaperForm) -> Told:
    said = form.cleaned_data
    sent: Any = said["photo"]
    return Told(
        kind=said["kind"],
        number=said["number"].strip(),
        issued_by=said["issued_by"].strip(),
        valid_to=said["valid_to"],
        photo=Photo(sent.read(), sent.name or "") if sent else None,
    )


def _card(here: HeldApplication, each: Requirement) -> dict[str, Any]:
    """A requirement: what is asked, why, and what there is."""
    return {
        "id": each.id,
        "names": [told(paper_name(kind)) for kind in each.kinds],
        "is_always": each.need is Need.ALWAYS,
        "reasons": [
            {"goods": told(reason.variety), "stage": told(reason.stage), "laws": told(reason.laws)}
            for reason in each.reasons[:6]
        ],
        "papers": _shown(here, each.kinds),
        "excuse": here.excuses.get(each.id, ""),
    }


def _shown(here: HeldApplication, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_paper(each) for each in here.papers if each.kind in kinds]


def _others(here: HeldApplication) -> list[dict[str, Any]]:
    asked = {REGISTRATION, *(kind for each in here.requirements for kind in each.kinds)}
    return [_paper(each) for each in here.papers if each.kind not in asked]


def _paper(each: HeldPaper) -> dict[str, Any]:
    return {"id": each.id, "name": told(paper_name(each.kind)), "number": each.number, "until": each.valid_to}
