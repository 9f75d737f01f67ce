"""Stock: /work/stock/, what is on hand, and what came and went of each batch."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.recording.stock import movements, on_hand
from zhuisu.work.asking import working
from zhuisu.work.owning import own_events
from zhuisu.work.page import page
from zhuisu.work.saved import hand_over_address
from zhuisu.work.telling import SOON_DAYS, movement_words, stock_words

_EXPIRING: Final = "expiring"


@require_safe
@working(Deed.READ_EVENTS)
def stock(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is on hand; with `?only=expiring`, what has expired or soon does."""
    only = request.GET.get("only", "")
    rows = on_hand(actor, expiring_days=SOON_DAYS if only == _EXPIRING else None)
    return page(request, "stock/list.html", {"tab": "stock", "only": only, "rows": [stock_words(row) for row in rows]})


@require_safe
@working(Deed.READ_EVENTS)
def held(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One batch, product or thing: how much of it is left, and every record that moved it."""
    key = request.GET.get("of", "")
    moved = movements(actor, key)
    row = next((each for each in on_hand(actor) if each.key == key), None)
    if row is None and not moved:
        raise Http404
    own = own_events(actor, {each.event for each in moved})
    words = {
        "tab": "stock",
        "key": key,
        "row": None if row is None else stock_words(row),
        "hand_over": "" if row is None else hand_over_address(row.variety, [key], actor),
        "moved": [movement_words(each, own) for each in moved],
    }
    return page(request, "stock/held.html", words)
