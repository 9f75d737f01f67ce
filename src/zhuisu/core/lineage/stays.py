"""Stays: when a thing was inside something, or fitted to it (design §5, Contents)."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zhuisu.core.lineage.answer import BEGINNING, END, EdgeKind
from zhuisu.core.lineage.balance import Balance
from zhuisu.core.lineage.facts import Action, TracedEvent
from zhuisu.core.lineage.history import History, Move

OPEN = END + 1  # the end of a stay that no event has ended; an interval does not hold its end, so END is inside


class Stay(NamedTuple):
    """In `parent` for start ≤ t < end. `event` states it; each of `emptied` took everything out at `end`."""

    parent: str
    kind: EdgeKind
    start: int
    end: int
    event: TracedEvent
    emptied: tuple[TracedEvent, ...]


class Packing:
    """What the parent's own events say of everything in it: when it was emptied, and when its contents changed."""

    __slots__ = ("changed_at", "emptied", "emptied_at")

    def __init__(self, events: Sequence[TracedEvent]) -> None:
        told = [event for event in events if event.action is not Action.OBSERVE]
        self.emptied = [e for e in told if e.action is Action.DELETE and not _names_children(e)]
        self.emptied_at = [event.time for event in self.emptied]
        self.changed_at = sorted({e.time for e in told if e.action is Action.DELETE or _names_children(e)})

    def emptied_after(self, time: int) -> int:
        """When it is next emptied after `time`; OPEN where it never is."""
        return _next(self.emptied_at, time)

    def emptied_by(self, time: int) -> tuple[TracedEvent, ...]:
        """The events that emptied it at `time`."""
        low = bisect_left(self.emptied_at, time)
        return tuple(self.emptied[low : bisect_right(self.emptied_at, time, low)])


def stays_of(history: History, packings: Mapping[tuple[str, EdgeKind], Packing]) -> list[Stay]:
    """Every stay of the thing, as individual and as amount. `packings` has each parent of `history.moves`."""
    stays: list[Stay] = []
    for relation in (EdgeKind.CONTAINED, EdgeKind.ASSOCIATED):
        moves = [move for move in history.moves if move.relation is relation]
        individual = [move for move in moves if move.amount is None]
        if individual:
            stays += _individual(history, individual, packings)
        for parent, parts in _by_parent([move for move in moves if move.amount is not None]).items():
            stays += _amounts(parts, packings[parent, relation])
    return stays


def entered(
    event: TracedEvent, kind: EdgeKind, left: Sequence[int], packings: Mapping[tuple[str, EdgeKind], Packing]
) -> Stay:
    """The stay of an individual that was put into one thing once, by this event; at `left` it left the world."""
    parent = event.facts.parent or ""
    packing = packings[parent, kind]
    if not (left or packing.emptied):
        return Stay(parent, kind, event.time, OPEN, event, ())
    end = min(_next(sorted(left), event.time), packing.emptied_after(event.time))
    return Stay(parent, kind, event.time, end, event, packing.emptied_by(end))


def _individual(
    history: History, moves: Sequence[Move], packings: Mapping[tuple[str, EdgeKind], Packing]
) -> list[Stay]:
    grouped = _by_parent(moves)
    known: dict[str, list[Stay]] = {}
    for parent, own in grouped.items():
        elsewhere = {m.event.time for m in moves if m.parent != parent and m.event.action is Action.ADD}
        taken = {m.event.time for m in own if m.event.action is Action.DELETE}
        gone = sorted(elsewhere.union(taken, history.leavings))
        known[parent] = _stated(own, gone, packings[parent, own[0].relation])
    # The thing's own boundaries: it came, it left, it was taken out with all the rest, it was made, it was used up.
    boundaries = {move.event.time for move in moves if move.event.action is not Action.OBSERVE}
    boundaries.update(history.begins, history.leavings, (stay.end for stays in known.values() for stay in stays))
    ordered = sorted(boundaries)
    stays: list[Stay] = []
    for parent, own in grouped.items():
        packing = packings[parent, own[0].relation]
        there = known[parent] + _inferred(own, known[parent], ordered, packing)
        stays += there + _observed(own, there)
    return stays


