"""Walks: the lineage that rules ask of a history, over any source, each subject once."""

from collections.abc import Callable, Collection, Iterable, Sequence

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import END, Limits, Source, TracedEvent
from zhuisu.core.lineage.agenda import Agenda
from zhuisu.core.lineage.backward import Backward
from zhuisu.core.lineage.facts import EventType
from zhuisu.core.lineage.shelf import Shelf
from zhuisu.core.lineage.trail import Trail
from zhuisu.core.rules.history import NoClasses
from zhuisu.core.rules.reach import MOST_THINGS, Reach, reach
from zhuisu.core.rules.record import Record

Load = Callable[[Collection[str]], Sequence[Record]]
"""The records of these ids, in any order."""


class Own(Backward):
    """Stays with the thing: how it was made is told, and not what its inputs went through."""

    def _origin(self, output: str, event: TracedEvent) -> None:
        """Here the walk ends."""


class Walks:
    """Answers what a `History` is asked of things. Remembers what it has answered."""

    def __init__(self, source: Source, load: Load, limits: Limits, most_things: int = MOST_THINGS) -> None:
        self._all = source
        self._source = NoClasses(source)
        self._shelf = Shelf(self._source, limits)
        self._load = load
        self._limits = limits
        self._most = most_things
        self._known: dict[tuple[str, str], Sequence[Record]] = {}
        self.cut: set[str] = set()

    def own(self, key: str) -> Sequence[Record]:
        """See `History`."""
        return self._remembered("own", key, self._own)

    def ancestry(self, key: str) -> Sequence[Record]:
        """See `History`."""
        return self._remembered("ancestry", key, self._ancestry)

    def family(self, key: str) -> Sequence[Record]:
        """See `History`."""
        return self._remembered("family", key, self._family)

    def making(self, transformation: str) -> Sequence[Record]:
        """See `History`."""
        return self._remembered("making", transformation, lambda key: self.touching((key,)))

    def touching(self, keys: Collection[str]) -> Sequence[Record]:
        """See `History`."""
        return self._found(self._all.touching(keys, most=self._limits.per_thing))

    def reach(self, records: Collection[Record]) -> Reach:
        """See `History`."""
        return reach((record.traced() for record in records), self._shelf, self._most)

    def was_cut(self, key: str) -> bool:
        """See `History`."""
        return key in self.cut

    def _remembered(self, how: str, key: str, find: Callable[[str], Sequence[Record]]) -> Sequence[Record]:
        found = self._known.get((how, key))
        if found is None:
            found = self._known[how, key] = find(key)
        return found

    def _own(self, key: str) -> Sequence[Record]:
        alone = self._alone(key)
        found = self._found(alone if alone is not None else self._walked(key, Own))
        return self._with_contents(key, found, self.own)

    def _ancestry(self, key: str) -> Sequence[Record]:
        return self._with_contents(key, self._found(self._walked(key, Backward)), self.ancestry)

    def _alone(self, key: str) -> Sequence[TracedEvent] | None:
        """The events of a thing that was never in anything, held nothing and is of no batch; none else is its own."""
        events = self._source.touching((key,), most=self._limits.per_thing)
        if len(events) > self._limits.per_thing:
            return None
        for event in events:
            is_moving = event.type in (EventType.AGGREGATION, EventType.ASSOCIATION)
            if is_moving or any(item == key for item, _ in event.facts.memberships):
                return None
        return events

    def _walked(self, key: str, way: type[Backward]) -> Sequence[TracedEvent]:
        """A walk backward from the end of time, on what all walks have read."""
        trail, agenda = Trail(), Agenda(self._shelf, self._limits.keys_per_hop)
        way(agenda, trail).enter(key, END)
        agenda.settle()
        while not agenda.is_done and len(trail.things) <= self._limits.things:
            agenda.hop()
            trail.end_hop()
        trail.end_hop()
        if not agenda.is_done or not self._shelf.busy.isdisjoint(trail.things):
            self.cut.add(key)
        return trail.events

    def _with_contents(
        self, key: str, found: Sequence[Record], of: Callable[[str], Sequence[Record]]
    ) -> Sequence[Record]:
        """Of a logistic unit also what ever was in it went through."""
        if level_of_key(key) is not Level.LOGISTIC:
            return found
        inner = {child for record in found if record.facts.parent == key for child in record.facts.children}
        inner.discard(key)
        return ordered((*found, *(record for child in inner for record in of(child))))

    def _family(self, key: str) -> Sequence[Record]:
        """The thing, its items, and whatever any of these was ever in."""
        known: dict[str, None] = {key: None}
        items = self._source.touching((), members_of=(key,), most=self._limits.per_thing)
        waiting = [key, *(item for event in items for item, batch in event.facts.memberships if batch == key)]
        found: dict[str, TracedEvent] = {event.id: event for event in items}
        known.update(dict.fromkeys(waiting))
        while waiting and len(known) <= self._limits.things:
            events = self._source.touching(waiting, most=self._limits.per_thing)
            found.update((event.id, event) for event in events)
            within = set(waiting)
            parents = {
                event.facts.parent
                for event in events
                if event.facts.parent is not None
                and event.type in (EventType.AGGREGATION, EventType.ASSOCIATION)
                and within.intersection((*event.facts.children, *(a.key for a in event.facts.child_amounts)))
            }
            waiting = [parent for parent in parents if parent not in known]
            known.update(dict.fromkeys(waiting))
        if waiting:
            self.cut.add(key)
        return self._found(found.values())

    def _found(self, events: Iterable[TracedEvent]) -> Sequence[Record]:
        return ordered(self._load([event.id for event in events]))


def ordered(records: Iterable[Record]) -> list[Record]:
    """In the order of time, each once."""
    return sorted({record.id: record for record in records}.values(), key=lambda record: (record.time, record.id))
