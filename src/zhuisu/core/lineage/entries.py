"""Entries: what each event books of which lot, whose it was and whose it became."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from zhuisu.core.codes import Level, class_key, level_of_key
from zhuisu.core.lineage.facts import Action, Amount, EventType, Facts, TracedEvent
from zhuisu.core.lineage.inventory import Held, Inventory

SALES: Final = frozenset({"retail_selling", "dispensing"})  # CBV 2.0 §7.1: it goes to whom no event names

_NO_GOODS: Final = frozenset({Level.LOGISTIC, Level.ASSET})  # empty, they are what goods travel in


class Handled(msgspec.Struct, frozen=True):
    """An event with who acted, and who gives and takes where it says so; keys of parties, empty where unknown."""

    event: TracedEvent
    actor: str
    giver: str = ""
    taker: str = ""


class Booked(StrEnum):
    """What became of an amount. `labelled`: pieces of a batch that were named, which is not making them again."""

    RECEIVED = "received"
    MADE = "made"
    LABELLED = "labelled"
    SENT = "sent"
    SOLD = "sold"
    USED = "used"
    LOST = "lost"


class Entry(NamedTuple):
    """So much of a lot; `other` gives what is received and takes what is sent; `making` says by which making.

    A lot is a batch, or an item of none, or a class of which no batch is stated. No quantity: unknown.
    """

    booked: Booked
    lot: str
    party: str
    other: str
    quantity: float | None
    uom: str | None
    time: int
    event: str
    making: str = ""


def entries_of(handled: Iterable[Handled]) -> Iterator[Entry]:
    """All entries in the order of time. The events must hold the whole history of the lots that are looked at."""
    by_event = {each.event.id: each for each in handled}
    inventory = Inventory(each.event for each in by_event.values())
    for event in inventory.events:
        if event.type is EventType.TRANSFORMATION:
            yield from _transformed(by_event[event.id], inventory)
        else:
            yield from _handed(by_event[event.id], inventory)


def _handed(each: Handled, inventory: Inventory) -> Iterator[Entry]:
    event, step = each.event, each.event.biz_step
    is_sale = step in SALES
    if step in ("shipping", "receiving") or (is_sale and each.taker):  # sold to somebody who is named, it is theirs
        sent = step != "receiving"
        party, other = (each.giver or each.actor, each.taker) if sent else (each.taker or each.actor, each.giver)
        if party != other:  # within one party nothing is handed over
            yield from _booked(
                Booked.SENT if sent else Booked.RECEIVED, party, other, inventory.moved(event), each, inventory
            )
    elif is_sale:
        yield from _booked(Booked.SOLD, each.giver or each.actor, "", inventory.moved(event), each, inventory)
    elif event.type is EventType.OBJECT and event.action is Action.DELETE:
        yield from _booked(Booked.LOST, each.actor, "", inventory.moved(event), each, inventory)
    elif event.type is EventType.OBJECT and event.action is Action.ADD:
        yield from _booked(Booked.LABELLED, each.actor, "", (list(event.facts.items), []), each, inventory)
        yield from _booked(Booked.MADE, each.actor, "", ([], list(event.facts.amounts)), each, inventory)


def _transformed(each: Handled, inventory: Inventory) -> Iterator[Entry]:
    facts = each.event.facts
    making = facts.transformation or each.event.id
    used = inventory.held(facts.inputs, facts.input_amounts, each.event.time)
    yield from _booked(Booked.USED, each.actor, "", used, each, inventory, making)
    amounts = made_amounts(facts)
    stated = {amount.key for amount in amounts}
    items = [item for item in facts.outputs if _lot(item, inventory) not in stated]  # naming pieces adds none
    stated |= {_lot(item, inventory) for item in items}
    amounts += [Amount(batch) for batch in facts.output_batches if batch not in stated]
    yield from _booked(Booked.MADE, each.actor, "", (items, amounts), each, inventory, making)


def made_amounts(facts: Facts) -> list[Amount]:
    """Amounts made; one of a class, where the event states one batch of that class, is an amount of that batch."""
    amounts = []
    for amount in facts.output_amounts:
        batches = [batch for batch in facts.output_batches if class_key(batch) == amount.key]
        key = batches[0] if len(batches) == 1 else amount.key
        amounts.append(Amount(key, amount.quantity, amount.uom))
    return amounts


def _booked(
    booked: Booked, party: str, other: str, held: Held, each: Handled, inventory: Inventory, making: str = ""
) -> Iterator[Entry]:
    items, amounts = held
    counts: dict[str, int] = {}
    for item in items:
        lot = _lot(item, inventory)
        if level_of_key(lot) not in _NO_GOODS or booked in (Booked.USED, Booked.MADE):
            counts[lot] = counts.get(lot, 0) + 1
    pieces = (Amount(lot, float(count)) for lot, count in counts.items())
    for amount in (*pieces, *amounts):
        yield Entry(
            booked,
            amount.key,
            party,
            other,
            amount.quantity,
            amount.uom or None,
            each.event.time,
            each.event.id,
            making,
        )


def _lot(item: str, inventory: Inventory) -> str:
    """The batch of an item; an item of none is a lot by itself."""
    return inventory.batch_of(item) or item
