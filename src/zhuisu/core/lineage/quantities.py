"""Quantities: each party's balance of each product and batch (design §5, Quantities).

received + made − shipped − used − lost. Only what the records say: amounts of one kind are added, whatever their units,
and nothing is converted between kinds; steps on the way (loading, departing, arriving, accepting) are not counted
again, and a container that is shipped ships what is in it. `books` says more, of which the parties must be known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.entries import made_amounts
from zhuisu.core.lineage.facts import Action, Amount, EventType, TracedEvent
from zhuisu.core.lineage.inventory import Inventory
from zhuisu.core.lineage.units import common_unit, in_unit, kind_of

_ROUNDING: Final = 1e-9  # of what came in


class Way(StrEnum):
    """How an amount comes to a party or leaves it."""

    RECEIVED = "received"
    MADE = "made"
    SHIPPED = "shipped"
    USED = "used"
    LOST = "lost"


BY_STEP: Final[Mapping[str, Way]] = {  # CBV 2.0 §7.1
    "receiving": Way.RECEIVED,
    "shipping": Way.SHIPPED,
    "retail_selling": Way.SHIPPED,
    "dispensing": Way.SHIPPED,
}
BY_ACTION: Final[Mapping[Action, Way]] = {Action.ADD: Way.MADE, Action.DELETE: Way.LOST}  # of an ObjectEvent


class Account(msgspec.Struct, frozen=True):
    """What one party has had of a class or a batch, in one unit (UN/CEFACT code; None for pieces).

    `unmeasured` counts the records of it that state no quantity, of whatever unit they were.
    """

    party: str
    key: str
    uom: str | None
    received: float
    made: float
    shipped: float
    used: float
    lost: float
    unmeasured: int

    @property
    def put_in(self) -> float:
        return self.received + self.made

    @property
    def taken_out(self) -> float:
        return self.shipped + self.used + self.lost

    @property
    def left(self) -> float:
        return self.put_in - self.taken_out


class _Sheet:
    """One party's sums of one batch or class. What was made is counted by amount and by item, and not twice."""

    __slots__ = ("items_made", "sums", "unmeasured")

    def __init__(self) -> None:
        self.sums: dict[str | None, dict[Way, float]] = {}
        self.items_made = 0.0
        self.unmeasured = 0

    def enter(self, way: Way, amount: Amount) -> None:
        if amount.quantity is None:
            self.unmeasured += 1
        else:
            sums = self.sums.setdefault(amount.uom, {})
            sums[way] = sums.get(way, 0.0) + amount.quantity

    def enter_items(self, way: Way, count: int) -> None:
        if way is Way.MADE:
            self.items_made += count
            self.sums.setdefault(None, {})
        else:
            self.enter(way, Amount("", float(count)))

    def totals(self) -> Iterator[tuple[str | None, dict[Way, float]]]:
        for uom, sums in self.sums.items():
            total = {way: sums.get(way, 0.0) for way in Way}
            if uom is None:  # labelling the pieces of a batch is not making them again
                total[Way.MADE] = max(total[Way.MADE], self.items_made)
            yield uom, total


def balances(events: Sequence[TracedEvent], parties: Mapping[str, str]) -> list[Account]:
    """The accounts of every party, class and batch, by key; a class holds its batches and items.

    `parties` says by event id who acted; events without a party are left out. The events must hold the whole history
    of the keys that are looked at: a balance of a part of it is wrong.
    """
    inventory = Inventory(events)
    sheets: dict[tuple[str, str], _Sheet] = {}
    for event in inventory.events:
        party = parties.get(event.id)
        if party is not None:
            _enter(event, party, inventory, sheets)
    return sorted(_accounts(sheets), key=lambda account: (account.key, account.party, account.uom or ""))


