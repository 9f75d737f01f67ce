"""Schedule: at which moments a scheduled subscription runs (EPCIS 2.0 §8.2.5.3, QuerySchedule)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec


class Field(NamedTuple):
    """The least and the greatest value of a field, and how coarse it is."""

    low: int
    high: int
    rank: int


FIELDS: Final[Mapping[str, Field]] = {
    "second": Field(0, 59, 0),
    "minute": Field(0, 59, 1),
    "hour": Field(0, 23, 2),
    "dayOfMonth": Field(1, 31, 3),
    "month": Field(1, 12, 4),
    "dayOfWeek": Field(1, 7, 3),
}
"""The fields of a schedule. Day 1 of the week is Monday."""

LONGEST = 200
YEARS_AHEAD = 41
"""A Monday, the 29th of February, comes once in 40 years at the worst (around 2100)."""

_ELEMENT = re.compile(
    r"(?:\*|([0-9]{1,2})|([0-9]{1,2})-([0-9]{1,2})|\[([0-9]{1,2})-([0-9]{1,2})\])(?:/(?P<step>[0-9]{1,2}))?"
)


class Schedule(msgspec.Struct, frozen=True):
    """What was stated, and which values of each field fit; all of them must."""

    stated: dict[str, str]
    seconds: frozenset[int]
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]


class WrongFieldError(ValueError):
    """This field of a schedule is not understood."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(field)
        self.field = field
        self.value = value


def read_schedule(stated: Mapping[str, str]) -> Schedule:
    """The schedule that these fields state. Raises WrongFieldError.

    A field that is absent takes its least value where all that are stated are coarser (an hour alone: at its first
    minute and second), and any value otherwise. Values: a number, `[lo-hi]` or `lo-hi`, `*`, each with a step after
    `/` (`0/30`), and lists of them with commas.
    """
    finest = min((FIELDS[name].rank for name in stated), default=0)
    sets = []
    for name, field in FIELDS.items():
        if name in stated:
            sets.append(_values(name, stated[name], field))
        elif field.rank < finest and name != "dayOfWeek":
            sets.append(frozenset({field.low}))
        else:
            sets.append(frozenset(range(field.low, field.high + 1)))
    return Schedule(dict(stated), *sets)


def next_after(schedule: Schedule, moment: datetime, zone: ZoneInfo) -> datetime | None:
    """The first whole second after `moment` at which every field fits the clock of `zone`; None where none ever does.

    A time that the clock skips in spring does not come that day, one that it shows twice in autumn comes twice.
    """
    tried = moment.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
    last = tried + timedelta(days=366 * YEARS_AHEAD)
    while tried < last:
        local = tried.astimezone(zone)
        step = _to_the_next(schedule, local)
        if step is None:
            return tried
        tried = _midnight_after(local, zone) if step is _NEXT_DAY else tried + step
    return None


_NEXT_DAY = timedelta(days=1)


def _to_the_next(schedule: Schedule, local: datetime) -> timedelta | None:
    """How far to go before it is worth another look; None: it fits."""
    if (
        local.month not in schedule.months
        or local.day not in schedule.days
        or local.isoweekday() not in schedule.weekdays
    ):
        return _NEXT_DAY
    if local.hour not in schedule.hours:
        return timedelta(seconds=3600 - 60 * local.minute - local.second)
    if local.minute not in schedule.minutes:
        return timedelta(seconds=60 - local.second)
    return None if local.second in schedule.seconds else timedelta(seconds=1)


def _midnight_after(local: datetime, zone: ZoneInfo) -> datetime:
    """The next day's first moment. Where the clock skips it, the moment to which it jumps."""
    day = (local.replace(tzinfo=None) + _NEXT_DAY).replace(hour=0, minute=0, second=0)
    return day.replace(tzinfo=zone).astimezone(UTC)


def _values(name: str, text: str, field: Field) -> frozenset[int]:
    elements = [_ELEMENT.fullmatch(part.strip()) for part in text.split(",")] if len(text) <= LONGEST else [None]
    found: set[int] = set()
    for element in elements:
        values = _element(element, field) if element else set()
        if not values or not field.low <= min(values) <= max(values) <= field.high:
            raise WrongFieldError(name, text[:LONGEST])
        found |= values
    return frozenset(found)


def _element(element: re.Match[str], field: Field) -> set[int]:
    """The values of a number, a range or `*`, with its step. Empty where the range is upside down or the step is 0."""
    bounds = [int(text) for text in element.groups()[:-1] if text]
    step = int(element["step"] or 1)
    if not bounds:
        bounds = [field.low, field.high]
    elif len(bounds) == 1:
        bounds.append(bounds[0] if element["step"] is None else field.high)
    return set(range(bounds[0], bounds[1] + 1, step)) if step else set()
