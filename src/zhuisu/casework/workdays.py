"""Working days: which days offices work, by the State Council's arrangement of public holidays (data/holidays.toml)."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A year's holidays, each from its first to its last day, and the weekend days that are worked in their place."""

    source: str
    off: tuple[tuple[date, date], ...]
    work: frozenset[date]


def is_working(day: date) -> bool:
    """Whether offices work then; of a year that is not arranged yet, by its weekends alone."""
    year = _years().get(day.year)
    if year is not None and day in year.work:
        return True
    return day.weekday() < _SATURDAY and not (year and any(first <= day <= last for first, last in year.off))


def after_working_days(since: datetime, days: int) -> datetime:
    """The end of the day that is so many working days later, in China; of none, that of the same day, or of the next
    one that offices work."""
    day, left = since.astimezone(LOCAL).date(), days
    while left or not is_working(day):
        day += _DAY
        left -= bool(left) and is_working(day)
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=LOCAL)


def unarranged(*days: date) -> Text:
    """What is to be said of days in years whose holidays are not known here; nothing, where all are."""
    years = sorted({each.year for each in days} - _years().keys())
    named = "、".join(map(str, years))
    if not years:
        return Text("", "")
    return Text(
        f"{named} 年的节假日安排还没有收录，只扣除了周末，请人工核对。",
        f" The public holidays of {named} are not known here: weekends alone are left out; check it by hand.",
    )


@cache
def _years() -> Mapping[int, Year]:
    text = (files("zhuisu.casework") / "data" / "holidays.toml").read_text(encoding="utf-8")
    return {int(year): msgspec.convert(row, Year) for year, row in tomllib.loads(text).items()}
