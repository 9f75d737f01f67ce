"""Walk: following a thing through events, hop by hop, one answer at a time."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.agenda import Agenda
from zhuisu.core.lineage.answer import BEGINNING, END, Direction, Limits, Lineage
from zhuisu.core.lineage.backward import Backward
from zhuisu.core.lineage.forward import Forward
from zhuisu.core.lineage.shelf import Shelf
from zhuisu.core.lineage.source import Source
from zhuisu.core.lineage.trail import Trail

_CONTINUATION: Final = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})", re.ASCII)


class _Cursor(NamedTuple):
    """Where an answer begins: so many hops had been made and so many events given."""

    hops: int = 0
    events: int = 0


class _Walk:
    """A walk under way. It is a function of the events alone, so an answer that goes on repeats it up to its cursor."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.limits = limits
        self.shelf = Shelf(source, limits)
        self.trail = Trail()
        self.agenda = Agenda(self.shelf, limits.keys_per_hop)

    def start(self, focus: str, direction: Direction, at: int | None) -> None:
        self.trail.thing(focus)
        if direction is not Direction.FORWARD:
            Backward(self.agenda, self.trail).enter(focus, END if at is None else at)
        if direction is not Direction.BACKWARD:
            Forward(self.agenda, self.trail).enter(focus, BEGINNING if at is None else at)

    def go_on(self, cursor: _Cursor) -> None:
        """Hops until the answer from the cursor on is full, or nothing is left to find."""
        while not self.agenda.is_done and not self._is_full(cursor) and not self.is_too_large:
            self.agenda.hop()
            self.trail.end_hop()

    @property
    def is_too_large(self) -> bool:
        return len(self.trail.events) + len(self.trail.things) >= self.limits.whole

    def _is_full(self, cursor: _Cursor) -> bool:
        trail = self.trail
        if trail.hops < cursor.hops:
            return False
        if len(trail.events) - cursor.events >= self.limits.events:
            return True
        hops = trail.hops - cursor.hops
        things = len(trail.things) - trail.marks[cursor.hops][0]
        return hops > 0 and (hops >= self.limits.hops or things >= self.limits.things)


def walk(
    source: Source,
    focus: str,
    direction: Direction,
    *,
    at: int | None = None,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    after: str | None = None,
) -> Lineage:
    """Follows `focus` (a canonical key) and answers what design §5 calls traced.

    `at` is T in UTC microseconds, all time where it is None: backward up to it, forward from it, itself included.
    `after` is the `continuation` of the answer before this one; asked on with the same arguments until there is none,
    the answers hold together exactly what one walk without limits holds. A cut answer says so.
    """
    cursor = _cursor_of(after)
    under_way = _Walk(source, limits)
    under_way.start(focus, direction, at)
    under_way.go_on(cursor or _Cursor())
    answer = _answer(under_way, focus, direction, cursor or _Cursor())
    if cursor is None:
        unread = Finding("lineage_continuation_unreadable", Severity.WARNING, "after")
        answer = msgspec.structs.replace(answer, findings=(unread, *answer.findings))
    return answer


def _answer(under_way: _Walk, focus: str, direction: Direction, cursor: _Cursor) -> Lineage:
    trail = under_way.trail
    found = len(trail.events)
    given = min(cursor.events + under_way.limits.events, found)
    things_before, edges_before = trail.marks[min(cursor.hops, trail.hops)]
    edges = tuple(islice(trail.edges, edges_before, None))
    ends = (key for edge in edges for key in (edge.source, edge.target))
    things = dict.fromkeys((focus, *islice(trail.things, things_before, None), *ends))
    is_left = found > given or not under_way.agenda.is_done
    can_go_on = found > given or (is_left and not under_way.is_too_large)
    return Lineage(
        focus=focus,
        direction=direction,
        things=tuple(things),
        events=tuple(trail.events[cursor.events : given]),
        edges=edges,
        findings=(*under_way.shelf.findings, *_findings(under_way, given)),
        truncated=is_left,
        continuation=f"{trail.hops}.{given}" if can_go_on else None,
    )


def _findings(under_way: _Walk, given: int) -> Iterator[Finding]:
    """What the reader must know: the answer is cut, the walk was too large, or there is nothing."""
    trail = under_way.trail
    if len(trail.events) > given or not under_way.agenda.is_done:
        yield Finding("lineage_cut", Severity.NOTE, "", {"events": given, "things": len(trail.things)})
    if under_way.is_too_large and not under_way.agenda.is_done:
        yield Finding("lineage_too_large", Severity.WARNING, "", {"limit": under_way.limits.whole})
    if not trail.events and under_way.agenda.is_done:
        yield Finding("lineage_no_events", Severity.NOTE)


def _cursor_of(after: str | None) -> _Cursor | None:
    """None where `after` is no continuation of ours."""
    if after is None:
        return _Cursor()
    found = _CONTINUATION.fullmatch(after)
    return _Cursor(int(found[1]), int(found[2])) if found else None
