"""Me: /work/me/, how complete our records are and why, and everything else that is ours."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.console.both import told
from zhuisu.core.findings import Severity
from zhuisu.recording.against import findings_against
from zhuisu.recording.score import Score, score_of
from zhuisu.supervision.completeness import ToldCompleteness, ToldPart
from zhuisu.work.asking import working
from zhuisu.work.page import page

FEW: Final = 10
"""Of fewer records a score says little."""
MOST_MISSING: Final = 5
"""So much of what is missing is told of each part."""


@require_safe
@working(Deed.READ_EVENTS)
def me(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The score, and links to the rest."""
    words = {
        "tab": "me",
        "score": score_words(score_of(actor)),
        "to_mend": sum(each.severity is Severity.ERROR for each in findings_against(actor)),
        "actor": actor,
        "keeps": may(actor, Deed.KEEP_REGISTRY),
    }
    return page(request, "me.html", words)


def score_words(score: Score) -> Mapping[str, Any]:
    """The score and its reasons, the least part first."""
    return {
        "percent": score.percent,
        "days": score.days,
        "events": score.events,
        "in_time": score.in_time,
        "is_cut": any(each.is_cut for each in score.varieties),
        "is_little": score.events < FEW,
        "varieties": [_variety(each) for each in score.varieties],
    }


def _variety(each: ToldCompleteness) -> Mapping[str, Any]:
    parts = sorted(map(_part, each.parts), key=lambda part: int(part["percent"]))
    return {"name": told(each.variety), "percent": int(100 * each.score), "parts": parts, "is_cut": each.is_cut}


def _part(part: ToldPart) -> Mapping[str, Any]:
    return {
        "name": told(part.name),
        "percent": int(100 * part.found / part.expected) if part.expected else 100,
        "found": part.found,
        "expected": part.expected,
        "missing": [told(each) for each in part.missing[:MOST_MISSING]],
        "more": max(0, part.missing_total - MOST_MISSING),
    }
