"""Visits: what a scope still has to look at, and what looking finds."""

from collections.abc import Collection
from enum import IntEnum
from typing import Final, NamedTuple

from zhuisu.core.lineage.answer import BEGINNING, Direction, EdgeKind
from zhuisu.core.lineage.facts import TracedEvent
from zhuisu.core.lineage.stays import OPEN


class Errand(IntEnum):
    """Why a thing is looked at. Stored as numbers: they never change their meaning.

    Each does more the longer its time is, instant by instant, so that times may be joined; but CONTENT and AT, which
    ask about one instant (forward, CONTENT: from one instant on).
    """

    REACHED = 0  # derived from the focus, or what the focus derives from
    BRINGING = 1  # held something reached: used up, it brings what was inside
    HOLDING = 2  # held something that was reached, or equipment that it was fitted to
    EQUIPPED = 3  # equipment that something was fitted to
    PART = 4  # was fitted to something reached or to what held it
    BATCH = 5  # the batch of an item, backward: how it was made
    FITTED = 6  # may have been fitted to `within`
    CONTENT = 7  # may have been inside `within`
    AT = 8  # what was inside it at `start`
    FAMILY = 9  # a transformation: all events that share its id


CARRIERS: Final = (Errand.BRINGING, Errand.HOLDING, Errand.EQUIPPED, Errand.PART, Errand.BATCH)
"""Errands of things that are part of the story without being derived: their own tables, pallets, probes, batches."""

_ONE_BY_ONE: Final = frozenset({Errand.CONTENT, Errand.AT})


class Visit(NamedTuple):
    """Look at `key` for start ≤ t < end. `subject` numbers the question that it belongs to; questions never mix."""

    key: str
    subject: int
    errand: Errand
    start: int
    end: int
    within: str = ""


class Cause(NamedTuple):
    """Why a thing was reached, for instance: `event` (a ledger id, empty for the focus) links it to `source`."""

    kind: EdgeKind | None
    source: str
    event: str


FOCUS: Final = Cause(None, "", "")


class Reached(NamedTuple):
    """Forward, affected from `time` on; backward, its history counts up to `time`; this instant included."""

    key: str
    subject: int
    time: int
    cause: Cause


class Arrival(NamedTuple):
    """Things reached together, as they were found: some may be known already, or at a wider time."""

    keys: Collection[str]
    subject: int
    time: int
    cause: Cause


class Found:
    """What looking found: things reached, in crowds, and visits still to make, their times joined.

    `told` remembers of which events it was told what they made, by subject; several may share it.
    """

    def __init__(self, direction: Direction, told: set[tuple[int, str]] | None = None) -> None:
        self._is_forward = direction is Direction.FORWARD
        self._arrivals: list[Arrival] = []
        self._names = 0
        self._visits: dict[tuple[str, int, Errand, str], list[tuple[int, int]]] = {}
        self._alone: dict[Visit, None] = {}
        self._told: set[tuple[int, str]] = set() if told is None else told

    def __len__(self) -> int:
        """How many things reached and visits wait to be taken."""
        return self._names + len(self._visits) + len(self._alone)

    def reach(self, keys: Collection[str], subject: int, time: int, cause: Cause) -> None:
        if keys:
            self._arrivals.append(Arrival(keys, subject, time, cause))
            self._names += len(keys)

    def visit(self, visit: Visit) -> None:
        if visit.errand in _ONE_BY_ONE:
            self._alone[visit] = None
        else:
            key, subject, errand, start, end, within = visit
            self._visits.setdefault((key, subject, errand, within), []).append((start, end))

    def is_new(self, subject: int, event: TracedEvent) -> bool:
        """Whether what this event made (or used) has not been told yet; from now on it has."""
        told = subject, event.id
        if told in self._told:
            return False
        self._told.add(told)
        return True

    def take_arrivals(self) -> list[Arrival]:
        """What was reached since last time."""
        taken, self._arrivals, self._names = self._arrivals, [], 0
        return taken

    def take_reached(self) -> list[Reached]:
        """The same, each thing once and at its widest time."""
        reached: dict[tuple[str, int], tuple[int, Cause]] = {}
        for keys, subject, time, cause in self.take_arrivals():
            for key in keys:
                known = reached.get((key, subject))
                if known is None or (time < known[0] if self._is_forward else time > known[0]):
                    reached[key, subject] = time, cause
        return [Reached(key, subject, time, cause) for (key, subject), (time, cause) in reached.items()]

    def take_visits(self) -> list[Visit]:
        """The visits that were found since last time."""
        alone, grouped = self._alone, self._visits
        self._alone, self._visits = {}, {}
        joined = (
            Visit(key, subject, errand, start, end, within)
            for (key, subject, errand, within), times in grouped.items()
            for start, end in _joined(times)
        )
        return [*alone, *joined]


def first_look(key: str, subject: int, direction: Direction, time: int) -> Visit:
    """The visit to a thing that was reached at `time`."""
    if direction is Direction.FORWARD:
        return Visit(key, subject, Errand.REACHED, time, OPEN)
    return Visit(key, subject, Errand.REACHED, BEGINNING, time + 1)


def _joined(times: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(times) == 1:
        return times
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(times)):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
