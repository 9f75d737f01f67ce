"""Periods: the months and the rolling time for which scores are made."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from zhuisu.core.rules.record import LOCAL

ROLLING: Final = "rolling"
_FIRST: Final = 1
_LONGEST_MONTH: Final = 31


class Period(NamedTuple):
    """From a day up to before another. `name` is `2026-10`, or `rolling`."""

    name: str
    since: date
    until: date


def midnight(day: date) -> datetime:
    """When a day begins in the city."""
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)


def month_of(day: date) -> Period:
    """The month in which a day lies."""
    since = day.replace(day=_FIRST)
    until = (since + timedelta(days=_LONGEST_MONTH)).replace(day=_FIRST)
    return Period(f"{since:%Y-%m}", since, until)


def months(first: date, today: date, most: int) -> Iterator[Period]:
    """The months from that of `first` to that of `today`, at most so many, the oldest first."""
    found = [month_of(today)]
    while len(found) < most and found[-1].since > first:
        found.append(month_of(found[-1].since - timedelta(days=1)))
    yield from reversed(found)


def rolling(today: date, days: int) -> Period:
    """The last `days`, today among them."""
    return Period(ROLLING, today - timedelta(days=days - 1), today + timedelta(days=1))
