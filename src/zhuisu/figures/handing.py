"""Handing: from which region to which an event hands goods over, so that each hand-over is counted once.

What leaves the city, or moves inside it, is counted when it is sent; what comes from outside, when it arrives: nobody
outside has to report here.
"""

from collections.abc import Iterator
from typing import Final

from zhuisu.core.codes import key_of_uri
from zhuisu.core.rules import Record
from zhuisu.figures.terms import Terms

GIVING: Final = frozenset({"shipping", "departing"})
TAKING: Final = frozenset({"receiving", "accepting", "arriving"})
_CITY_DIGITS: Final = 4


def sides(record: Record) -> tuple[list[str], list[str]]:
    """The keys of whoever gives and whoever takes, of the hand-overs that are counted."""
    if record.event.biz_step not in GIVING | TAKING:
        return [], []
    return list(_sources(record)), list(_destinations(record))


def flow_of(record: Record, source: str, destination: str, here: str, terms: Terms) -> tuple[str, str] | None:
    """The regions between which it is counted; None where it is counted elsewhere, or hands nothing over.

    `here` is the region of the event, which is that of whoever sends or receives.
    """
    step = record.event.biz_step or ""
    if step in GIVING:
        source = source or here
        return (source, _coarse(destination, terms)) if terms.is_here(source) else None
    if step in TAKING:
        destination = destination or here
        if not source or not terms.is_here(destination) or terms.is_here(source):
            return None
        return _coarse(source, terms), destination
    return None


def _coarse(region: str, terms: Terms) -> str:
    """A region outside the city as the city that it lies in."""
    return region if terms.is_here(region) or not region else region[:_CITY_DIGITS].ljust(6, "0")


def _sources(record: Record) -> Iterator[str]:
    for each in record.event.source_list or ():
        yield key_of_uri(each.source)


def _destinations(record: Record) -> Iterator[str]:
    for each in record.event.destination_list or ():
        yield key_of_uri(each.destination)
