"""Reckoning: a score from numbers. Pure: the same numbers and formula give the same score, and show how."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from zhuisu.rating.formula import Part, Terms

WHOLE: Final = 100.0


class Numbers(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What was counted in a time. `corrected`: declared in error since; `covered`: of the `days`, those on which the
    latest record was recent enough; `refused`: records that were sent and not taken; `elsewhere`: records
    of a system's party that came by other ways."""

    events: int = 0
    late: int = 0
    missing: int = 0
    wrong: int = 0
    refused: int = 0
    corrected: int = 0
    covered: int = 0
    days: int = 0
    elsewhere: int = 0

    @property
    def counted(self) -> int:
        """The records that stand."""
        return max(0, self.events - self.corrected)


class Share(msgspec.Struct, frozen=True, rename="camel"):
    """One part of a score: `good` of `of`, with its weight."""

    part: Part
    good: int
    of: int
    weight: float

    @property
    def share(self) -> float:
        return self.good / self.of


class Rated(msgspec.Struct, frozen=True, rename="camel"):
    """A score from 0 to 100, None where there is too little to say; `shares` are the parts that it is made of."""

    score: float | None
    shares: tuple[Share, ...]


def reckon(numbers: Numbers, terms: Terms) -> Rated:
    """The score: weights of parts of which there is nothing to say fall to the others."""
    shares = tuple(share for share in _shares(numbers, terms) if share.of > 0)
    if numbers.counted < terms.least_events and not _is_broken(numbers, terms):
        return Rated(None, shares)
    if numbers.counted == 0:
        shares = tuple(share for share in shares if share.part is Part.AVAILABILITY)
    weights = sum(share.weight for share in shares)
    if not weights:
        return Rated(None, shares)
    return Rated(round(WHOLE * sum(share.weight * share.share for share in shares) / weights, 1), shares)


def covered(days: Iterable[date], *, since: date, until: date, gap_days: int) -> int:
    """Of the days from `since` up to before `until`, those with a record, or with one at most `gap_days` before.

    `days` are the days with records, some before `since`, too.
    """
    held: set[date] = set()
    for day in days:
        first, last = max(day, since), min(day + timedelta(days=gap_days), until - timedelta(days=1))
        held.update(first + timedelta(days=number) for number in range((last - first).days + 1))
    return len(held)


def _is_broken(numbers: Numbers, terms: Terms) -> bool:
    """Whether a system sent nothing though there was something to send."""
    return numbers.counted == 0 and 0 < terms.silence_from <= numbers.elsewhere


def _shares(numbers: Numbers, terms: Terms) -> Sequence[Share]:
    counted = numbers.counted
    good = {
        Part.TIMELINESS: (counted - numbers.late, counted),
        Part.COMPLETENESS: (counted - numbers.missing, counted),
        Part.VALIDITY: (counted - numbers.wrong, counted + numbers.refused),
        Part.AVAILABILITY: (numbers.covered, numbers.days),
    }
    return [Share(part, max(0, good[part][0]), good[part][1], terms.weights[part]) for part in Part]
