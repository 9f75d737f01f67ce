"""Standing: a page about a case that changed meanwhile or is out of sight: who changed what when, and where to go."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from zhuisu.casework.refusing import Refusal, unknown
from zhuisu.casework.sight import wrong_state_of
from zhuisu.console.both import both
from zhuisu.console.cases.screen import StaleError, UnseenError, is_script, screen, shown
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying
from zhuisu.console.wording import sentence

_MOST: Final = 5
"""So many of the latest steps are told."""


def standing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view; where its case does not allow it, or is not to be seen, a page that says so and leads back. A script is
    answered with JSON."""

    @wraps(view)
    def answer(request: HttpRequest, number: str, **named: Any) -> HttpResponse:
        try:
            return view(request, number, **named)
        except StaleError as stale:
            return _stale(request, stale)
        except UnseenError:
            return _unseen(request, number)

    return answer


def _stale(request: HttpRequest, stale: StaleError) -> HttpResponse:
    told, say = stale.told, saying()
    refusal = wrong_state_of(told.row.number, told.row.state)
    why, title = refusal.findings[0], both("案件已有变动", "The case has changed")
    if stale.why is not None:
        why, title = stale.why, both("现在不能这样做", "This cannot be done now")
    if is_script(request):
        return _json(refusal, HTTPStatus.CONFLICT)
    steps = [each for each in told.steps if each.verb != "said"][: -_MOST - 1 : -1]
    names = names_of(each.actor for each in steps)
    words = {
        **shown(told.row, say),
        "case_title": say.text(told.row.title),
        "told": told,
        "title": title,
        "why": sentence(why),
        "steps": [(each, names[each.actor], say.text(each.told)) for each in steps],
    }
    return screen(request, "stale.html", words, status=HTTPStatus.CONFLICT)


def _unseen(request: HttpRequest, number: str) -> HttpResponse:
    refusal = unknown(number)
    if is_script(request):
        return _json(refusal, HTTPStatus.NOT_FOUND)
    words = {
        "title": both("打不开这个案件", "This case cannot be opened"),
        "number": number[:40],
        "why": sentence(refusal.findings[0]),
    }
    return screen(request, "stale.html", words, status=HTTPStatus.NOT_FOUND)


def _json(refusal: Refusal, status: HTTPStatus) -> HttpResponse:
    told = [{"path": "", "told": sentence(each)} for each in refusal.findings]
    return JsonResponse({"findings": told}, status=status)
