"""Saved: /work/saved, what usually comes after a record: labels, handing over, a receipt."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.core.profiles import Category
from zhuisu.packaged import profiles
from zhuisu.recording.mine import RecordRow, record
from zhuisu.recording.stages import stages_of
from zhuisu.work.asking import working
from zhuisu.work.naming import DOUBTS
from zhuisu.work.page import page
from zhuisu.work.telling import record_words

MOST_CARRIED: Final = 20
"""So many things go on into the next form by its address; of more, their batch is picked there."""
_SHIPPING: Final = "shipping"
_INSPECTING: Final = "inspecting"
_LABELS = Text("打印标签", "Print labels")
_CERTIFICATE = Text("开承诺达标合格证", "Make its certificate")
_TICKET = Text("打印交易票", "Print the market ticket")
_HAND_OVER = Text("交给下家", "Hand it over")
_AGAIN = Text("再记一条", "Record another")


@require_safe
@working(Deed.READ_EVENTS)
def saved(request: HttpRequest, actor: Actor) -> HttpResponse:
    """That it is saved, and what usually comes next."""
    row = record(actor, request.GET.get("of", ""))
    if row is None:
        raise Http404
    after = request.GET.get("next", "").split(",")
    words = {
        "tab": "record",
        "record": record_words(row),
        "doubts": request.session.get(DOUBTS, {}).get(row.event, ()),
        "before": _before(request, actor),
        "next": list(_next(row, after, actor)),
    }
    return page(request, "saved.html", words)


def _before(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """The record that this one counts instead of."""
    before = record(actor, request.GET.get("instead", ""))
    return None if before is None else record_words(before)


def _next(row: RecordRow, after: Sequence[str], actor: Actor) -> Iterator[Mapping[str, str]]:
    of_event = urlencode({"event": row.event})
    step = next((each.step for each in stages_of(actor) if (each.variety, each.stage) == (row.variety, row.stage)), "")
    is_sale = "receipt" in after or step in (_SHIPPING, "retail_selling")
    if is_sale and is_produce(row.variety):
        yield _step("history", _TICKET, f"/work/labels/tickets/new?{of_event}")
    if step in ("receiving", "accepting"):
        yield _check_on_entry(row, actor)
    if "labels" in after:
        yield _step("labels", _LABELS, f"/work/labels/of?{urlencode({'key': row.things[0]})}" if row.things else "")
        yield _step(
            "done", _CERTIFICATE, f"/work/labels/certificates/new?{of_event}" if is_produce(row.variety) else ""
        )
    shipping = hand_over_address(row.variety, row.things, actor) if "hand_over" in after else ""
    if shipping:
        yield _step("incoming", _HAND_OVER, shipping)
    yield _step("record", _AGAIN, reverse("work:form", args=(row.variety, row.stage)) if row.stage else "")


def _check_on_entry(row: RecordRow, actor: Actor) -> Mapping[str, str]:
    """The test that follows what comes in, where the variety has one that this party makes."""
    found = (each for each in stages_of(actor) if each.variety == row.variety and each.step == _INSPECTING)
    stage = next(found, None)
    carried = urlencode([("of", thing) for thing in row.things[:MOST_CARRIED]])
    address = "" if stage is None else f"{reverse('work:form', args=(stage.variety, stage.stage))}?{carried}"
    return _step("done", Text("", "") if stage is None else stage.stage_name, address)


def is_produce(variety: str) -> bool:
    """Whether it comes from farms: such goods have a certificate of their maker, and tickets in markets."""
    profile = profiles().get(variety)
    return profile is not None and profile.category is Category.PRODUCE


def hand_over_address(variety: str, things: Sequence[str], actor: Actor) -> str:
    """The form by which the party ships goods of this variety, about these; empty where it has none."""
    found = (row for row in stages_of(actor) if row.variety == variety and row.step == _SHIPPING)
    stage = next(found, None)
    carried = [("of", thing) for thing in things[:MOST_CARRIED]]
    return "" if stage is None else f"{reverse('work:form', args=(variety, stage.stage))}?{urlencode(carried)}"


def _step(icon: str, name: Text, address: str) -> Mapping[str, str]:
    return {"icon": f"work/icon/{icon}.svg", "name": told(name), "address": address}
