"""Numbering: running numbers of a year, under a lock, so that none is given twice."""

from datetime import datetime
from typing import Final

from django.db import connection

from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.models import Certificate, Exposure

_LOCK: Final = 7_301_511
"""The advisory lock under which numbers are given."""


def next_exposure(now: datetime) -> str:
    """`B` (曝光) and the year in China, with a running number of that year. In a transaction."""
    return _next(Exposure, f"B{now.astimezone(LOCAL).year}-")


def next_certificate(now: datetime) -> str:
    """`Z` (证明) and the year in China, with a running number of that year. In a transaction."""
    return _next(Certificate, f"Z{now.astimezone(LOCAL).year}-")


def _next(table: type[Exposure] | type[Certificate], prefix: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = table._default_manager.filter(number__startswith=prefix).order_by("-number").first()
    return f"{prefix}{int(last.number.removeprefix(prefix)) + 1 if last else 1:05d}"
