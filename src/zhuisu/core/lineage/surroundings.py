"""Surroundings: what held a thing, and what was fitted to it and to what held it.

Backward rules 2 and 4, forward rules 2 and 5 (design §5): the events of parents, while the thing was in them, and of
the parts and sensors in those intervals. None of these is an ingredient, and what else a parent held is not looked at.
"""

from collections.abc import Callable
from functools import partial

from zhuisu.core.lineage.agenda import Agenda
from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.core.lineage.contents import children_within
from zhuisu.core.lineage.facts import TracedEvent
from zhuisu.core.lineage.history import History, between
from zhuisu.core.lineage.stays import Stay
from zhuisu.core.lineage.trail import Trail

# What a walk does with a container that a thing was inside when it was used up: (container, its event).
Used = Callable[[str, TracedEvent], None]


def _nothing(container: str, event: TracedEvent) -> None:
    """Backward, what a container became is not the history of what was in it."""


class Surroundings:
    """One direction's view of what was around its things. Intervals are start ≤ t < end."""

    def __init__(self, agenda: Agenda, trail: Trail, used: Used = _nothing) -> None:
        self._agenda = agenda
        self._shelf = agenda.shelf
        self._trail = trail
        self._used = used
        self._held: set[tuple[str, int, int, EdgeKind, Used]] = set()
        self._fitted: set[tuple[str, int, int]] = set()

    def look(self, key: str, start: int, end: int) -> None:
        """All that was around the thing in the interval. Its stays must be known."""
        for stay in self._shelf.stays(key):
            self._trail.gather(event for event in stay.emptied if start <= event.time < end)
        self._parts(key, start, end)
        self._up(key, start, end, self._used)

    def _up(self, key: str, start: int, end: int, used: Used) -> None:
        for stay in self._shelf.stays(key):
            begun, ended = max(stay.start, start), min(stay.end, end)
            if begun < ended:
                self._edge(key, stay)
                contained = stay.kind is EdgeKind.CONTAINED
                self._hold(stay.parent, begun, ended, stay.kind, used if contained else _nothing)

    def _hold(self, holder: str, start: int, end: int, kind: EdgeKind, used: Used) -> None:
        visit = (holder, start, end, kind, used)
        if visit not in self._held:
            self._held.add(visit)
            self._agenda.when_placed(holder, partial(self._visit, holder, start, end, kind, used))

    def _visit(self, holder: str, start: int, end: int, kind: EdgeKind, used: Used) -> None:
        history = self._pass(holder, start, end)
        if used is not _nothing:
            for event in between(history.inputs, start, end):
                used(holder, event)
        if kind is EdgeKind.CONTAINED:  # equipment that the thing is fitted to has other parts: they are its siblings
            self._parts(holder, start, end)
        self._up(holder, start, end, used)

    def _parts(self, key: str, start: int, end: int) -> None:
        parts = children_within(self._shelf.contents(key, EdgeKind.ASSOCIATED), start, end)
        self._agenda.each(
            parts, lambda part: self._agenda.when_placed(part, partial(self._part, part, key, start, end))
        )

    def _part(self, part: str, key: str, start: int, end: int) -> None:
        for stay in self._shelf.stays(part):
            begun, ended = max(stay.start, start), min(stay.end, end)
            if stay.parent == key and stay.kind is EdgeKind.ASSOCIATED and begun < ended:
                self._edge(part, stay)
                if (part, begun, ended) not in self._fitted:
                    self._fitted.add((part, begun, ended))
                    self._pass(part, begun, ended)
                    self._parts(part, begun, ended)

    def _pass(self, key: str, start: int, end: int) -> History:
        """The thing's events in the interval, with those that took it out of something together with all the rest."""
        self._trail.thing(key)
        history = self._shelf.passing(key, start, end)
        self._trail.gather(between(history.events, start, end))
        for stay in self._shelf.stays(key):
            self._trail.gather(event for event in stay.emptied if start <= event.time < end)
        return history

    def _edge(self, key: str, stay: Stay) -> None:
        self._trail.edge(key, stay.parent, stay.kind, stay.event)
