"""Seasons: when of a year a party works, as it declares itself: outside of these days no report is expected of it.

Declared as the attribute `season` of its entry in the registry: `05-20/08-10`, several with a space between; one may
go over the end of a year (`11-01/03-31`). Both days are included.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from zhuisu.registry.models import Party

ATTRIBUTE: Final = "season"
_SPAN: Final = re.compile(r"(\d\d)-(\d\d)/(\d\d)-(\d\d)")
_LEAP_YEAR: Final = 2024
_YEAR_DAYS: Final = 366

Day = tuple[int, int]
Span = tuple[Day, Day]


def declared(parties: Collection[str]) -> Mapping[str, Sequence[Span]]:
    """The seasons of these parties, by their keys in the registry; without those that declare none."""
    rows = Party.objects.filter(key__in=parties, attributes__has_key=ATTRIBUTE)
    told = {key: spans(str(attributes[ATTRIBUTE])) for key, attributes in rows.values_list("key", "attributes")}
    return {key: found for key, found in told.items() if found}


def spans(text: str) -> Sequence[Span]:
    """The seasons that a text declares; none where any of it is no season, since it may then mean anything."""
    found = [_SPAN.fullmatch(each) for each in text.split()]
    days = [tuple(map(int, each.groups())) for each in found if each is not None]
    told = [((first, second), (third, fourth)) for first, second, third, fourth in days]
    return told if len(told) == len(found) and all(_is_day(day) for span in told for day in span) else ()


def next_open(day: date, seasons: Sequence[Span]) -> date:
    """The day itself where it lies in a season, or none is declared; else the first of the next season."""
    if not seasons:
        return day
    coming = (day + timedelta(days=number) for number in range(_YEAR_DAYS))
    return next((each for each in coming if _is_open(each, seasons)), day)


def _is_open(day: date, seasons: Sequence[Span]) -> bool:
    at = (day.month, day.day)
    return any(first <= at <= last if first <= last else at >= first or at <= last for first, last in seasons)


def _is_day(day: Day) -> bool:
    try:
        date(_LEAP_YEAR, *day)
    except ValueError:
        return False
    return True
