"""Mine: /work/rating/, our score and how it was made, month by month; what was said of us, and our certificates."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.console.both import told
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.backing import Figure
from zhuisu.rating.certificate_words import STANDINGS
from zhuisu.rating.checking import checked
from zhuisu.rating.formula import PARTS, Kind, Part
from zhuisu.rating.granting import ask_for
from zhuisu.rating.kinds import STATES, State
from zhuisu.rating.models import Certificate, Exposure
from zhuisu.rating.periods import ROLLING
from zhuisu.rating.reading import Rating, current_formula, current_terms, history, told_formula
from zhuisu.rating.sight import own_exposures
from zhuisu.supervision.refusing import Refusal
from zhuisu.work.asking import working
from zhuisu.work.page import page
from zhuisu.work.rating.behind import leads

MOST: Final = 20
_NUMBERS: Final[Mapping[Figure, Text]] = {
    Figure.EVENTS: Text("记录", "records"),
    Figure.LATE: Text("迟报", "late"),
    Figure.MISSING: Text("缺项", "missing"),
    Figure.WRONG: Text("有误", "wrong"),
    Figure.CORRECTED: Text("已更正", "corrected"),
}


@require_safe
@working(Deed.READ_EVENTS)
def mine(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The rolling score first."""
    return _shown(request, actor)


@require_POST
@working(Deed.RECORD)
def ask(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Asks for a certificate: it is granted at once, or what is missing is said."""
    outcome = ask_for(actor=actor)
    if isinstance(outcome, Refusal):
        return _shown(request, actor, lacks=[sentence(each) for each in outcome.findings], status=422)
    return HttpResponseRedirect(reverse("work:rating") + "#certificates")


def row_words(each: Rating) -> Mapping[str, Any]:
    """A score in the reader's language, with its shares."""
    shares = {share.part: share for share in each.rated.shares}
    days, led = current_formula().rolling_days, leads(each)
    return {
        "period": f"{each.period}" if each.period != ROLLING else "",
        "days": days,
        "score": each.score,
        "short": None if each.score is None else round(each.score),
        "is_below": each.is_below,
        "is_settled": each.is_settled,
        "formula": told(told_formula(each)),
        "numbers": [
            {"name": told(name), "many": getattr(each.numbers, figure.value), "address": led.get(figure.value, "")}
            for figure, name in _NUMBERS.items()
        ],
        "shares": [
            {
                "name": told(PARTS[part]),
                "good": shares[part].good,
                "of": shares[part].of,
                "percent": int(100 * shares[part].share),
            }
            for part in Part
            if part in shares
        ],
    }


def exposure_words(row: Exposure) -> Mapping[str, Any]:
    """What was said of us, and until when we may answer."""
    state = State(row.state)
    return {
        "number": row.number,
        "state": row.state,
        "state_name": told(STATES[state]),
        "months": row.months,
        "answer_by": row.answer_by,
        "answer": row.answer,
        "words": row.words,
        "until": row.until,
        "is_open": state in (State.ANNOUNCED, State.ANSWERED),
        "address": reverse("work:rating-exposure", args=[row.number]),
    }


def _shown(request: HttpRequest, actor: Actor, *, lacks: list[str] | None = None, status: int = 200) -> HttpResponse:
    rows = history(Kind.PARTY, actor.party or "", actor)
    terms, certificate = current_terms(Kind.PARTY), current_formula().certificate
    weights = " + ".join(f"{terms.weights[part]:g} × {told(name)}" for part, name in PARTS.items())
    words = {
        "tab": "me",
        "rows": [row_words(each) for each in rows],
        "weights": weights,
        "basis": told(current_formula().basis),
        "threshold": terms.threshold,
        "exposures": [exposure_words(row) for row in own_exposures(actor).order_by("-proposed_at")[:MOST]],
        "certificates": [_certificate(row) for row in _certificates(actor)],
        "needs": certificate,
        "least_chains": int(100 * certificate.least_chains_share),
        "lacks": lacks or [],
        "may_ask": may(actor, Deed.RECORD),
    }
    return page(request, "rating/mine.html", words, status=status)


def _certificates(actor: Actor) -> list[Certificate]:
    return list(Certificate.objects.filter(party=actor.party).order_by("-asked_at")[:MOST])


def _certificate(row: Certificate) -> Mapping[str, Any]:
    held = checked(row.number)
    return {
        "number": row.number,
        "issued": row.asked_at.astimezone(LOCAL).date(),
        "until": row.valid_until,
        "standing": told(STANDINGS[held.standing]) if held else "",
        "is_good": held is not None and held.standing == "valid",
        "is_signed": bool(row.note),
    }
