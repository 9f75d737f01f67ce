"""Deliveries: which goods one holds, in words, and by which record it was received already."""

from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.access.parties import names_of
from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.packaged import profiles
from zhuisu.recording.handing import Incoming, IncomingGood
from zhuisu.recording.models import Delivery
from zhuisu.recording.names import code_of
from zhuisu.work.amounts import amount

MOST_NAMES: Final = 3
"""So many kinds of goods are named; of the others it is said that there are more."""


def goods_told(each: Incoming) -> str:
    """What it holds, the same goods together: 菜心 100 千克、活猪 12 件."""
    sums: dict[tuple[str, str], float] = {}
    for good in each.goods:
        kind = (_name(good, each.variety), told(good.unit_name))
        sums[kind] = sums.get(kind, 0) + (1 if good.quantity is None else good.quantity)
    said = [f"{name} {amount(total)} {unit}" for (name, unit), total in sums.items()]
    is_more = len(said) > MOST_NAMES or each.goods_total > len(each.goods)
    return "、".join(said[:MOST_NAMES]) + (told(Text(" 等", " …")) if is_more else "")


def _name(good: IncomingGood, variety: str) -> str:
    """What it is; of what nobody named, the variety, for a serial number says nothing to a reader."""
    name = told(good.name)
    if name not in ("", good.key, code_of(good.key)):
        return name
    profile = profiles().get(variety)
    return told(profile.name) if profile is not None else code_of(good.key)


def received_as(actor: Actor, shipped: str) -> str:
    """The record by which the actor's party received this delivery; empty where it did not yet."""
    rows = Delivery.objects.filter(event_id=shipped, taker__in=sorted(names_of(actor.party or "")))
    return next((row for row in rows.values_list("received_by", flat=True) if row), "")
