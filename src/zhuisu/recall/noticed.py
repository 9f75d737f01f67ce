"""Noticed: what a holder is told: what is recalled, why, what to do, and how much of it the holder should have."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import msgspec
from django.db.models import QuerySet

from zhuisu.core.codes import parse_key
from zhuisu.core.lineage import EdgeKind
from zhuisu.recall.english import english_of
from zhuisu.recall.kinds import HoldingState, Kind, State
from zhuisu.recall.models import Affected, Answer, Holding
from zhuisu.recall.reckoning import Reckoned, is_measured, reckoned
from zhuisu.recall.shares import was_lifted
from zhuisu.registry.entries import Party, Product
from zhuisu.registry.named import Named, entries_named

LOOKED_AT: Final = 200
"""Of what a holder has, so many things are looked at for their names and lots."""
MOST_LOTS: Final = 8
MOST_PRODUCTS: Final = 4


class Goods(msgspec.Struct, frozen=True):
    """One product, and the lots of it that are meant; none where the records name none. Codes are of single pieces."""

    key: str
    name: str
    specification: str = ""
    lots: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class _Met(NamedTuple):
    """A thing that the holder has, of which product it is, and by which link it is recalled."""

    thing: str
    product: str
    kind: str
    source: str


class Noticed(msgspec.Struct, frozen=True):
    """`goods` are some of them where there are many. `lines` say what should be there and what was said of it;
    `is_measured` whether the records name the quantity of all of it. `in_force`: it is issued, and not all of it
    lifted."""

    number: str
    kind: Kind
    state: State
    grade: str
    category: str
    title: str
    goods: tuple[Goods, ...]
    maker: str
    reason: str
    hazard: str
    demand: str
    advice: str
    holder: str
    holding_state: HoldingState
    lines: tuple[Reckoned, ...]
    is_measured: bool
    things: int
    in_force: bool
    issued_at: datetime | None
    due_at: datetime | None
    answers: tuple[Answer, ...]
    title_en: str = ""
    reason_en: str = ""
    hazard_en: str = ""
    advice_en: str = ""


def noticed(holding: Holding) -> Noticed:
    """What this holder is told now; where all of it was lifted, of what. About eight queries, however many things there
    are."""
    recall = holding.recall
    is_lifted = not holding.things and was_lifted(holding)
    met = _lifted(holding) if is_lifted else _in_force(holding)
    answers = tuple(Answer.objects.filter(holding=holding).prefetch_related("evidence").order_by("id"))
    products = dict.fromkeys([each.product for each in met if each.product] or [recall.product] * bool(recall.product))
    names = entries_named(("product", "party"), [*products, *[recall.party] * bool(recall.party)])
    return Noticed(
        number=recall.number,
        kind=Kind(recall.kind),
        state=State(recall.state),
        grade=recall.grade,
        category=recall.category,
        title=recall.title,
        goods=tuple(_goods(each, met, names) for each in list(products)[:MOST_PRODUCTS]),
        maker=_party(recall.party, names),
        reason=recall.reason,
        hazard=recall.hazard,
        demand=recall.demand,
        advice=recall.advice,
        holder=holding.name or holding.holder,
        holding_state=HoldingState(holding.state),
        lines=tuple(reckoned(holding, answers)),
        is_measured=is_measured(holding),
        things=holding.things,
        in_force=recall.state == State.ISSUED and not is_lifted,
        issued_at=recall.issued_at,
        due_at=holding.due_at,
        answers=answers,
        **english_of(recall),
    )


def _in_force(holding: Holding) -> list[_Met]:
    """What counts of what the holder has: its things, and the lots of which it has an amount."""
    rows = Affected.objects.filter(recall=holding.recall_id, gone=None, lifted_at=None).order_by("id")
    items = _told(rows.filter(holder=holding.holder, is_batch=False))
    lots = _told(rows.filter(thing__in=[each["key"] for each in holding.amounts]))
    of_items = {each.source for each in items if each.kind == EdgeKind.INSTANCE_OF}
    return [*items, *lots, *(_told(rows.filter(thing__in=of_items)) if of_items else ())]


def _lifted(holding: Holding) -> list[_Met]:
    rows = Affected.objects.filter(recall=holding.recall_id, gone=None).order_by("id")
    items = rows.filter(holder=holding.holder).exclude(lifted_at=None)
    return [*_told(items), *_told(rows.filter(thing__in=[each["key"] for each in holding.lifted]))]


def _told(rows: QuerySet[Affected]) -> list[_Met]:
    return [_Met(*each) for each in rows.values_list("thing", "product", "kind", "source")[:LOOKED_AT]]


def _goods(product: str, met: Sequence[_Met], names: Named) -> Goods:
    held = names.get(("product", product))
    entry = held.entry if held is not None and isinstance(held.entry, Product) else None
    parts = [parse_key(each.thing).parts for each in met if each.product == product]
    return Goods(
        key=product,
        name=entry.name if entry is not None else "",
        specification=entry.specification if entry is not None else "",
        lots=_distinct(parts, "lot"),
        codes=_distinct(parts, "serial"),
    )


def _distinct(parts: Iterable[Mapping[str, str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[name] for each in parts if name in each))[:MOST_LOTS]


def _party(key: str, names: Named) -> str:
    held = names.get(("party", key))
    return held.entry.name if held is not None and isinstance(held.entry, Party) else ""
