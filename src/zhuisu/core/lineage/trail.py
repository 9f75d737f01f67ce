"""Trail: what a walk has found, in the order in which it was found."""

from collections.abc import Iterable

from zhuisu.core.lineage.answer import Edge, EdgeKind
from zhuisu.core.lineage.facts import TracedEvent


class Trail:
    """Things and edges as they were found, events by hop, then time, then id."""

    def __init__(self) -> None:
        self.hops = 0
        self.marks: list[tuple[int, int]] = [(0, 0)]  # how many things and edges had been found after so many hops
        self.events: list[TracedEvent] = []
        self.things: dict[str, None] = {}
        self.edges: dict[Edge, None] = {}
        self._known: set[str] = set()
        self._fresh: list[TracedEvent] = []

    def thing(self, key: str) -> None:
        self.things.setdefault(key)

    def edge(self, source: str, target: str, kind: EdgeKind, event: TracedEvent) -> None:
        """A thing that a transformation takes in and gives back is not linked to itself."""
        if source != target:
            self.edges.setdefault(Edge(source, target, kind, event.id))

    def gather(self, events: Iterable[TracedEvent]) -> None:
        for event in events:
            if event.id not in self._known:
                self._known.add(event.id)
                self._fresh.append(event)

    def end_hop(self) -> None:
        """What this hop has found takes its final order."""
        self._fresh.sort(key=_when)
        self.events += self._fresh
        self._fresh = []
        self.hops += 1
        self.marks.append((len(self.things), len(self.edges)))


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
