"""Backing: the records and findings behind the figures of a score."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhuisu.core.rules.record import LOCAL
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.identity import lowest_id, microseconds
from zhuisu.ledger.queries import load
from zhuisu.rating.folder import SQL_FOLDER
from zhuisu.rating.formula import formula_on
from zhuisu.rating.models import Score
from zhuisu.supervision.timeliness import timely_hours_on

MOST: Final = 500
"""So many are shown at most."""
_SQL: Final = load("backing", SQL_FOLDER)


class Figure(StrEnum):
    """What of a score is asked for: its records, or those of them that came late, lack something, or are wrong."""

    EVENTS = "events"
    LATE = "late"
    MISSING = "missing"
    WRONG = "wrong"


class Sent(msgspec.Struct, frozen=True):
    """A record that a system sent."""

    event: UUID
    time: datetime
    recorded: datetime


def sent(row: Score, figure: Figure) -> Sequence[Sent]:
    """The records of a system in the time of a score, the latest first: all, or those that came late."""
    asked: dict[str, Any] = {
        "account": row.subject,
        "first": _lowest(row.since),
        "end": _lowest(row.until),
        "timely": timedelta(hours=timely_hours_on(row.since)),
        "is_late": figure is Figure.LATE,
        "limit": MOST,
    }
    with ledger_cursor() as cursor:
        return [Sent(*each) for each in ask(cursor, _SQL["sent"], asked)]


def faults(row: Score, figure: Figure) -> Sequence[int]:
    """The findings that made records of a score lack something or be wrong when it was reckoned, by their numbers."""
    asked: dict[str, Any] = {
        "subject": row.subject,
        "since": row.since,
        "until": row.until,
        "zone": settings.TIME_ZONE,
        "at": row.reckoned_at,
        "missing": list(formula_on(row.formula).missing),
        "is_missing": figure is Figure.MISSING,
        "limit": MOST,
    }
    with ledger_cursor() as cursor:
        return [number for (number,) in ask(cursor, _SQL[f"{row.kind}_faults"], asked)]


def _lowest(day: date) -> UUID:
    return lowest_id(microseconds(datetime(day.year, day.month, day.day, tzinfo=LOCAL)))
