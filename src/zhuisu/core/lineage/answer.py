"""Answer: what a walk is asked for and what it finds."""

from enum import StrEnum

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.core.lineage.facts import TracedEvent

BEGINNING = -(1 << 62)  # before every event, in UTC microseconds
END = 1 << 62  # after every event; "all time" is from BEGINNING to END, both included


class Direction(StrEnum):
    """Backward: what it was made from and went through. Forward: what became of it."""

    BACKWARD = "backward"
    FORWARD = "forward"
    BOTH = "both"


class EdgeKind(StrEnum):
    """How two things are linked."""

    BECAME = "became"  # input → output
    CONTAINED = "contained"  # child → parent
    ASSOCIATED = "associated"  # part → equipment
    INSTANCE_OF = "instance_of"  # item → batch


class Edge(msgspec.Struct, frozen=True):
    """`event` is the id of the event that states the link; it may lie outside the time that was asked for."""

    source: str
    target: str
    kind: EdgeKind
    event: str


class Limits(msgspec.Struct, frozen=True):
    """How much one answer may hold and one walk may read. All are counts of at least 1."""

    events: int = 1_000  # of one answer, exactly
    things: int = 5_000  # of one answer; no further hop is made once they are reached
    hops: int = 200  # questions to the source for one answer, beyond those of the answers before it
    per_thing: int = 20_000  # events read of one key; a busier thing is followed only so far, and a finding says so
    keys_per_hop: int = 2_000  # keys in one question; a larger crowd is asked for in portions
    whole: int = 200_000  # things and events of a walk with all its answers, a bound for memory


class Lineage(msgspec.Struct, frozen=True):
    """One answer of a walk.

    `events` are in the order of the walk: by hop, then time, then id; no event is in two answers of one walk.
    `things` are keys, the focus first; they hold both ends of every edge. `continuation`, given as `after`, goes on.
    """

    focus: str
    direction: Direction
    things: tuple[str, ...]
    events: tuple[TracedEvent, ...]
    edges: tuple[Edge, ...]
    findings: tuple[Finding, ...]
    truncated: bool
    continuation: str | None
