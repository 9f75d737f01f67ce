"""Acting: for which keys a party speaks, and at which places. Asked for each document that a party captures."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from zhuisu.ledger.database import LedgerCursor
from zhuisu.ledger.queries import load

_SQL: Final = load("acting", Path(__file__).parent / "sql")


def keys_acted_for(cursor: LedgerCursor, party: str, at: datetime) -> frozenset[str]:
    """Every key of a party (given one, canonical) and of all that it may act for then; none if unregistered.

    Asked on the cursor of the capture, which may be written on a thread that has no connection of its own.
    """
    cursor.execute(_SQL["keys_acted_for"], {"party": party, "at": at, "day": day_of(at)})
    return frozenset(key for (key,) in cursor.fetchall())


def run_by_others(cursor: LedgerCursor, places: Collection[str], own: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Those of these places that another runs than the parties of `own`, with all keys of who runs them. One query."""
    cursor.execute(_SQL["run_by_others"], {"places": list(places), "own": list(own)})
    return {place: frozenset(keys) for place, keys in cursor.fetchall()}


def day_of(at: datetime) -> date:
    """The day of a time in the city."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
