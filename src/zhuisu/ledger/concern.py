"""Concern: by category and region, whom an event or a finding is the business of.

A scope key is `<category>/<region>`: `produce/450702` is farm produce in Qinnan. What happens in a district concerns
its city and its province, too, and `produce/` whoever answers for the category everywhere. What speaks of a closed
variety (`zhuisu.core.profiles.closed`) has the category `closed:<category>` in all of its keys, which fewer may see.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import product
from typing import Final
from uuid import UUID

from django.db import transaction

from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load

CLOSED: Final = "closed:"
_SQL = load("concern")
_LEVELS: Final = (6, 4, 2)


def scope_keys(categories: Iterable[str], regions: Iterable[str]) -> tuple[str, ...]:
    """Every scope key of what is of these categories and happened in these regions (codes of GB/T 2260), sorted."""
    areas = {area for region in regions for area in within(region)} | {""}
    return tuple(sorted(f"{category}/{area}" for category, area in product(set(categories), areas)))


def closed(category: str) -> str:
    """The category of what speaks of a closed variety of it."""
    return CLOSED + category


def within(region: str) -> tuple[str, ...]:
    """A region and those that it lies in, the smallest first: a district, its city, its province."""
    return tuple(dict.fromkeys(region[:digits].ljust(6, "0") for digits in _LEVELS)) if region else ()


def mark(concerned: Mapping[str, Collection[UUID]]) -> None:
    """Give these events these scope keys, each key to many; those that have it already keep it."""
    with transaction.atomic(), ledger_cursor() as cursor:
        for scope in sorted(concerned):
            events = concerned[scope]
            if events:
                ask(cursor, _SQL["mark"], {"scope": scope, "events": _array(events)})


def mark_anew(events: Collection[UUID], concerned: Mapping[str, Collection[UUID]]) -> frozenset[UUID]:
    """Give these events those scope keys and no others. Answers the events whose scope keys are other ones now."""
    if not events:
        return frozenset()
    after = {(scope, event) for scope, its in concerned.items() for event in its}
    with transaction.atomic(), ledger_cursor() as cursor:
        asked = {"events": _array(events), "low": min(events), "high": max(events), "scopes": _scopes(cursor)}
        before = set(ask(cursor, _SQL["marked"], asked).fetchall())
        for scope, its in _by_scope(before - after).items():
            ask(cursor, _SQL["unmark"], {"scope": scope, "events": _array(its)})
        mark(_by_scope(after - before))
    return frozenset(event for _, event in before ^ after)


def _by_scope(marks: Iterable[tuple[str, UUID]]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for scope, event in marks:
        found.setdefault(scope, []).append(event)
    return found


def scopes_of(event: UUID) -> frozenset[str]:
    """The scope keys of an event."""
    with ledger_cursor() as cursor:
        asked = {"event": event, "scopes": _scopes(cursor)}
        return frozenset(scope for (scope,) in ask(cursor, _SQL["scopes_of"], asked))


def _scopes(cursor: LedgerCursor) -> list[str]:
    """Every scope key that any event has: there are few, so the index is walked from one to the next."""
    found: list[str] = []
    while (row := ask(cursor, _SQL["next_scope"], {"last": found[-1] if found else ""}).fetchone()) is not None:
        found.append(row[0])
    return found


def _array(ids: Iterable[UUID]) -> str:
    """UUIDs in order, as the text of a PostgreSQL array."""
    return "{" + ",".join(sorted(id_.hex for id_ in ids)) + "}"
