"""Passages: what passed of each lot from whom to whom, as the giver and as the taker tell it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from zhuisu.core.lineage.entries import Booked, Entry
from zhuisu.core.lineage.pairing import Pair, paired

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
    """By lot, giver and taker. A side that is not named is known only where the amounts leave no other."""
    grouped: dict[_Way, list[Entry]] = defaultdict(list)
    for each in entries:
        if each.booked in (Booked.SENT, Booked.RECEIVED):
            grouped[each.lot, each.uom].append(each)
    found = [_passage(way, pair, some) for way, handed in grouped.items() for pair, some in paired(handed).items()]
    return tuple(sorted(found, key=lambda each: (each.lot, each.giver, each.taker, each.uom or "")))


def _passage(way: _Way, pair: Pair, entries: Sequence[Entry]) -> Passage:
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
