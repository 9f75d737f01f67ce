"""Silence: who of the city reported with a rhythm and was not heard of for too long.

Those elsewhere report to their own cities; what is on record of them here is what others say of them, or a delivery.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.figures import words
from zhuisu.figures.sums import rows
from zhuisu.figures.terms import terms
from zhuisu.figures.view import View


class Silent(msgspec.Struct, frozen=True, rename="camel"):
    """A party, its last day with an event and that event, and the day by which more was expected."""

    party: str
    name: Text
    region: Text
    last_on: date
    event: UUID
    due_on: date


def silent(view: View, now: datetime, *, limit: int) -> tuple[Silent, ...]:
    """The latest to fall silent."""
    found = rows("silent", {**_asked(view, now), "limit": limit})
    names = words.names_of("party", [party for party, *_ in found])
    return tuple(
        Silent(party, names[party], words.region(region), last, event, due)
        for party, region, _, last, event, due in found
    )


def how_many_silent(view: View, now: datetime) -> int:
    """How many there are."""
    ((many,),) = rows("how_many_silent", _asked(view, now))
    return int(many)


def _asked(view: View, now: datetime) -> dict[str, object]:
    today = now.astimezone(LOCAL).date()
    return {
        "today": today,
        "city": f"{terms().city[:4]}%",
        "forgotten": today - timedelta(days=terms().silence.forgotten_days),
        "categories": None if view.categories is None else list(view.categories),
        "regions": None if view.regions is None else list(view.regions),
    }
