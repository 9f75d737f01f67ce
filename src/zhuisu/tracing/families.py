"""Families: the whole history of some things and of whatever they travelled in, a hop at a time."""

from collections.abc import Iterable, Set
from typing import Final, NamedTuple

from zhuisu.core.lineage import TracedEvent
from zhuisu.core.lineage.facts import EventType
from zhuisu.tracing.source import LedgerSource

MOST_EVENTS: Final = 20_000
_KEYS_AT_ONCE: Final = 1_000
_MOST_PER_THING: Final = 5_000
_LOGISTIC: Final = "00/"
_HOLDING: Final = frozenset({EventType.AGGREGATION, EventType.ASSOCIATION})


class Family(NamedTuple):
    """Events in the order of time; cut where there were more than `MOST_EVENTS`, or 5,000 of one thing."""

    events: list[TracedEvent]
    is_cut: bool


def family_of(things: Iterable[str], source: LedgerSource) -> Family:
    """All events that touch these, all that touch what these were ever in, and all of the makings that they are of."""
    found: dict[str, TracedEvent] = {}
    waiting = list(dict.fromkeys(things))
    known = set(waiting)
    is_cut = False
    while waiting and len(found) < MOST_EVENTS:
        for start in range(0, len(waiting), _KEYS_AT_ONCE):
            some = waiting[start : start + _KEYS_AT_ONCE]
            events = source.touching(some, most=_MOST_PER_THING)
            is_cut = is_cut or len(events) > _MOST_PER_THING
            found.update((event.id, event) for event in events)
            if len(found) >= MOST_EVENTS:
                break
        next_ones = {key for event in found.values() for key in _onward(event, known)}
        waiting = sorted(next_ones - known)
        known |= next_ones
    events = sorted(found.values(), key=lambda event: (event.time, event.id))
    return Family(events[:MOST_EVENTS], is_cut or bool(waiting) or len(events) > MOST_EVENTS)


def _onward(event: TracedEvent, known: Set[str]) -> Iterable[str]:
    """What is to be read besides: what held one of the things, the other events of one making, containers used up."""
    facts = event.facts
    if facts.transformation is not None:
        yield facts.transformation
    if event.type is EventType.TRANSFORMATION:
        yield from (key for key in facts.inputs if key.startswith(_LOGISTIC))
    inside = (*facts.children, *(amount.key for amount in facts.child_amounts))
    if facts.parent is not None and event.type in _HOLDING and not known.isdisjoint(inside):
        yield facts.parent
