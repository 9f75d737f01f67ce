"""Answering: /work/rating/exposure/<number>, why we are to be exposed, and what we say to it in time."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.console.both import told
from zhuisu.console.wording import sentence
from zhuisu.rating.answering import answer
from zhuisu.rating.formula import formula_on
from zhuisu.rating.kinds import REPLIES, Reply
from zhuisu.rating.models import ExposureStep
from zhuisu.rating.sentences import STEPS
from zhuisu.rating.sight import own_exposures
from zhuisu.supervision.refusing import Refusal
from zhuisu.work.asking import working
from zhuisu.work.page import page
from zhuisu.work.rating.mine import exposure_words

TOLD = ("announce", "objects", "corrected", "publish", "withdraw")
"""What of the history is told to whom it is about."""


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.READ_EVENTS)
def exposure(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Says it; sent, the form is an objection or says what was corrected."""
    row = own_exposures(actor).filter(number=number[:40]).first()
    if row is None:
        raise Http404
    wrongs: list[str] = []
    if request.method == "POST":
        reply = request.POST.get("reply", "")
        said = Reply(reply) if reply in set(Reply) else Reply.OBJECTS
        outcome = answer(actor=actor, number=number, reply=said, words=request.POST.get("words", ""))
        if not isinstance(outcome, Refusal):
            return HttpResponseRedirect(reverse("work:rating-exposure", args=[number]))
        wrongs = [sentence(each) for each in outcome.findings]
    found = exposure_words(row)
    is_open = found["is_open"] and row.answer_by is not None and timezone.now() <= row.answer_by
    words = {
        "tab": "me",
        "row": found,
        "basis": told(formula_on(row.formula).basis),
        "steps": [
            {"at": step.at, "told": told(STEPS[step.verb]), "words": step.words}
            for step in ExposureStep.objects.filter(exposure=row, verb__in=TOLD).order_by("id")
        ],
        "replies": [(each.value, told(name)) for each, name in REPLIES.items()],
        "reply": request.POST.get("reply", Reply.CORRECTED.value),
        "words": request.POST.get("words", row.answer),
        "wrongs": wrongs,
        "may_answer": is_open and may(actor, Deed.RECORD),
    }
    return page(request, "rating/exposure.html", words, status=422 if wrongs else 200)
