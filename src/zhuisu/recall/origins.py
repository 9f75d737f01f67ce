"""Origins: of what things come directly, by the events that name them: what went in, their batch, what held them.

Rather one too many than one too few: a thing that comes of what is recalled is recalled.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import EventType, TracedEvent
from zhuisu.core.lineage.shelf import inputs_of, outputs_of
from zhuisu.tracing.source import LedgerSource

_AT_ONCE: Final = 1_000
_MOST_PER_THING: Final = 5_000
_HOLDING: Final = frozenset({EventType.AGGREGATION, EventType.ASSOCIATION})
_CARRIERS: Final = frozenset({Level.LOGISTIC, Level.ASSET})


class Origin(NamedTuple):
    """A thing comes of another one, by this event. What is made comes of its making, and that of what went into it."""

    thing: str
    of: str
    event: str


def origins_of(things: Collection[str]) -> Iterator[Origin]:
    """Of what each of these comes directly; of what was in a carrier that was used up, too."""
    wanted = list(dict.fromkeys(things))
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _origins(frozenset(wanted[start : start + _AT_ONCE]))


def _origins(things: frozenset[str]) -> Iterator[Origin]:
    events = _touching(things)
    makings = _makings(events)
    takings = {each.id: each for several in (events, *makings.values()) for each in several}
    held = _held(used for each in takings.values() for used in inputs_of(each))
    told = set[str]()
    for event in events:
        yield from _belonging(event, things)
        made = outputs_of(event).keys() & things if event.type is EventType.TRANSFORMATION else frozenset[str]()
        making = event.facts.transformation or event.id
        yield from (Origin(each, making, event.id) for each in made)
        if made and making not in told:
            told.add(making)
            for taking in makings.get(making, (event,)):
                for used in inputs_of(taking):
                    yield from (Origin(making, each, taking.id) for each in (used, *held.get(used, ())))


def _makings(events: Iterable[TracedEvent]) -> Mapping[str, list[TracedEvent]]:
    """All events of each transformation that is told in several."""
    shared = {event.facts.transformation for event in events if event.facts.transformation}
    found: dict[str, list[TracedEvent]] = {}
    for event in _touching(shared):
        if event.facts.transformation in shared:
            found.setdefault(str(event.facts.transformation), []).append(event)
    return found


def _belonging(event: TracedEvent, things: Collection[str]) -> Iterator[Origin]:
    """By what it is said to be an item of, to be in, or to be fitted with."""
    for item, batch in event.facts.memberships:
        if item in things:
            yield Origin(item, batch, event.id)
    parent = event.facts.parent
    if parent is None or event.type not in _HOLDING:
        return
    for child in _inside(event):
        if child in things:
            yield Origin(child, parent, event.id)
        elif parent in things and event.type is EventType.ASSOCIATION:
            yield Origin(parent, child, event.id)


def _held(used: Iterable[str]) -> Mapping[str, set[str]]:
    """What was ever in the carriers among these, and in the carriers in them."""
    found: dict[str, set[str]] = {}
    waiting = {key for key in used if level_of_key(key) in _CARRIERS}
    while waiting:
        for event in _touching(waiting):
            if event.facts.parent in waiting and event.type in _HOLDING:
                found.setdefault(str(event.facts.parent), set()).update(_inside(event))
        inside = {child for key in waiting for child in found.setdefault(key, set())}
        waiting = {key for key in inside if level_of_key(key) in _CARRIERS} - found.keys()
    return {key: _all_in(key, found) for key in found}


def _all_in(key: str, found: Mapping[str, set[str]]) -> set[str]:
    inside: set[str] = set()
    waiting = [key]
    while waiting:
        more = found.get(waiting.pop(), set()) - inside
        inside |= more
        waiting += more
    return inside


def _inside(event: TracedEvent) -> tuple[str, ...]:
    return (*event.facts.children, *(amount.key for amount in event.facts.child_amounts))


def _touching(keys: Collection[str | None]) -> list[TracedEvent]:
    asked = [key for key in keys if key]
    return LedgerSource().touching(asked, most=_MOST_PER_THING) if asked else []
