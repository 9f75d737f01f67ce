"""/admin/city/silent/: who reported with a rhythm and was not heard of for too long, the latest first."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, told
from zhuisu.console.figures.screen import screen
from zhuisu.figures.silence import Silent, how_many_silent, silent
from zhuisu.figures.terms import terms
from zhuisu.figures.view import view_of

_MOST: Final = 500


@require_safe
def silence(request: HttpRequest) -> HttpResponse:
    """All of them, up to some hundreds, each a click from its last event."""
    view, at = view_of(require(request, Deed.READ_FIGURES)), now()
    words: dict[str, Any] = {
        "title": both("中断上报的主体", "Fallen silent"),
        "rows": [_row(each) for each in silent(view, at, limit=_MOST)],
        "many": how_many_silent(view, at),
        "terms": terms().silence,
    }
    return screen(request, "silent.html", words)


def _row(each: Silent) -> dict[str, Any]:
    return {
        "name": told(each.name),
        "region": told(each.region),
        "last": each.last_on.isoformat(),
        "due": each.due_on.isoformat(),
        "event": each.event,
    }
