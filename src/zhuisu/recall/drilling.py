"""Drilling: what a mock recall found: how much could be located, how fast, and what could not and why.

GB/T 22005-2009 (ISO 22005:2007) asks that a traceability system is verified: auditors ask which share is located, in
which time.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.lineage import Direction
from zhuisu.ledger.scopes import ScopeTables, scope_record
from zhuisu.recall.drill_count import Count, DrillAmount, DrillMissing, amounts_of
from zhuisu.recall.models import Drill, Inquiry
from zhuisu.tracing.answer import Name
from zhuisu.tracing.called import called
from zhuisu.tracing.scope import Question, Report, begin, forget, grow
from zhuisu.tracing.scope_answer import Aspect, tallies, things
from zhuisu.tracing.suppliers import suppliers_of

MOST_SHOWN: Final = 100
"""So many holders and sources are named; all are counted."""

_BETWEEN: Final = 10_000
"""After so many things an inquiry says that it lives."""


class DrillLeg(msgspec.Struct, frozen=True, kw_only=True):
    """One way of a drill: how it ended, how many things in how many steps, and how long it took."""

    outcome: str
    things: int
    hops: int
    seconds: float


class DrillLine(msgspec.Struct, frozen=True, kw_only=True):
    """How many things a party has, or had last; of a source, how many it made or sent."""

    key: str
    names: Name
    things: int
    states: dict[str, int]


class DrillRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a drill found. `counted` says what `score` is the share of: `items` where the batch has some that events
    state to be of it, else its `amounts` where they are stated (the least share of any unit), else the `things` that
    derive from it; None where there was nothing. Of the things that count `expected` should be located and `located`
    were (`zhuisu.recall.drill_count`); `reasons` and `missing` say what was not.
    """

    key: str
    names: Name
    counted: str
    expected: int
    located: int
    amounts: tuple[DrillAmount, ...]
    score: float | None
    seconds: float
    forward: DrillLeg
    backward: DrillLeg
    states: dict[str, int]
    holders: tuple[DrillLine, ...]
    sources: tuple[DrillLine, ...]
    reasons: dict[str, int]
    missing: tuple[DrillMissing, ...]


def drilled(
    row: Inquiry, question: Question, forward: Callable[[], str], *, report: Report, alive: Callable[[], None]
) -> DrillRecord:
    """Follows what a batch became by `forward`, which leaves its scope in `row`, and where it came from. Counts."""
    begun = time.monotonic()
    (key, *_), *_ = question.subjects
    outcome = forward()
    assert row.scope is not None
    count = _counted(row.scope, Count(key, amounts_of(key, _things(row.scope))), alive)
    ahead, tally = _leg(count, outcome, begun), count.tally
    back, sources = _backward(key, row.account, report, alive)
    record = DrillRecord(
        key=key,
        names=called((key,))[key],
        counted=count.counted,
        expected=tally.expected,
        located=tally.located,
        amounts=count.amounts,
        score=count.score,
        seconds=_since(begun),
        forward=ahead,
        backward=back,
        states=count.states,
        holders=_holders(row.scope),
        sources=sources,
        reasons=tally.reasons,
        missing=tuple(tally.missing),
    )
    ended = {"ended_at": datetime.now(UTC), "outcome": outcome, "record": msgspec.to_builtins(record)}
    Drill.objects.filter(inquiry=row).update(**ended)
    return record


def _backward(
    key: str, account: str, report: Report, alive: Callable[[], None]
) -> tuple[DrillLeg, tuple[DrillLine, ...]]:
    begun = time.monotonic()
    question = Question.of((key,), Direction.BACKWARD)
    scope = begin(question, account=account)
    try:
        outcome = grow(scope, question, report=report)
        count = _counted(scope, Count(key, {}), alive)
        return _leg(count, outcome, begun), _sources(scope)
    finally:
        forget(scope)


def _things(scope: UUID) -> int:
    record = scope_record(scope)
    return record.things if record is not None else 0


def _counted(scope: UUID, count: Count, alive: Callable[[], None]) -> Count:
    for number, thing in enumerate(things(scope)):
        if number % _BETWEEN == 0:
            alive()
        count.add(thing)
    return count


def _leg(count: Count, outcome: str, begun: float) -> DrillLeg:
    return DrillLeg(outcome=outcome, things=count.things, hops=count.hops, seconds=_since(begun))


def _holders(scope: UUID) -> tuple[DrillLine, ...]:
    shown = tallies(scope, Aspect.HOLDER)[:MOST_SHOWN]
    names = called(each.key for each in shown)
    return tuple(
        DrillLine(key=each.key, names=names.get(each.key, Name()), things=each.things, states=each.states)
        for each in shown
    )


def _sources(scope: UUID) -> tuple[DrillLine, ...]:
    """Who made what the batch derives from, and who sent it, those of the most things first."""
    found = suppliers_of(ScopeTables(scope)).parties
    many = {each.party: len(frozenset().union(*each.things.values())) for each in found}
    shown = sorted(many, key=lambda party: (-many[party], party))[:MOST_SHOWN]
    names = called(shown)
    return tuple(DrillLine(key=party, names=names[party], things=many[party], states={}) for party in shown)


def _since(begun: float) -> float:
    return round(time.monotonic() - begun, 3)
