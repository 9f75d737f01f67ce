"""Scans: how often a code was looked up, since when and from how many places; and when that is too much for one item.

Noting one is a single statement that does not wait for the disk, and never breaks the page that it is noted by.
"""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
import psycopg
from django.db import Error
from django.utils import timezone

from zhuisu.core.codes import Level
from zhuisu.core.codes.keys import level_of_key
from zhuisu.core.findings import Text
from zhuisu.labelling.limits import limits
from zhuisu.labelling.sentences import TOO_MANY_PLACES, TOO_OFTEN
from zhuisu.labelling.visitors import HOUSEHOLD_LETTERS, PLACE_LETTERS, Visitor, mark_of, place_of
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load

COUNTED: Final = frozenset({Level.ITEM, Level.BATCH, Level.LOGISTIC})
_MOST_KEPT: Final = 200
"""So many visitors of a day, and visits with their places, are kept; from then on no more are counted."""
_LONGEST_KEY: Final = 300
_FAULTS: Final = (Error, psycopg.Error)
_SQL: Final = load("scans", Path(__file__).parent / "sql")

log = logging.getLogger("zhuisu.labelling")


class Seen(msgspec.Struct, frozen=True, rename="camel"):
    """How often a code was looked up: a visitor counts once a day. `first_region` is known where the operator supplied
    the networks of regions. `warning` says in words that it is more than one item can explain."""

    key: str
    first_at: datetime
    last_at: datetime
    first_region: str
    scans: int
    places: int
    warning: Text | None


def note(key: str, visitor: Visitor) -> None:
    """Somebody looked up this code now. Whatever goes wrong is logged, and nothing else."""
    if visitor.is_program or len(key) > _LONGEST_KEY or level_of_key(key) not in COUNTED:
        return
    now = timezone.localtime()
    told = {"key": key, "at": now, "day": now.date(), "place": place_of(visitor), "visitor": mark_of(visitor, now)}
    try:
        with ledger_cursor() as cursor:
            ask(cursor, _SQL["note"], {**told, **_caps()})
    except _FAULTS:
        log.warning("a scan of %s was not noted", key, exc_info=True)


def _caps() -> Mapping[str, int]:
    """How many of one subscriber, of one network and in all count: whoever makes up browsers is a few visitors."""
    chosen = limits()
    return {
        "most": _MOST_KEPT,
        "household_letters": HOUSEHOLD_LETTERS,
        "of_household": chosen.household_scans,
        "place_letters": PLACE_LETTERS,
        "of_place": chosen.place_scans,
        "of_place_ever": chosen.place_weight,
    }


def seen(key: str) -> Seen | None:
    """What is known of a code's scans; None where there was none, or the database does not answer."""
    try:
        return seen_each([key]).get(key)
    except _FAULTS:
        log.warning("scans of %s were not read", key, exc_info=True)
        return None


def seen_each(keys: Collection[str]) -> Mapping[str, Seen]:
    """The same of many codes; those that nobody scanned are left out."""
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["seen"], {"keys": list(keys)}).fetchall()
    return {row[0]: _seen(*row) for row in rows}


def _seen(key: str, first_at: datetime, last_at: datetime, first_place: str, scans: int, visits: list[str]) -> Seen:
    region, places = first_place if first_place.isdigit() else "", len(set(visits))
    return Seen(key, first_at, last_at, region, scans, places, _warning(key, scans, places, len(visits)))


def _warning(key: str, scans: int, places: int, weight: int) -> Text | None:
    """Of one item alone: a batch's code is on many packs. `weight` are the visits, of each place a few at most: nobody
    in one network brings a warning about somebody else's goods."""
    if level_of_key(key) is not Level.ITEM:
        return None
    if places >= limits().item_places:
        return TOO_MANY_PLACES.format(scans=scans, places=places)
    return TOO_OFTEN.format(scans=scans) if weight >= limits().item_scans else None
