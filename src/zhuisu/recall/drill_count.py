"""Drill count: what of a batch, and of what derives from it, was located: by things and by amounts.

A thing is located where its last event says what became of it, and somebody is known to have it or to have had it. Of
a batch of which a part went, the amounts say whether the rest is.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from zhuisu.access.tokens import OPERATOR
from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.core.lineage.books import Stock
from zhuisu.core.lineage.standing import State
from zhuisu.tracing.flows import TOLERANCE, reckon
from zhuisu.tracing.scope_answer import ScopedThing

MOST_SHOWN: Final = 100
"""So many missing things are named; all are counted."""

MOST_RECKONED: Final = 10_000
_UNKNOWN: Final = State.UNKNOWN.word
_PARTS: Final = (Level.BATCH, Level.CLASS)


class DrillMissing(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A thing that was not located. `why`: `unseen` (no event tells where it is), `state` (its last event does not say
    what became of it), `part` (a part was sold, used or destroyed, and nothing tells the rest) or `holder`."""

    key: str
    why: str
    as_of: str
    place: str
    holder: str


class DrillAmount(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the batch there was, in one unit (UN/CEFACT code, empty for pieces): made, or brought in by parties
    that tell no source; and how much of it is with somebody, or was sold, used or lost on record. `state` is what
    became of it: while some is left, `in_stock`; else what became of the most."""

    uom: str
    expected: float
    located: float
    state: str = State.UNKNOWN.word

    @property
    def share(self) -> float:
        return self.located / self.expected


Amounts = Mapping[str, tuple[DrillAmount, ...]]
"""By lot: one of each unit."""


def amounts_of(key: str, things: int) -> Amounts:
    """How much there was of a batch, and of what it was made of and made into. One piece is no amount: its last event
    tells where it is. Where so many `things` derive from it that its books would be long, they are counted instead;
    nor do books count of which a part was not read.
    """
    reckoning = reckon(key, OPERATOR) if things <= MOST_RECKONED else None
    if reckoning is None or not reckoning.is_whole:
        return {}
    lots: dict[str, dict[str | None, list[Stock]]] = {}
    for each in reckoning.books.stocks:
        if each.lot not in reckoning.own or (each.uom is None and level_of_key(each.lot) not in _PARTS):
            continue
        lots.setdefault(each.lot, {}).setdefault(each.uom, []).append(each)
    return {lot: tuple(_amounts(of_lot)) for lot, of_lot in lots.items()}


def _amounts(of_lot: Mapping[str | None, Sequence[Stock]]) -> list[DrillAmount]:
    """What was sent and received by nobody, and what is with nobody, is not located."""
    told = []
    for uom, stocks in of_lot.items():
        came, sent = sum(each.received + each.coming for each in stocks), sum(each.sent for each in stocks)
        expected = sum(each.made for each in stocks) + max(0.0, came - sent)
        astray = max(0.0, sent - came) + sum(max(0.0, each.left) for each in stocks if not each.party)
        if expected > 0:
            located = round(max(0.0, expected - astray), 6)
            told.append(
                DrillAmount(uom=uom or "", expected=round(expected, 6), located=located, state=_state_of(stocks))
            )
    return told


def _state_of(stocks: Sequence[Stock]) -> str:
    if any(each.left > 0 for each in stocks):
        return State.IN_STOCK.word
    went = {
        State.SOLD: sum(each.sold for each in stocks),
        State.USED: sum(each.used for each in stocks),
        State.DESTROYED: sum(each.lost for each in stocks),
    }
    return max(went, key=went.__getitem__).word


class Tally:
    """How many things there are, and what could not be located and why."""

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


class Count:
    """What of a scope was located, while its things are read. Of things, items count where there are any."""

    def __init__(self, key: str, amounts: Amounts) -> None:
        self._key = key
        self._lots = amounts
        self._tallies = {True: Tally(), False: Tally()}
        self._has_members = False
        self.states: dict[str, int] = {}
        self.things = 0
        self.hops = 0

    def add(self, thing: ScopedThing) -> None:
        self.things += 1
        self.hops = max(self.hops, thing.hop)
        state = self._state(thing)
        self.states[state] = self.states.get(state, 0) + 1
        self._has_members |= thing.reason.kind == EdgeKind.INSTANCE_OF.value and thing.reason.source == self._key
        level = level_of_key(thing.key)
        if level is not Level.LOGISTIC:
            self._tallies[level not in _PARTS].add(thing, self._why(thing, level))

    @property
    def amounts(self) -> tuple[DrillAmount, ...]:
        """Those of the batch itself."""
        return self._lots.get(self._key, ())

    @property
    def counted(self) -> str:
        if self._has_members:
            return "items"
        return "amounts" if self.amounts else "things"

    @property
    def tally(self) -> Tally:
        return self._tallies[bool(self._tallies[True].expected)]

    @property
    def score(self) -> float | None:
        if self.counted == "amounts":
            return round(min(each.share for each in self.amounts), 4)
        return round(self.tally.located / self.tally.expected, 4) if self.tally.expected else None

    def _why(self, thing: ScopedThing, level: Level) -> str:
        """Why a thing is not located; empty where it is."""
        if not thing.as_of:
            return "unseen"
        if thing.state == _UNKNOWN and not self._is_settled(thing.key):
            return "part" if level in _PARTS else "state"
        return "" if thing.holder else "holder"

    def _state(self, thing: ScopedThing) -> str:
        """Of a lot of which a part went its amounts say what became of the rest, where they say where all of it is."""
        if thing.state != _UNKNOWN or not self._is_settled(thing.key):
            return thing.state
        return self._lots[thing.key][0].state

    def _is_settled(self, key: str) -> bool:
        """Whether the amounts of a lot say where all of it is."""
        amounts = self._lots.get(key, ())
        return bool(amounts) and all(each.share >= 1 - TOLERANCE for each in amounts)
