"""Places: where a form says that something happened."""

from collections.abc import Iterator
from datetime import datetime

from zhuisu.core.findings import Finding
from zhuisu.recording.looking import entries_named, remembered
from zhuisu.recording.refusing import wrong
from zhuisu.registry.entries import Place
from zhuisu.registry.models import Lapse
from zhuisu.registry.validity import places_ever_of, places_then


def own_places(party: str, at: datetime) -> tuple[Place, ...]:
    """The places that a party runs then."""
    return places_then(_ever(party), at)


@remembered
def _ever(party: str) -> tuple[tuple[Place, tuple[Lapse, ...]], ...]:
    return places_ever_of(party)


def place_meant(stated: str, party: str, at: datetime) -> str:
    """The key of the place that was stated; where none was, of the only one of the party, if it has one."""
    if stated:
        found = entries_named("place", (stated,))[stated]
        return stated if found is None else found.entry.key
    own = own_places(party, at)
    return own[0].key if len(own) == 1 else ""


def problems_of(place: str) -> Iterator[Finding]:
    """That nobody knows the place."""
    if place and entries_named("place", (place,))[place] is None:
        yield wrong("recording.unknown_place", "place", found=place[:60])
