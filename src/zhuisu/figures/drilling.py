"""Drilling: the events behind a figure, the latest first."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.sums import rows
from zhuisu.figures.view import View, parameters
from zhuisu.ledger.identity import lowest_id, microseconds

PAGE: Final = 50
_FEW: Final = 400
"""So many cells are asked one by one; more, by walking their time."""
_LAST: Final = UUID(int=(1 << 128) - 1)


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """What else the events are narrowed to; a `stage` that is None is any, an empty one none that is known. `since` and
    `until`: from a day of the months that are asked for until before another. `unknown`: variety, region or category,
    where it is that which nobody knows of them."""

    stage: str | None = None
    place: str = ""
    party: str = ""
    day: date | None = None
    since: date | None = None
    until: date | None = None
    is_late: bool = False
    unknown: str = ""
    before: UUID = _LAST


class Told(msgspec.Struct, frozen=True, rename="camel"):
    """An event behind a figure."""

    event: UUID
    time: datetime
    variety: Text
    stage: Text
    region: Text
    place: str
    place_name: Text
    party: str
    party_name: Text


def events(asked: Asked, view: View, narrowed: Narrowed) -> tuple[Told, ...]:
    """The next page of them; the one after it is before its last event."""
    given = {
        **parameters(asked, view),
        "stage": narrowed.stage,
        "place": narrowed.place,
        "party": narrowed.party,
        "late": narrowed.is_late,
        "unknown": narrowed.unknown,
        **_ids(asked, narrowed),
    }
    cells = [number for (number,) in rows("cells", {**given, "limit": _FEW + 1})]
    statement = "events_of_cells" if len(cells) <= _FEW else "events_of_months"
    return _told(rows(statement, {**given, "cells": cells, "limit": PAGE})) if cells else ()


def _ids(asked: Asked, narrowed: Narrowed) -> dict[str, UUID]:
    """Between which ids the events lie: those of the months or of the days, before where the last page ended."""
    since, until = narrowed.since or asked.since, narrowed.until or asked.until
    if narrowed.day is not None:
        since, until = narrowed.day, narrowed.day + timedelta(days=1)
    return {"from": _first(since), "before": min(_first(until), narrowed.before)}


def _first(day: date) -> UUID:
    """The lowest id of an event of this day in China."""
    return lowest_id(microseconds(datetime(day.year, day.month, day.day, tzinfo=LOCAL)))


def _told(found: Sequence[tuple[UUID, int]]) -> tuple[Told, ...]:
    cells = {number: cell for number, *cell in rows("cells_by_id", {"ids": sorted({cell for _, cell in found})})}
    glossary = words.Glossary()
    places = words.names_of("place", {cell[4] for cell in cells.values()})
    parties = words.names_of("party", {cell[5] for cell in cells.values()})
    told = []
    for event, number in found:
        region, _, variety, stage, place, party = cells[number]
        told.append(
            Told(
                event,
                _time(event),
                glossary.variety(variety),
                glossary.stage(variety, stage),
                words.region(region),
                place,
                places[place],
                party,
                parties[party],
            )
        )
    return tuple(told)


def _time(event: UUID) -> datetime:
    """Ids begin with the milliseconds since 1970."""
    return datetime.fromtimestamp((event.int >> 80) / 1000, LOCAL)
