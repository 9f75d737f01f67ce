"""Leading: from a row of an exhibit to what lies behind it: the same figures narrowed, the events, the findings."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode

from zhuisu.figures.asked import Asked, shifted
from zhuisu.figures.exhibit import Exhibit, Row

_NARROWING: Final = frozenset({"region", "variety", "category"})


def query_of(asked: Asked, **other: str) -> str:
    """What is asked for as a query string, with other parameters or without those that are empty now."""
    given = {
        "since": f"{asked.since:%Y-%m}",
        "until": f"{shifted(asked.until, -1):%Y-%m}",
        "category": asked.category,
        "variety": asked.variety,
        "region": asked.region,
        **other,
    }
    return urlencode({name: value for name, value in given.items() if value})


def narrowed(exhibit: Exhibit, row: Row, asked: Asked) -> str:
    """The address of the screen narrowed to a row; of a stage, place or party its events; of a rule its findings."""
    if not row.key or not exhibit.leads:
        return ""
    if exhibit.leads in _NARROWING:
        return f"{reverse('admin:city')}?{query_of(asked, **_narrowing(exhibit.leads, row.key))}"
    if exhibit.leads == "rule":
        return findings(row.key)
    return events(exhibit, row, asked)


def events(exhibit: Exhibit, row: Row, asked: Asked) -> str:
    """The address of the events behind a row; nothing where none can be named."""
    if exhibit.leads == "rule" or not (row.key or exhibit.leads in _NARROWING):
        return ""
    if exhibit.leads == "stage":
        variety, _, stage = row.key.partition("/")
        return _events(asked, **_of("variety", variety), stage=stage or "-")
    if exhibit.name == "trend" and asked.by_days:
        return _events(asked, day=row.key)
    if exhibit.name == "trend":
        return _events(asked, since=row.key, until=row.key)
    return _events(asked, **_of(exhibit.leads, row.key)) if exhibit.leads else ""


def findings(key: str) -> str:
    """The address of the findings of a rule of a variety."""
    variety, _, rule = key.partition("/")
    return f"{reverse('admin:console_finding_changelist')}?{urlencode({'profile': variety, 'q': rule})}"


def _of(leads: str, key: str) -> Mapping[str, str]:
    """Narrowed to a key; without one, to those of which nobody knows it."""
    return _narrowing(leads, key) if key or leads not in _NARROWING else {"unknown": leads}


def _narrowing(leads: str, key: str) -> Mapping[str, str]:
    """Narrowed to a category, no variety of another one is asked for."""
    return {leads: key, "variety": ""} if leads == "category" else {leads: key}


def _events(asked: Asked, **other: str) -> str:
    return f"{reverse('admin:city_events')}?{query_of(asked, **other)}"