def _stated(moves: Sequence[Move], gone: Sequence[int], packing: Packing) -> list[Stay]:
    """The stays that an ADD began. At one instant leaving comes first, so an end is always after its start."""
    stays: list[Stay] = []
    for event, parent, relation, _ in moves:
        if event.action is Action.ADD and not (stays and event.time < stays[-1].end):
            end = min(_next(gone, event.time), packing.emptied_after(event.time))
            stays.append(Stay(parent, relation, event.time, end, event, packing.emptied_by(end)))
    return stays


def _inferred(moves: Sequence[Move], stated: Sequence[Stay], own: Sequence[int], packing: Packing) -> list[Stay]:
    """The stays that only a DELETE tells of: since the later of the thing's and the parent's previous boundary."""
    ends = {stay.end for stay in stated}
    stays: list[Stay] = []
    for event, parent, relation, _ in moves:
        end = event.time
        if event.action is Action.DELETE and end not in ends:
            ends.add(end)
            start = max(_previous(own, end), _previous(packing.changed_at, end))
            stays.append(Stay(parent, relation, start, end, event, packing.emptied_by(end)))
    return stays


def _observed(moves: Sequence[Move], stays: Sequence[Stay]) -> list[Stay]:
    """The instants at which they were seen together outside the stays known: one microsecond long."""
    found: dict[int, Stay] = {}
    for event, parent, relation, _ in moves:
        time = event.time
        if event.action is Action.OBSERVE and not any(stay.start <= time < stay.end for stay in stays):
            found.setdefault(time, Stay(parent, relation, time, time + 1, event, ()))
    return list(found.values())


def _amounts(moves: Sequence[Move], packing: Packing) -> list[Stay]:
    """The stays of an amount: a DELETE takes out what it names, what is left stays."""
    stays: list[Stay] = []
    since: Move | None = None
    balance = Balance()
    for time, here in _by_time(moves).items():
        if since and (emptied := packing.emptied_after(since.event.time)) <= time:
            stays.append(_ended(since, emptied, packing))
            since = None
        taken = [move for move in here if move.event.action is Action.DELETE]
        if taken and since:
            for move in taken:
                balance.take(move.amount)
            if balance.is_empty:
                stays.append(_ended(since, time, packing))
                since = None
        elif taken and not (stays and stays[-1].end == time):
            start = _previous(packing.changed_at, time)
            stays.append(Stay(*taken[0][1:3], start, time, taken[0].event, packing.emptied_by(time)))
        for move in here:
            if move.event.action is Action.ADD:
                if since is None:
                    since, balance = move, Balance()
                balance.add(move.amount)
    if since:
        stays.append(_ended(since, packing.emptied_after(since.event.time), packing))
    return stays + _observed(moves, stays)


def _ended(since: Move, end: int, packing: Packing) -> Stay:
    return Stay(since.parent, since.relation, since.event.time, end, since.event, packing.emptied_by(end))


def _by_parent(moves: Sequence[Move]) -> dict[str, list[Move]]:
    grouped: dict[str, list[Move]] = {}
    for move in moves:
        grouped.setdefault(move.parent, []).append(move)
    return grouped


def _by_time(moves: Sequence[Move]) -> dict[int, list[Move]]:
    grouped: dict[int, list[Move]] = {}
    for move in moves:
        grouped.setdefault(move.event.time, []).append(move)
    return grouped


def _names_children(event: TracedEvent) -> bool:
    return bool(event.facts.children or event.facts.child_amounts)


def _next(times: Sequence[int], time: int) -> int:
    place = bisect_right(times, time)
    return times[place] if place < len(times) else OPEN


def _previous(times: Sequence[int], time: int) -> int:
    place = bisect_left(times, time)
    return times[place - 1] if place else BEGINNING
