"""Noticed: what a holder is told: what is recalled, why, what to do, and how much of it the holder should have."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.core.codes import parse_key
from zhuisu.recall.english import english_of
from zhuisu.recall.kinds import HoldingState, Kind, State
from zhuisu.recall.models import Affected, Answer, Holding
from zhuisu.recall.reckoning import Reckoned, is_measured, reckoned
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


class Noticed(msgspec.Struct, frozen=True):
    """`goods` are some of them where there are many. `lines` say what should be there and what was said of it;
    `is_measured` whether the records name the quantity of all of it. `in_force`: something of it is still meant."""

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
    """What this holder is told now. About eight queries, however many things there are."""
    recall = holding.recall
    things = Affected.objects.filter(recall=recall, holder=holding.holder, gone=None, lifted_at=None).order_by("id")
    met = list(things.values_list("thing", "product")[:LOOKED_AT])
    answers = tuple(Answer.objects.filter(holding=holding).prefetch_related("evidence").order_by("id"))
    products = dict.fromkeys([product for _, product in met if product] or [recall.product] * bool(recall.product))
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
        in_force=recall.state == State.ISSUED and (bool(met) or not holding.things),
        issued_at=recall.issued_at,
        due_at=holding.due_at,
        answers=answers,
        **english_of(recall),
    )


def _goods(product: str, met: Sequence[tuple[str, str]], names: Named) -> Goods:
    held = names.get(("product", product))
    entry = held.entry if held is not None and isinstance(held.entry, Product) else None
    parts = [parse_key(thing).parts for thing, of in met if of == product]
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
