"""Passages: what passed of each lot from whom to whom, as the giver and as the taker tell it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from zhuisu.core.lineage.entries import Booked, Entry

_Way = tuple[str, str | None]  # lot and unit


class Passage(msgspec.Struct, frozen=True):
    """From `giver` to `taker` (empty: nobody knows), in one unit: sent, received, and sent since the last receiving.

    `unmeasured` counts the records of it that state no quantity, `events` all; times are UTC microseconds.
    """

    lot: str
    uom: str | None
    giver: str
    taker: str
    sent: float
    received: float
    coming: float
    unmeasured: int
    events: int
    first: int
    last: int

    @property
    def leaving(self) -> float:
        """What the giver gave: as it says, or else as the taker says."""
        return self.sent or self.received

    @property
    def missing(self) -> float:
        """What was sent and neither came nor can be on the way; below zero where more came than was sent."""
        return self.sent - self.received - self.coming if self.sent else 0.0


def passages_of(entries: Iterable[Entry]) -> tuple[Passage, ...]:
    """By lot, giver and taker. A side that is not named is the only one whose own records fit, where there is one."""
    grouped: dict[_Way, list[Entry]] = defaultdict(list)
    for each in entries:
        if each.booked in (Booked.SENT, Booked.RECEIVED):
            grouped[each.lot, each.uom].append(each)
    found = [passage for way, handed in grouped.items() for passage in _of_one(way, handed)]
    return tuple(sorted(found, key=lambda each: (each.lot, each.giver, each.taker, each.uom or "")))


def _of_one(way: _Way, entries: Sequence[Entry]) -> list[Passage]:
    """Those of one lot in one unit."""
    between: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    received = [each for each in entries if each.booked is Booked.RECEIVED]
    sent = [each for each in entries if each.booked is Booked.SENT]
    senders = _Known((each.other, each.party) for each in sent)
    for each in received:
        giver = each.other or senders.only(each.party if senders.knows(each.party) else "", but=each.party)
        between[giver, each.party].append(each)
    takers = _Known(between)
    for each in sent:
        between[each.party, each.other or takers.only(each.party)].append(each)
    passages = {pair: _passage(way, pair, found) for pair, found in between.items()}
    return [_but_told(each, passages.values()) for each in passages.values()]


class _Known:
    """Who is known to have dealt with whom, by one side; an empty side is one that nobody named."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._others: dict[str, set[str]] = defaultdict(set)
        for side, other in pairs:
            self._others[side].add(other)

    def knows(self, side: str) -> bool:
        return side in self._others

    def only(self, side: str, but: str = "") -> str:
        """The only one that dealt with this side; empty where there is none, or are several."""
        known = self._others.get(side, set()) - {but}
        return next(iter(known)) if len(known) == 1 else ""


def _passage(way: _Way, pair: tuple[str, str], entries: Sequence[Entry]) -> Passage:
    received = [each for each in entries if each.booked is Booked.RECEIVED]
    sent = [each for each in entries if each.booked is Booked.SENT]
    came, went = (sum(each.quantity or 0.0 for each in side) for side in (received, sent))
    last = max((each.time for each in received), default=None)
    later = sum(each.quantity or 0.0 for each in sent if last is None or each.time > last)
    times = [each.time for each in entries]
    return Passage(
        *way,
        *pair,
        sent=went,
        received=came,
        coming=max(0.0, min(later, went - came)) if pair[1] else 0.0,
        unmeasured=sum(each.quantity is None for each in entries),
        events=len({each.event for each in entries}),
        first=min(times),
        last=max(times),
    )


def _but_told(passage: Passage, all_: Iterable[Passage]) -> Passage:
    """Of what was sent to nobody knows whom, without what takers say they have from the same giver."""
    if passage.taker or not passage.giver:
        return passage
    told = sum(max(0.0, each.received - each.sent) for each in all_ if each.giver == passage.giver and each.taker)
    return msgspec.structs.replace(passage, sent=max(0.0, passage.sent - told))
