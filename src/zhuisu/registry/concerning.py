"""Concerning: the follower of the journal that marks each event with its scope keys, and marks it again when the
registry says something else, or when it becomes known what a unit held."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import transaction
from psycopg.errors import LockNotAvailable

from zhuisu.ledger import journal
from zhuisu.ledger.concern import mark, mark_anew
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.concerned import concerned

REGISTRY: Final = "concern.registry"
"""The name under which it is kept how far the changes of the registry were looked at."""

AT_ONCE: Final = 2_000
_CHANGES_AT_ONCE: Final = 1_000
_PATIENCE: Final = "200ms"
_SQL: Final = load("concerning", Path(__file__).parent / "sql")
_TELLING: Final = frozenset({"variety", "category", "region", "party", "parent", "aliases"})
_VERBS: Final = frozenset({"register", "merge"})


class Lag(NamedTuple):
    """So many events are not marked yet, and so many are to be marked again."""

    events: int
    again: int


def follow(limit: int = AT_ONCE) -> int:
    """Mark the next events of the journal, in one transaction with the position. Answers how many; 0: there is none."""
    with journal.following(journal.MARKING, limit) as entries:
        events = [entry.event for entry in entries]
        if events:
            found = concerned(events)
            mark(found.scopes)
            _again_by_units(found.links.values(), events)
    return len(events)


def again(limit: int = AT_ONCE) -> int:
    """Mark events again for which something is known otherwise now. Answers how many were looked at."""
    _learn()
    with transaction.atomic(), ledger_cursor() as cursor:
        events = [event for (event,) in ask(cursor, _SQL["take_again"], {"limit": limit})]
        if events:
            found = concerned(events)
            changed = mark_anew(events, found.scopes)
            _again_by_units((link for event, link in found.links.items() if event in changed), events)
    return len(events)


def catch_up() -> None:
    """Mark until nothing is left."""
    while follow() or again():
        pass


def lag() -> Lag:
    """How far the marks are behind."""
    with ledger_cursor() as cursor:
        (waiting,) = cursor.execute(_SQL["waiting_again"]).fetchone() or (0,)
    return Lag(journal.size() - journal.position(journal.MARKING), waiting)


def _again_by_units(links: Iterable[str], but: list[UUID]) -> None:
    """What other events tell of these units may change by what is known of their contents."""
    things = sorted(set(links))
    if things:
        with ledger_cursor() as cursor:
            ask(cursor, _SQL["again_by_units"], {"things": things, "but": but})


def _learn() -> None:
    """Look at what changed in the registry. While somebody writes there for long, later."""
    with ledger_cursor() as cursor:
        if cursor.execute(_SQL["is_changed"], {"name": REGISTRY}).fetchone() != (True,):
            return
    try:
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
            cursor.execute(_SQL["lock_changes"])
            _learn_from(cursor)
    except LockNotAvailable:
        return


def _learn_from(cursor: LedgerCursor) -> None:
    asked: dict[str, Any] = {"name": REGISTRY}
    (position,) = cursor.execute(_SQL["position_of"], asked).fetchone() or (0,)
    changes = cursor.execute(_SQL["changes"], {"position": position, "limit": _CHANGES_AT_ONCE}).fetchall()
    records: dict[str, set[int]] = {"party": set(), "place": set(), "product": set(), "asset": set()}
    gone: set[str] = set()
    for _, kind, record, verb, fields in changes:
        if kind in records and (verb in _VERBS or not _TELLING.isdisjoint(fields)):
            records[kind].add(record)
            gone.update((fields.get("aliases") or [None])[0] or ())
    _again_by_records(cursor, records, gone)
    if changes:
        cursor.execute(_SQL["move_to"], asked | {"position": changes[-1][0]})


def _again_by_records(cursor: LedgerCursor, records: dict[str, set[int]], gone: set[str]) -> None:
    near = {"parties": list(records["party"]), "places": list(records["place"])}
    records["place"] |= {place for (place,) in cursor.execute(_SQL["places_of"], near)}
    keys = {kind: _keys(cursor, kind, of) for kind, of in records.items()}
    every = {twin for key in (*gone, *(key for each in keys.values() for key in each)) for twin in _twins(key)}
    if every:
        cursor.execute(_SQL["again_by_keys"], {"keys": sorted(every)})
    products = sorted({*keys["product"], *gone})
    if products:
        highs = [key + "0" for key in products]  # "0" follows "/", which begins what a batch or an item adds
        cursor.execute(_SQL["again_by_products"], {"lows": [key + "/" for key in products], "highs": highs})


def _keys(cursor: LedgerCursor, kind: str, records: set[int]) -> set[str]:
    if not records:
        return set()
    return {key for (key,) in cursor.execute(_SQL["keys_of"], {"kind": kind, "records": list(records)})}


def _twins(key: str) -> tuple[str, ...]:
    """A key, and for a GLN the key that it has as a place or a party."""
    other = {"414/": "417/", "417/": "414/"}.get(key[:4])
    return (key, other + key[4:]) if other else (key,)
