"""Reach: how far an event reaches: the things of which a new, late or corrected event may change what is judged.

An event is judged with the things that it names, with what they were in or fitted to, what lay in them then, their
batch, the items of a batch that it makes or states something of, and with all that was made of any of these from
then on. More than that never changes; less often does, and judging a thing again that stays as it is does no harm.
"""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import BEGINNING, Action, EdgeKind, EventType
from zhuisu.core.lineage.facts import TracedEvent
from zhuisu.core.lineage.history import History
from zhuisu.core.lineage.memory import touched
from zhuisu.core.lineage.shelf import Shelf, outputs_of

MOST_THINGS: Final = 50_000


class Reach(msgspec.Struct, frozen=True):
    """`things` are to be judged again; of `units`, whose contents may be others, and of `makings` (transformations) all
    events may speak of another variety now. `cut`: there was more than a limit allows."""

    things: frozenset[str]
    units: frozenset[str]
    makings: frozenset[str]
    cut: bool = False


class Way(StrEnum):
    """How a thing was come to, and so how it is gone on from."""

    UP = "what it was in"
    DOWN = "what was in it at a time"
    BATCH = "the batch that it is of"
    ITEMS = "the items of a batch"
    AHEAD = "what was made of it from a time on"


class Visit(NamedTuple):
    way: Way
    key: str
    time: int = BEGINNING


def reach(events: Iterable[TracedEvent], shelf: Shelf, most: int = MOST_THINGS) -> Reach:
    """How far these events reach. A level is read in one question."""
    walk = _Spread(shelf)
    units: set[str] = set()
    makings: set[str] = set()
    for event in events:
        walk.begin(event)
        facts = event.facts
        if facts.parent is not None and level_of_key(facts.parent) is Level.LOGISTIC:
            units.add(facts.parent)
        if facts.transformation is not None:
            makings.add(facts.transformation)
    while walk.waiting and len(walk.things) < most:
        walk.step()
    return Reach(frozenset(walk.things), frozenset(units), frozenset(makings), bool(walk.waiting))


def keys_of(event: TracedEvent) -> Iterator[str]:
    """Everything that the event names and that is followed, with the batches that it states."""
    named = [*touched(event.facts), *(batch for _, batch in event.facts.memberships)]
    return (key for key in dict.fromkeys(named) if key != event.facts.transformation and is_followed(key))


def is_followed(key: str) -> bool:
    return level_of_key(key) is not Level.CLASS


class _Spread:
    """The things that were come to, and the visits that wait."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.things: dict[str, None] = {}
        self.waiting: dict[Visit, None] = {}
        self._done: set[Visit] = set()

    def begin(self, event: TracedEvent) -> None:
        # Who is taken out without having been put in had been inside since an earlier moment.
        is_moving = event.type in (EventType.AGGREGATION, EventType.ASSOCIATION)
        since = BEGINNING if is_moving and event.action is Action.DELETE else event.time
        states = event.facts.statement or event.type is EventType.TRANSFORMATION or event.action is Action.ADD
        for key in keys_of(event):
            self._come(key, since)
            self._visit(Visit(Way.DOWN, key, event.time))
            if states:
                self._visit(Visit(Way.ITEMS, key))
        if event.facts.transformation is not None:
            self._visit(Visit(Way.AHEAD, event.facts.transformation, BEGINNING))

    def step(self) -> None:
        """Makes every visit that waits."""
        visits, self.waiting = self.waiting, {}
        shelf = self._shelf
        makings = {visit.key for visit in visits if _is_making(visit.key)}
        keys = {visit.key for visit in visits if not _is_making(visit.key)}
        batches = {visit.key for visit in visits if visit.way is Way.ITEMS and level_of_key(visit.key) is Level.BATCH}
        self._read(keys, makings, batches)
        groups = {e.facts.transformation for key in keys for e in shelf.histories[key].inputs} - {None}
        self._read((), {group for group in groups if group}, ())
        for visit in visits:
            self._go(visit)

    def _read(self, keys: Collection[str], makings: Collection[str], batches: Collection[str]) -> None:
        shelf = self._shelf
        asked = (
            [key for key in keys if key not in shelf.histories],
            [key for key in makings if key not in shelf.groups],
            [key for key in batches if key not in shelf.members],
        )
        if any(asked):
            shelf.read(*asked)

    def _go(self, visit: Visit) -> None:
        if _is_making(visit.key):
            self._made(self._shelf.groups[visit.key])
            return
        history = self._shelf.histories[visit.key]
        match visit.way:
            case Way.UP:
                self._up(history, visit.time)
            case Way.DOWN:
                for child in self._inside(visit.key, visit.time):
                    self._come(child, visit.time)
                    self._visit(Visit(Way.DOWN, child, visit.time))
            case Way.BATCH:
                for batch in history.batches:
                    self.things.setdefault(batch)
            case Way.ITEMS:
                for item in self._shelf.members.get(visit.key, ()):
                    self._come(item, BEGINNING)
            case Way.AHEAD:
                self._ahead(history, visit.time)

    def _come(self, key: str, since: int) -> None:
        self.things.setdefault(key)
        self._visit(Visit(Way.UP, key, since))
        self._visit(Visit(Way.BATCH, key))
        self._visit(Visit(Way.AHEAD, key, since))

    def _up(self, history: History, since: int) -> None:
        for move in history.moves:
            self.things.setdefault(move.parent)
            self._visit(Visit(Way.UP, move.parent, since))
            self._visit(Visit(Way.AHEAD, move.parent, since))
            if move.relation is EdgeKind.ASSOCIATED:
                self._visit(Visit(Way.DOWN, move.parent, since))

    def _inside(self, key: str, time: int) -> Iterator[str]:
        for relation in (EdgeKind.CONTAINED, EdgeKind.ASSOCIATED):
            for child, start, end in self._shelf.contents(key, relation):
                if start <= time <= end and is_followed(child):
                    yield child

    def _ahead(self, history: History, since: int) -> None:
        for event in history.inputs:
            if event.time >= since:
                shared = event.facts.transformation
                self._made(self._shelf.groups[shared] if shared else (event,))

    def _made(self, making: Iterable[TracedEvent]) -> None:
        for event in making:
            for output in outputs_of(event):
                if is_followed(output):
                    self._come(output, event.time)
                    self._visit(Visit(Way.ITEMS, output))

    def _visit(self, visit: Visit) -> None:
        if visit not in self._done:
            self._done.add(visit)
            self.waiting.setdefault(visit)


def _is_making(key: str) -> bool:
    return key.startswith("transformation:")
