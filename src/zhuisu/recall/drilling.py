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

from zhuisu.access.tokens import OPERATOR
from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import Direction
from zhuisu.recall.models import Drill, Inquiry
from zhuisu.tracing.answer import Name
from zhuisu.tracing.flows import reckon
from zhuisu.tracing.names import Directory
from zhuisu.tracing.scope import Question, Report, begin, forget, grow
from zhuisu.tracing.scope_answer import Aspect, ScopedThing, tallies, things

MOST_SHOWN: Final = 100
"""So many holders, sources and missing things are named; all are counted."""

_UNKNOWN: Final = "unknown"
_PARTS: Final = (Level.BATCH, Level.CLASS)


class DrillLeg(msgspec.Struct, frozen=True, kw_only=True):
    """One way of a drill: how it ended, how many things in how many steps, and how long it took."""

    outcome: str
    things: int
    hops: int
    seconds: float


class DrillLine(msgspec.Struct, frozen=True, kw_only=True):
    """How many things a party has, or had last."""

    key: str
    names: Name
    things: int
    states: dict[str, int]


class DrillMissing(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that was not located. `why`: `unseen` (no event tells where it is), `state` (its last event does not say
    what became of it), `part` (a part was sold, used or destroyed, and nothing tells the rest) or `holder`."""

    key: str
    why: str
    as_of: str
    place: str
    holder: str


class DrillAmount(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the batch there was, in one unit (UN/CEFACT code, empty for pieces): made, or brought in by parties
    that tell no source; and how much of it is with somebody, or was sold, used or lost on record."""

    uom: str
    expected: float
    located: float


class DrillRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a drill found. `counted` says what was scored: `items` where there are any, else `amounts` of the batch
    where they are stated (the least share of any unit), else `batches` and classes. Of the things that count
    `expected` should be located and `located` were; `score` is the share, None where there was nothing.

    A thing is located where its last event says what became of it, and somebody is known to have it or to have had it.
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


def drilled(row: Inquiry, question: Question, forward: Callable[[], str], report: Report) -> DrillRecord:
    """Follows what a batch became by `forward`, which leaves its scope in `row`, and where it came from. Counts."""
    begun = time.monotonic()
    (key, *_), *_ = question.subjects
    outcome = forward()
    assert row.scope is not None
    count = _Count()
    for thing in things(row.scope):
        count.add(thing)
    ahead, tally = count.leg(outcome, begun), count.tally
    back, sources = _backward(key, row.account, report)
    amounts = _amounts(key)
    counted, score = _scored(count, amounts)
    directory = Directory((key,))
    record = DrillRecord(
        key=key,
        names=directory.name(key),
        counted=counted,
        expected=tally.expected,
        located=tally.located,
        amounts=amounts,
        score=score,
        seconds=_since(begun),
        forward=ahead,
        backward=back,
        states=count.states,
        holders=_lines(row.scope, Aspect.HOLDER),
        sources=sources,
        reasons=tally.reasons,
        missing=tuple(tally.missing),
    )
    ended = {"ended_at": datetime.now(UTC), "outcome": outcome, "record": msgspec.to_builtins(record)}
    Drill.objects.filter(inquiry=row).update(**ended)
    return record


def _scored(count: "_Count", amounts: tuple[DrillAmount, ...]) -> tuple[str, float | None]:
    """What was counted, and the share of it that was located."""
    tally = count.tally
    if not count.has_items and amounts:
        return "amounts", round(min(each.located / each.expected for each in amounts), 4)
    share = round(tally.located / tally.expected, 4) if tally.expected else None
    return ("items" if count.has_items else "batches"), share


def _amounts(key: str) -> tuple[DrillAmount, ...]:
    """What was sent and received by nobody, and what is with nobody, is not located."""
    reckoning = reckon(key, OPERATOR)
    stocks = [each for each in reckoning.books.stocks if each.lot == key] if reckoning is not None else []
    told = []
    for uom in dict.fromkeys(each.uom for each in stocks):
        of_unit = [each for each in stocks if each.uom == uom]
        came = sum(each.received + each.coming for each in of_unit)
        sent = sum(each.sent for each in of_unit)
        expected = sum(each.made for each in of_unit) + max(0.0, came - sent)
        astray = max(0.0, sent - came) + sum(max(0.0, each.left) for each in of_unit if not each.party)
        if expected > 0:
            located = round(max(0.0, expected - astray), 6)
            told.append(DrillAmount(uom=uom or "", expected=round(expected, 6), located=located))
    return tuple(told)


def _backward(key: str, account: str, report: Report) -> tuple[DrillLeg, tuple[DrillLine, ...]]:
    begun = time.monotonic()
    question = Question.of((key,), Direction.BACKWARD)
    scope = begin(question, account=account)
    try:
        outcome = grow(scope, question, report=report)
        count = _Count()
        for thing in things(scope):
            count.add(thing)
        return count.leg(outcome, begun), _lines(scope, Aspect.HOLDER)
    finally:
        forget(scope)


class _Count:
    """What of a scope was located, while its things are read. Items count where there are any, else all the rest."""

    def __init__(self) -> None:
        self._tallies = {True: _Tally(), False: _Tally()}
        self.states: dict[str, int] = {}
        self.things = 0
        self.hops = 0

    def add(self, thing: ScopedThing) -> None:
        self.things += 1
        self.hops = max(self.hops, thing.hop)
        self.states[thing.state] = self.states.get(thing.state, 0) + 1
        level = level_of_key(thing.key)
        if level is not Level.LOGISTIC:
            self._tallies[level not in _PARTS].add(thing, _why(thing, level))

    def leg(self, outcome: str, begun: float) -> DrillLeg:
        return DrillLeg(outcome=outcome, things=self.things, hops=self.hops, seconds=_since(begun))

    @property
    def tally(self) -> "_Tally":
        return self._tallies[self.has_items]

    @property
    def has_items(self) -> bool:
        return bool(self._tallies[True].expected)


class _Tally:
    """How many there are, and what could not be located and why."""

    def __init__(self) -> None:
        self.expected = 0
        self.reasons: dict[str, int] = {}
        self.missing: list[DrillMissing] = []

    def add(self, thing: ScopedThing, why: str) -> None:
        self.expected += 1
        if not why:
            return
        self.reasons[why] = self.reasons.get(why, 0) + 1
        if len(self.missing) < MOST_SHOWN:
            self.missing.append(
                DrillMissing(key=thing.key, why=why, as_of=thing.as_of, place=thing.place, holder=thing.holder)
            )

    @property
    def located(self) -> int:
        return self.expected - sum(self.reasons.values())


def _why(thing: ScopedThing, level: Level) -> str:
    """Why a thing is not located; empty where it is."""
    if not thing.as_of:
        return "unseen"
    if thing.state == _UNKNOWN:
        return "part" if level in _PARTS else "state"
    return "" if thing.holder else "holder"


def _lines(scope: UUID, aspect: Aspect) -> tuple[DrillLine, ...]:
    return tuple(
        DrillLine(key=each.key, names=each.names, things=each.things, states=each.states)
        for each in tallies(scope, aspect)[:MOST_SHOWN]
    )


def _since(begun: float) -> float:
    return round(time.monotonic() - begun, 3)
