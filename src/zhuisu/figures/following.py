"""Following: what keeps the figures: the journal's events, what is known otherwise, and findings, a portion at a time.

Each is one transaction that holds the follower's position, so that one broken off is done again whole, and one process
at a time counts.
"""

from pathlib import Path
from typing import Any, Final

from django.db import transaction
from psycopg.errors import LockNotAvailable

import zhuisu.registry
from zhuisu.figures.counting import count, take_again
from zhuisu.figures.folder import SQL_FOLDER
from zhuisu.ledger import journal
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load

NAME: Final = "figures"
"""The follower's name among those of the journal."""
REGISTRY: Final = "figures.registry"
"""The name under which it is kept how far the changes of the registry were looked at."""
AT_ONCE: Final = 1_000
_CHANGES_AT_ONCE: Final = 1_000
_PATIENCE: Final = "200ms"
_TELLING: Final = frozenset({"variety", "category", "region", "party", "parent", "aliases", "attributes"})
_VERBS: Final = frozenset({"register", "merge"})
_SQL: Final = load("counting", SQL_FOLDER)
_CHANGES: Final = load("concerning", Path(zhuisu.registry.__file__).parent / "sql")


def follow(limit: int = AT_ONCE) -> int:
    """Count the next events of the journal. Answers how many; 0: there are none."""
    with journal.following(NAME, limit) as entries:
        if entries:
            count([entry.event for entry in entries])
    return len(entries)


def again(limit: int = AT_ONCE) -> int:
    """Count events again of which something is known otherwise. Answers how many."""
    with transaction.atomic():
        journal.take_position(NAME)
        events = take_again(limit)
        if events:
            count(events)
    return len(events)


def learn() -> int:
    """Look at what changed in the registry. Answers how many changes; while somebody writes there for long, 0."""
    with ledger_cursor() as cursor:
        if cursor.execute(_CHANGES["is_changed"], {"name": REGISTRY}).fetchone() != (True,):
            return 0
    try:
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
            cursor.execute(_CHANGES["lock_changes"])
            return _learn(cursor)
    except LockNotAvailable:
        return 0


def catch_up() -> None:
    """Count until nothing is left."""
    while follow() or learn() or again():
        pass


def _learn(cursor: LedgerCursor) -> int:
    position = journal.take_position(REGISTRY)
    changes = cursor.execute(_CHANGES["changes"], {"position": position, "limit": _CHANGES_AT_ONCE}).fetchall()
    records: dict[str, set[int]] = {"party": set(), "place": set(), "product": set(), "asset": set()}
    for _, kind, record, verb, fields in changes:
        if kind in records and (verb in _VERBS or not _TELLING.isdisjoint(fields)):
            records[kind].add(record)
    near = {"parties": list(records["party"]), "places": list(records["place"])}
    records["place"] |= {place for (place,) in cursor.execute(_CHANGES["places_of"], near)}
    keys = {kind: _keys(cursor, kind, of) for kind, of in records.items()}
    _count_again(cursor, keys["party"] | keys["place"], keys["product"] | keys["asset"])
    if changes:
        journal.move_position(REGISTRY, changes[-1][0])
    return len(changes)


def _keys(cursor: LedgerCursor, kind: str, records: set[int]) -> set[str]:
    asked: dict[str, Any] = {"kind": kind, "records": list(records)}
    return {key for (key,) in cursor.execute(_CHANGES["keys_of"], asked)} if records else set()


def _count_again(cursor: LedgerCursor, where: set[str], things: set[str]) -> None:
    if where:
        ask(cursor, _SQL["again_by_cells"], {"keys": sorted(where)})
    if things:
        keys = sorted(things)
        highs = [key + "0" for key in keys]  # "0" follows "/", which begins what a batch or an item adds
        ask(cursor, _SQL["again_by_things"], {"keys": keys, "lows": [key + "/" for key in keys], "highs": highs})
