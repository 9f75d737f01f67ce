"""Listings: what named lists name, and which zones there are, each with the times in which it counts."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from zhuisu.core.rules.registry import Zone
from zhuisu.registry.entries import Listing
from zhuisu.registry.entries import Zone as ZoneEntry
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import table
from zhuisu.registry.rows import held
from zhuisu.registry.states import State
from zhuisu.registry.stretches import VALID, Stretch, lapses_of, stretches


class Listed(NamedTuple):
    """What a list names, and in which time."""

    name: str
    time: Stretch


def listed_in(name: str) -> Sequence[Listed] | None:
    """What this list names and named; None where nobody keeps such a list."""
    found = [
        Listed(entry.entry.name, time)
        for entry, time in _counting("listing", list=name)
        if isinstance(entry.entry, Listing)
    ]
    return found or None


def zones_of(kind: str) -> Sequence[Zone] | None:
    """The zones of a kind, one for each time in which it counts; None where nobody keeps such zones."""
    found = [
        Zone(
            name=entry.entry.name,
            latitude=entry.entry.latitude,
            longitude=entry.entry.longitude,
            radius_km=entry.entry.radius_km,
            valid_from=time.start,
            valid_to=time.end,
        )
        for entry, time in _counting("zone", kind=kind)
        if isinstance(entry.entry, ZoneEntry)
    ]
    return found or None


def _counting(of: str, **wanted: str) -> Iterator[tuple[Held, Stretch]]:
    """The entries that somebody approved, with each time in which they count."""
    rows: list[Any] = list(table(KINDS[of]).filter(**wanted).exclude(state=State.MERGED).order_by("pk"))
    lapses = lapses_of(of, [row.pk for row in rows])
    for entry in held(KINDS[of], rows):
        for time in stretches(entry, lapses.get(entry.id, ())):
            if time.state == VALID and (time.start is None or time.end is None or time.start <= time.end):
                yield entry, time
