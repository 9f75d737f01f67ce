"""Backing: the records and findings behind the figures of a score."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.identity import lowest_id, microseconds
from zhuisu.ledger.queries import load
from zhuisu.rating.folder import SQL_FOLDER
from zhuisu.rating.formula import Kind, formula_on
from zhuisu.rating.models import Score
from zhuisu.rating.periods import midnight
from zhuisu.supervision.reported import reported
from zhuisu.supervision.timeliness import is_late, timely_hours_on

MOST: Final = 500
"""So many are shown at most."""
_SQL: Final = load("backing", SQL_FOLDER)


class Figure(StrEnum):
    """What of a score is asked for: its records, those of them that came late, lack something, are wrong or were taken
    back, and those that were sent and refused."""

    EVENTS = "events"
    LATE = "late"
    MISSING = "missing"
    WRONG = "wrong"
    REFUSED = "refused"
    CORRECTED = "corrected"


class Sent(msgspec.Struct, frozen=True):
    """A record, or a declaration that takes one back; `event_id` names both."""

    event: UUID
    event_id: str
    time: datetime
    recorded: datetime


class Refused(msgspec.Struct, frozen=True):
    """A document that a system sent, of which so many records were refused; its `reasons`, each once."""

    capture: UUID
    time: datetime
    refused: int
    reasons: tuple[Text, ...]


def recorded(row: Score, figure: Figure) -> Sequence[Sent]:
    """The records behind a score, the latest first: all that stand, those of them that came late, or what took others
    back."""
    return _of_party(row, figure) if row.kind == Kind.PARTY.value else _of_system(row, figure)


def refused(row: Score) -> Sequence[Refused]:
    """The documents of a system in the time of a score of which records were refused, the latest first."""
    asked = {"account": row.subject, "since": midnight(row.since), "until": midnight(row.until), "limit": MOST}
    with ledger_cursor() as cursor:
        found = ask(cursor, _SQL["refused"], asked).fetchall()
    return [Refused(capture, time, many, _reasons(errors)) for capture, time, many, errors in found]


def _of_party(row: Score, figure: Figure) -> Sequence[Sent]:
    found = reported(row.subject, midnight(row.since), midnight(row.until))
    takes_back = figure is Figure.CORRECTED
    held = [
        each.record
        for each in found
        if (each.record.event.error_declaration is not None if takes_back else not each.is_wrong)
        and (figure is not Figure.LATE or is_late(each.record))
    ]
    return [
        Sent(UUID(each.id), each.event.event_id or each.id, _moment(each.time), _moment(each.recorded or each.time))
        for each in held[:MOST]
    ]


def _of_system(row: Score, figure: Figure) -> Sequence[Sent]:
    asked: dict[str, Any] = {
        "account": row.subject,
        "first": _lowest(row.since),
        "end": _lowest(row.until),
        "timely": timedelta(hours=timely_hours_on(row.since)),
        "is_late": figure is Figure.LATE,
        "limit": MOST,
    }
    with ledger_cursor() as cursor:
        return [
            Sent(*each) for each in ask(cursor, _SQL["taken_back" if figure is Figure.CORRECTED else "sent"], asked)
        ]


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
    return lowest_id(microseconds(midnight(day)))


def _moment(time: int) -> datetime:
    return datetime.fromtimestamp(time / 1_000_000, LOCAL)


def _reasons(errors: Sequence[Mapping[str, str]]) -> tuple[Text, ...]:
    first = {each["code"]: Text(each["zh"], each["en"]) for each in reversed(errors)}
    return tuple(reversed(first.values()))
