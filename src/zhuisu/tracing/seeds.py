"""Seeds: the things that a supplier made or sent, that were at a place, or that are of a product, in some time."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Final, NamedTuple
from uuid import UUID

import msgspec

from zhuisu.access.parties import names_of
from zhuisu.core.codes import Level, class_key, level_of_key
from zhuisu.core.lineage.facts import Action, EventType, Facts, Role
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.search_places import places_within
from zhuisu.ledger.seeds import (
    LastSeen,
    Stretch,
    ToldEvent,
    events_at,
    events_of_party,
    last_seen,
    things_between,
    told_by,
)
from zhuisu.ledger.sight import EVERYTHING
from zhuisu.registry.premises import keys_of_party, places_inside, places_run_by

MOST_EVENTS: Final = 50_000
"""So many events are looked at to find seeds; more have to be asked for by a shorter time."""
MOST_KEYS: Final = 20_000
MOST_BEFORE: Final = 20_000
"""So many events at a place before the time in question tell what was there when it began."""

_SENT: Final = frozenset({"shipping", "departing", "consigning", "loading", "transporting", "staging_outbound"})
_GONE_STEPS: Final = _SENT | {"retail_selling", "dispensing", "destroying", "decommissioning"}
_GONE: Final = frozenset({"in_transit", "retail_sold", "dispensed", "destroyed", "disposed", "stolen"})
_USED: Final = frozenset({int(Role.INPUT), int(Role.INPUT_AMOUNT)})
_LAST: Final = "\U0010ffff"
_facts: Final = msgspec.msgpack.Decoder(Facts).decode


class TooManyError(Exception):
    """There is more than an inquiry takes: `what` is events or things, of which there are more than `limit`."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(what)
        self.what = what
        self.limit = limit


class Found(NamedTuple):
    """Keys in the order of time; `is_cut` where what was at the place earlier could not all be looked at."""

    keys: tuple[str, ...]
    is_cut: bool = False


class Window(NamedTuple):
    """A stretch of time: from `since` on, before `until`; open where None."""

    since: datetime | None
    until: datetime | None

    @property
    def stretch(self) -> Stretch:
        return Stretch.of(self.since, self.until)


def of_supplier(party: str, window: Window, product: str | None = None) -> Found:
    """What a party made or sent, a batch for the items that it says belong to it. Of goods that it packed, the goods
    stand for the container. Raises TooManyError."""
    keys = frozenset(name for key in keys_of_party(party) for name in names_of(key))
    places = places_run_by(party)
    roles = (int(Role.SOURCE), int(Role.CAPTURED_BY))
    named = events_of_party(keys, roles, window.stretch, MOST_EVENTS)
    there = events_at(places, window.stretch, MOST_EVENTS) if places else []
    found: dict[str, None] = {}
    packed: set[str] = set()
    for event in told_by(_all_of(named, there)):
        facts = _facts(event.facts)
        found |= dict.fromkeys(made_by(event, facts))
        found |= dict.fromkeys(_sent(event, facts))
        packed |= _packed(event, facts)
    return Found(_kept((key for key in found if key not in packed), product))


def of_place(place: str, window: Window, product: str | None = None) -> Found:
    """What was at a place, or at one that lies in it: what was there when the time began, and all that came or was
    made there until it ended. Raises TooManyError."""
    with ledger_cursor() as cursor:
        places = places_within(cursor, places_inside(place), EVERYTHING)
    stretch = window.stretch
    events = events_at(places, stretch, MOST_EVENTS)
    before = [] if window.since is None else events_at(places, Stretch(high=stretch.low), MOST_BEFORE)
    stood = _still_there(_named_by(before), frozenset(places), stretch.low) if before else ()
    named = chain(stood, _named_by(_all_of(events)))
    return Found(_kept(named, product), len(before) >= MOST_BEFORE)


def of_product(product: str, window: Window) -> Found:
    """The product itself, its batches and its items that events named. Raises TooManyError."""
    found = things_between(product, product + _LAST, window.stretch, MOST_KEYS + 1)
    return Found(_kept((product, *sorted(found)), product))


def _all_of(*lists: Collection[UUID]) -> list[UUID]:
    events = sorted(set(chain(*lists)))
    if any(len(each) >= MOST_EVENTS for each in lists):
        raise TooManyError("events", MOST_EVENTS)
    return events


def _kept(keys: Iterable[str], product: str | None) -> tuple[str, ...]:
    """Each once, those of the product alone where one is named."""
    found: dict[str, None] = {}
    for key in keys:
        if product is None or class_key(key) == product:
            found[key] = None
        if len(found) > MOST_KEYS:
            raise TooManyError("things", MOST_KEYS)
    return tuple(found)


def made_by(event: ToldEvent, facts: Facts) -> Iterator[str]:
    """What an event brings into being: the batches of items where it says so, else the items."""
    if event.type == EventType.TRANSFORMATION:
        yield from facts.output_batches or facts.outputs
        yield from (amount.key for amount in facts.output_amounts)
    elif event.type == EventType.OBJECT and event.action == Action.ADD:
        batches = {batch for _, batch in facts.memberships}
        members = {item for item, _ in facts.memberships}
        yield from sorted(batches)
        yield from (item for item in facts.items if item not in members)
        yield from (amount.key for amount in facts.amounts)


def _sent(event: ToldEvent, facts: Facts) -> Iterator[str]:
    """What is sent, and what is packed to be sent."""
    if event.type == EventType.AGGREGATION and event.action == Action.ADD:
        yield from facts.children
        yield from (amount.key for amount in facts.child_amounts)
    elif event.biz_step in _SENT and event.type != EventType.TRANSFORMATION:
        yield from facts.items
        yield from (amount.key for amount in facts.amounts)
        if facts.parent is not None:
            yield facts.parent


def _packed(event: ToldEvent, facts: Facts) -> set[str]:
    """Containers of which it is known what is in them."""
    if event.type != EventType.AGGREGATION or event.action != Action.ADD or facts.parent is None:
        return set()
    is_known = bool(facts.children or facts.child_amounts)
    return {facts.parent} if is_known and level_of_key(facts.parent) is Level.LOGISTIC else set()


def _named_by(events: Collection[UUID]) -> Iterator[str]:
    """All goods that these events name."""
    for event in told_by(sorted(events)):
        facts = _facts(event.facts)
        yield from (*facts.items, *facts.children, *facts.inputs, *facts.outputs, *facts.output_batches)
        for amounts in (facts.amounts, facts.child_amounts, facts.input_amounts, facts.output_amounts):
            yield from (amount.key for amount in amounts)
        if facts.parent is not None:
            yield facts.parent


def _still_there(things: Iterable[str], places: frozenset[str], before: UUID) -> Iterator[str]:
    for seen in last_seen(list(dict.fromkeys(things)), before):
        if _stands(seen) and not places.isdisjoint((seen.biz_location, seen.read_point)):
            yield seen.thing


def _stands(seen: LastSeen) -> bool:
    return seen.role not in _USED and seen.biz_step not in _GONE_STEPS and seen.disposition not in _GONE
