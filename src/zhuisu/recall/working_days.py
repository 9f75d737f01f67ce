"""Working days: which days are worked in China, from data/holidays.toml and what the operator adds in ZHUISU_HOME."""

import logging
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings

from zhuisu.core.findings import Text

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)

log = logging.getLogger("zhuisu.recall")


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From one day to another, both included."""

    since: date
    until: date


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is off in a year, and which days of weekends are worked in its place; who said so."""

    year: int
    source: Text
    off: tuple[Days, ...]
    worked: tuple[date, ...] = ()

    def is_worked(self, day: date) -> bool:
        is_off = any(each.since <= day <= each.until for each in self.off)
        return day in self.worked or not (is_off or _is_weekend(day))


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: tuple[Year, ...]


def working_day_after(day: date, days: int) -> date:
    """The last of so many working days after a day."""
    while days:
        day += _DAY
        days -= is_worked(day)
    return day


def is_worked(day: date) -> bool:
    """Whether the day is worked. Where nobody wrote down the holidays of its year, from Monday to Friday."""
    year = _years().get(day.year)
    return not _is_weekend(day) if year is None else year.is_worked(day)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _years() -> Mapping[int, Year]:
    own: Path = settings.HOLIDAYS
    changed = own.stat().st_mtime_ns if own.is_file() else 0
    return _read(own, changed)


@cache
def _read(own: Path, changed: int) -> Mapping[int, Year]:
    """Ours, and in their place those of the operator; a file that cannot be read is said to be so, and left aside."""
    text = (files("zhuisu.recall") / "data" / "holidays.toml").read_text(encoding="utf-8")
    years = _book(text)
    try:
        years |= _book(own.read_text(encoding="utf-8")) if changed else {}
    except (OSError, ValueError) as fault:  # both of tomllib and msgspec are ValueErrors
        log.error("holidays not read", extra={"file": str(own), "fault": str(fault)})
    return years


def _book(text: str) -> dict[int, Year]:
    return {each.year: each for each in msgspec.convert(tomllib.loads(text), _Book).year}
