"""Pairing: which sending and which receiving of a lot are one handing over, where a side does not name the other.

Nobody is named who only may have been the other side: what could have gone either way stays with nobody. A party hands
nothing to itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from zhuisu.core.lineage.entries import Booked, Entry

Pair = tuple[str, str]
"""Giver and taker; empty where nobody knows."""

_ROUNDING: Final = 1e-9


class _Pile:
    """Records of one party that name no other side, in the order of time; those without a quantity apart."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        listed = sorted(entries, key=lambda each: (each.time, each.event))
        self.entries = [each for each in listed if each.quantity is not None]
        self.unmeasured = [each for each in listed if each.quantity is None]

    @property
    def amount(self) -> float:
        return sum(each.quantity or 0.0 for each in self.entries)

    @property
    def is_open(self) -> bool:
        return bool(self.entries or self.unmeasured)

    def take(self, quantity: float) -> list[Entry]:
        """So much of it: the record of just so much where there is one, else the earliest ones."""
        for each in self.entries:
            if _is_same(each.quantity or 0.0, quantity):
                self.entries.remove(each)
                return [each]
        taken: list[Entry] = []
        while self.entries and quantity > 0 and not _is_same(quantity, 0.0):
            first = self.entries.pop(0)
            part = min(first.quantity or 0.0, quantity)
            rest = (first.quantity or 0.0) - part
            if not _is_same(rest, 0.0):
                self.entries.insert(0, first._replace(quantity=rest))
            taken.append(first._replace(quantity=part))
            quantity -= part
        return taken

    def take_all(self) -> list[Entry]:
        taken = [*self.entries, *self.unmeasured]
        self.entries, self.unmeasured = [], []
        return taken


def paired(entries: Iterable[Entry]) -> dict[Pair, list[Entry]]:
    """What was sent and received of one lot in one unit, by giver and taker. A record may be part of several."""
    pairing = _Pairing(entries)
    pairing.find_what_takers_say()
    pairing.find_what_givers_say()
    pairing.find_what_nobody_else_can_be()
    pairing.leave_the_rest()
    return {pair: found for pair, found in pairing.between.items() if found}


class _Pairing:
    """The pairs that are known so far, and what is open."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.between: dict[Pair, list[Entry]] = defaultdict(list)
        nameless: dict[Booked, dict[str, list[Entry]]] = {Booked.SENT: {}, Booked.RECEIVED: {}}
        for each in entries:
            if each.other:
                pair = (each.party, each.other) if each.booked is Booked.SENT else (each.other, each.party)
                self.between[pair].append(each)
            else:
                nameless[each.booked].setdefault(each.party, []).append(each)
        self._sent, self._received = (
            {party: _Pile(nameless[side][party]) for party in sorted(nameless[side])} for side in nameless
        )

    def find_what_takers_say(self) -> None:
        """What a giver sent to nobody it names, and takers say they have from it: in proportion where it is less."""
        for giver, pile in self._sent.items():
            lacking = {pair: -lack for pair in self._pairs() if pair[0] == giver and (lack := self._lacking(pair)) < 0}
            wanted, there = sum(lacking.values()), pile.amount
            for pair, lack in lacking.items():
                self.between[pair] += pile.take(lack * min(1.0, there / wanted))

    def find_what_givers_say(self) -> None:
        """What a taker received from nobody it names, and givers say they sent to it: the earliest first."""
        for taker, pile in self._received.items():
            lacking = {pair: lack for pair in self._pairs() if pair[1] == taker and (lack := self._lacking(pair)) > 0}
            whole = {each.quantity for each in pile.entries}
            for pair in sorted(lacking, key=lambda each: (lacking[each] not in whole, self._first(each), each)):
                self.between[pair] += pile.take(lacking[pair])

    def find_what_nobody_else_can_be(self) -> None:
        """A taker that only one can have given to. Where all that was sent was received, too, a giver whose goods only
        one can have: until there is none."""
        while self._find_giver() or self._find_taker():
            pass

    def leave_the_rest(self) -> None:
        """What is left goes with the only one that is open, or, if none is, that dealt with that party; else with
        nobody."""
        open_ = {taker for taker, pile in self._received.items() if pile.is_open}
        offering = {giver for giver, pile in self._sent.items() if pile.is_open}
        for taker, pile in self._received.items():
            givers = {giver for giver, other in self._told(Booked.SENT) if other == taker}
            self._leave((_only(offering - {taker} or givers), taker), pile)
        for giver, pile in self._sent.items():
            takers = {taker for other, taker in self._told(Booked.RECEIVED) if other == giver}
            self._leave((giver, _only(open_ - {giver} or takers)), pile)

    def _leave(self, pair: Pair, pile: _Pile) -> None:
        if pile.is_open:
            self.between[pair] += pile.take_all()

    def _find_giver(self) -> bool:
        for taker, pile in self._received.items():
            giver = _only(each for each, other in self._sent.items() if other.is_open and each != taker)
            if pile.entries and giver and self._hand_over(giver, taker):
                return True
        return False

    def _find_taker(self) -> bool:
        if not self._is_even():
            return False
        for giver, pile in self._sent.items():
            taker = _only(each for each, other in self._received.items() if other.is_open and each != giver)
            if pile.entries and taker and self._hand_over(giver, taker):
                return True
        return False

    def _hand_over(self, giver: str, taker: str) -> bool:
        sent, received = self._sent[giver], self._received[taker]
        quantity = min(sent.amount, received.amount)
        if quantity > 0:
            self.between[giver, taker] += [*sent.take(quantity), *received.take(quantity)]
        return quantity > 0

    def _is_even(self) -> bool:
        piles = (*self._sent.values(), *self._received.values())
        sent, received = (sum(pile.amount for pile in side.values()) for side in (self._sent, self._received))
        return not any(pile.unmeasured for pile in piles) and _is_same(sent, received)

    def _pairs(self) -> list[Pair]:
        return sorted(self.between)

    def _lacking(self, pair: Pair) -> float:
        """How much more was sent than received; nothing where some of it is not measured."""
        found = self.between[pair]
        if any(each.quantity is None for each in found):
            return 0.0
        signed = (each.quantity or 0.0 if each.booked is Booked.SENT else -(each.quantity or 0.0) for each in found)
        lack = sum(signed)
        return 0.0 if _is_same(lack, 0.0) else lack

    def _first(self, pair: Pair) -> int:
        return min(each.time for each in self.between[pair])

    def _told(self, side: Booked) -> set[Pair]:
        """The pairs of which this side keeps records."""
        return {pair for pair, found in self.between.items() if any(each.booked is side for each in found)}


def _only(parties: Iterable[str]) -> str:
    """The only one; empty where there is none, or are several."""
    found = set(parties)
    return next(iter(found)) if len(found) == 1 else ""


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDING * max(1.0, one, other)