def overdrawn(accounts: Iterable[Account]) -> list[Finding]:
    """More out than in. An account with unmeasured records is not judged, since they may be the missing part."""
    return [
        Finding("lineage_more_out_than_in", Severity.WARNING, account.key, _facts(account))
        for account in accounts
        if not account.unmeasured and account.left < -_ROUNDING * max(account.put_in, 1.0)
    ]


def _enter(event: TracedEvent, party: str, inventory: Inventory, sheets: dict[tuple[str, str], _Sheet]) -> None:
    facts = event.facts
    if event.type is EventType.TRANSFORMATION:
        _book(party, Way.USED, inventory.held(facts.inputs, facts.input_amounts, event.time), inventory, sheets)
        _book(party, Way.MADE, (facts.outputs, made_amounts(facts)), inventory, sheets)
    elif (way := _way(event)) is not None:
        _book(party, way, inventory.moved(event), inventory, sheets)


def _way(event: TracedEvent) -> Way | None:
    by_step = BY_STEP.get(event.biz_step or "")
    return by_step or (BY_ACTION.get(event.action) if event.type is EventType.OBJECT else None)


def _book(
    party: str,
    way: Way,
    moved: tuple[Iterable[str], Iterable[Amount]],
    inventory: Inventory,
    sheets: dict[tuple[str, str], _Sheet],
) -> None:
    items, amounts = moved
    counts: dict[str, int] = {}
    for item in items:
        key = inventory.batch_or_class(item)
        if key is not None:
            counts[key] = counts.get(key, 0) + 1
    for key, count in counts.items():
        sheets.setdefault((party, key), _Sheet()).enter_items(way, count)
    for amount in amounts:
        sheets.setdefault((party, amount.key), _Sheet()).enter(way, amount)


def _accounts(sheets: Mapping[tuple[str, str], _Sheet]) -> Iterator[Account]:
    """An account for each sheet and unit, and for each class the sum of its own sheet and of those of its batches."""
    classes: dict[tuple[str, str], list[_Sheet]] = {}
    for (party, key), sheet in sheets.items():
        product = class_key(key) or key
        classes.setdefault((party, product), []).append(sheet)
        if product != key:
            yield from _summed(party, key, [sheet])
    for (party, product), parts in classes.items():
        yield from _summed(party, product, parts)


def _summed(party: str, key: str, sheets: Sequence[_Sheet]) -> Iterator[Account]:
    sums: dict[str | None, dict[Way, float]] = {}
    for sheet in sheets:
        for uom, total in sheet.totals():
            known = sums.setdefault(uom, dict.fromkeys(Way, 0.0))
            for way, quantity in total.items():
                known[way] += quantity
    unmeasured = sum(sheet.unmeasured for sheet in sheets)
    for uom, total in _added(sums).items():
        yield Account(
            party, key, uom, **{way.value: quantity for way, quantity in total.items()}, unmeasured=unmeasured
        )


def _added(sums: Mapping[str | None, dict[Way, float]]) -> dict[str | None, dict[Way, float]]:
    """The sums of one kind as one, in the unit in which all are stated, or else in the base unit of the kind."""
    kinds: dict[str, list[str | None]] = {}
    for uom in sums:
        kinds.setdefault(kind_of(uom), []).append(uom)
    added: dict[str | None, dict[Way, float]] = {}
    for uoms in kinds.values():
        unit = common_unit(uoms)
        added[unit] = {way: sum(in_unit(sums[uom][way], uom, unit) or 0.0 for uom in uoms) for way in Way}
    return added


def _facts(account: Account) -> dict[str, str | int | float]:
    return {
        "key": account.key,
        "party": account.party,
        "unit": account.uom or "C62",  # pieces, UN/CEFACT Recommendation 20
        "put_in": _exact(account.put_in),
        "taken_out": _exact(account.taken_out),
        "excess": _exact(-account.left),
    }


def _exact(quantity: float) -> float | int:
    """Without the noise of binary fractions, at most six decimals; whole where it is whole."""
    rounded = round(quantity, 6)
    return int(rounded) if rounded == int(rounded) else rounded
