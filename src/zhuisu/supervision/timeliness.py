"""Timeliness: whether a record of the ledger came in time, by the edition of its day (data/timeliness.toml)."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.core.rules import Record, timeliness


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many hours after it happened a record is in time, from a day on."""

    since: date
    timely_hours: int


@cache
def editions() -> Sequence[Edition]:
    """Every edition, the oldest first."""
    text = (files("zhuisu.supervision") / "data" / "timeliness.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text)["edition"], tuple[Edition, ...])
    return sorted(found, key=lambda each: each.since)


def timely_hours_on(day: date) -> int:
    """So many hours after something happened on this day its record is in time."""
    return next((each for each in reversed(editions()) if each.since <= day), editions()[0]).timely_hours


def is_late(record: Record) -> bool:
    """Whether a record came too late. Completeness, ratings and figures all ask here."""
    return timeliness.is_late(record, timely_hours_on(record.local.date()))
