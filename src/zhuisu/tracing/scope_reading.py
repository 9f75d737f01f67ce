"""Scope reading: pages of a scope from the ledger, in bounded memory."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.answer import Direction, EdgeKind
from zhuisu.core.lineage.facts import FIRST_REFERENCE, Action, EventType, Facts, Role, TracedEvent
from zhuisu.core.lineage.likeness import Page, packings_of
from zhuisu.core.lineage.stays import Packing
from zhuisu.ledger.scopes import FIRST_ID, Order, TouchingEvent, facts_of_events, touching_events

MOST_TOUCHES: Final = 50_000  # of one page
MOST_NAMES: Final = 150_000  # that the events of one page may keep in memory
MOST_PER_THING: Final = 300_000  # touches of one thing; a busier one is followed only so far, and a finding says so
_MOST_PACKINGS: Final = 20_000
_BLOCK: Final = 200

ALL_ROLES: Final = tuple(int(role) for role in Role if role < FIRST_REFERENCE)
BUT_MEMBERS: Final = tuple(role for role in ALL_ROLES if role != Role.MEMBER_OF)
_AS_PARENT: Final = (int(Role.PARENT),)

_facts = msgspec.msgpack.Decoder(Facts).decode
_TYPES: Final = {int(kind): kind for kind in EventType}
_ACTIONS: Final = {int(action): action for action in Action}

Where = tuple[str | None, str | None]
"""Place and party of an event."""


class TooMuchError(Exception):
    """More than one page may hold: look at fewer things at once."""


class ScopeReader:
    """Reads pages, and remembers when containers were emptied."""

    def __init__(self, direction: Direction) -> None:
        self._direction = direction
        self.events = 0
        self.findings: dict[str, Finding] = {}
        self.emptied: dict[str, Where] = {}  # where containers were emptied: it is the last news of their contents
        self._packings: OrderedDict[tuple[str, EdgeKind], Packing] = OrderedDict()

    def read(
        self, keys: Sequence[str], roles: Collection[int], seen: Callable[[Page], None]
    ) -> tuple[Page, dict[str, Where]]:
        """A page of these things, with where its events were. `seen` is called after every block of events.

        Raises TooMuchError where they are several and have too many events.
        """
        page = Page(keys, self._direction)
        where: dict[str, Where] = {}
        events = self._several(keys, roles) if len(keys) > 1 else self._one(keys[0], roles)
        for block in _blocks(events):
            self.events += len(block)
            for event in block:
                where[event.id] = event.place, event.party
            page.read(map(_traced, block))
            if page.names > MOST_NAMES and len(keys) > 1:
                raise TooMuchError
            seen(page)
        return page, where

    def packings(self, parents: Collection[str]) -> dict[tuple[str, EdgeKind], Packing]:
        """What the events of each of these parents say of everything in it."""
        kept = self._packings
        unknown = [parent for parent in parents if (parent, EdgeKind.CONTAINED) not in kept]
        known = [parent for parent in parents if (parent, EdgeKind.CONTAINED) in kept]
        found = {(parent, kind): kept[parent, kind] for parent in known for kind in _KINDS}
        for key in found:
            kept.move_to_end(key)
        for start in range(0, len(unknown), _BLOCK):
            found |= self._read_packings(unknown[start : start + _BLOCK])
        while len(kept) > _MOST_PACKINGS:
            for event in kept.popitem(last=False)[1].emptied:
                self.emptied.pop(event.id, None)
        return found

    def _read_packings(self, parents: Sequence[str]) -> dict[tuple[str, EdgeKind], Packing]:
        try:
            events = self._several(parents, _AS_PARENT) if len(parents) > 1 else self._one(parents[0], _AS_PARENT)
            slim = [self._packing_only(event) for block in _blocks(events) for event in block]
        except TooMuchError:
            half = len(parents) // 2
            return self._read_packings(parents[:half]) | self._read_packings(parents[half:])
        read = packings_of(parents, slim)
        self._packings.update(read)
        return read

    def _packing_only(self, event: TouchingEvent) -> TracedEvent:
        """Whether it names children is all that a packing asks of them."""
        traced = _traced(event)
        facts = traced.facts
        if traced.action is Action.DELETE and not (facts.children or facts.child_amounts):
            self.emptied[event.id] = event.place, event.party
        kept = Facts(parent=facts.parent, children=facts.children[:1], child_amounts=facts.child_amounts[:1])
        return msgspec.structs.replace(traced, facts=kept)

    def _several(self, keys: Collection[str], roles: Collection[int]) -> Iterator[TouchingEvent]:
        touching = touching_events(keys, roles, most=MOST_TOUCHES)
        if touching.touches >= MOST_TOUCHES:
            raise TooMuchError
        return facts_of_events(touching.ids)

    def _one(self, key: str, roles: Collection[int]) -> Iterator[TouchingEvent]:
        """All events of one thing, so many touches at a time."""
        after, read = FIRST_ID, 0
        while True:
            touching = touching_events((key,), roles, most=MOST_TOUCHES, after=after, one=Order.BY_ID)
            yield from facts_of_events(touching.ids)
            if touching.touches < MOST_TOUCHES:
                return
            after, read = touching.ids[-1], read + touching.touches
            if read >= MOST_PER_THING:
                self.findings[key] = Finding(
                    "lineage_busy_thing", Severity.WARNING, key, {"key": key, "limit": MOST_PER_THING}
                )
                return


_KINDS: Final = (EdgeKind.CONTAINED, EdgeKind.ASSOCIATED)


def _blocks(events: Iterable[TouchingEvent]) -> Iterator[list[TouchingEvent]]:
    """In the order of (time, id). Ids are ordered by the millisecond, so no block ends within one."""
    block: list[TouchingEvent] = []
    for event in events:
        if len(block) >= _BLOCK and event.time_us // 1000 != block[-1].time_us // 1000:
            yield sorted(block, key=_when)
            block = []
        block.append(event)
    if block:
        yield sorted(block, key=_when)


def _traced(event: TouchingEvent) -> TracedEvent:
    return TracedEvent(
        id=event.id,
        event_id="",
        type=_TYPES[event.type],
        action=_ACTIONS[event.action],
        time=event.time_us,
        biz_step=event.biz_step,
        disposition=event.disposition,
        facts=_facts(event.facts),
    )


def _when(event: TouchingEvent) -> tuple[int, str]:
    return event.time_us, event.id
