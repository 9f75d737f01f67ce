"""Numbering: running numbers of a year, under a lock, so that none is given twice and none is left out."""

from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Max

from zhuisu.casework.models import Case, Letter, Report
from zhuisu.core.rules.record import LOCAL

_LOCK: Final = 7_301_506
"""The advisory lock under which numbers are given."""


def next_cases(now: datetime, count: int) -> list[str]:
    """So many times `C` and the year in China, with a running number of that year."""
    return _next(Case, f"C{year_of(now)}-", count)


def next_report(now: datetime) -> str:
    """`J` (举报) and the year in China, with a running number of that year."""
    return _next(Report, f"J{year_of(now)}-", 1)[0]


def next_serial(kind: str, now: datetime) -> int:
    """The running number of a letter of a kind in its year."""
    lock()
    found = Letter.objects.filter(kind=kind, year=year_of(now)).aggregate(last=Max("serial"))["last"]
    return int(found or 0) + 1


def year_of(now: datetime) -> int:
    """The year in China."""
    return now.astimezone(LOCAL).year


def lock() -> None:
    """Hold the lock until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _next(table: type[Case] | type[Report], prefix: str, count: int) -> list[str]:
    lock()
    rows = table._default_manager.filter(number__startswith=prefix).order_by("-id")
    last = rows.values_list("number", flat=True).first()
    first = int(last.removeprefix(prefix)) + 1 if last else 1
    return [f"{prefix}{number:05d}" for number in range(first, first + count)]
