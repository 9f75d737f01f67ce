"""Learning: what the registry says otherwise now, and so which events are judged again."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from psycopg.errors import LockNotAvailable

from zhuisu.core.profiles.kinds import BlockedPlace, Listed
from zhuisu.ledger import journal
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.reassessing import reassess

REGISTRY: Final = "rules.registry"
"""The name under which it is kept how far the changes of the registry were looked at."""

CHANGES_AT_ONCE: Final = 500
_PATIENCE: Final = "200ms"
_UNTOLD: Final = frozenset({"note", "contact", "phone", "email", "address", "pictures", "nameEn", "shortName"})
"""Fields that no rule looks at."""

_WHOLE: Final = {"zone": BlockedPlace, "listing": Listed}
"""Kinds of entries that concern nobody in particular: the profiles with rules of this kind are reassessed."""

_SQL: Final = load("again", SQL_FOLDER)


class Changed(NamedTuple):
    """A deed in the registry."""

    id: int
    kind: str
    record: int
    fields: dict[str, list[Any]]


def learn() -> int:
    """Look at the next changes of the registry, in one transaction. While somebody writes there for long, later.

    Answers how many were looked at.
    """
    with ledger_cursor() as cursor:
        if cursor.execute(_SQL["is_changed"], {"name": REGISTRY}).fetchone() != (True,):
            return 0
    try:
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
            position = journal.take_position(REGISTRY)
            cursor.execute(_SQL["lock_changes"])
            asked = {"position": position, "limit": CHANGES_AT_ONCE}
            changes = [Changed(*row) for row in cursor.execute(_SQL["changes"], asked).fetchall()]
            _learn_from(cursor, [each for each in changes if not each.fields or not _UNTOLD.issuperset(each.fields)])
            if changes:
                journal.move_position(REGISTRY, changes[-1].id + 1)
    except LockNotAvailable:
        return 0
    return len(changes)


def registry_state() -> object:
    """Differs from before where the registry may say something else: its last change, and how far changes were looked
    at, since one that is committed late may have a lower number than the last."""
    with ledger_cursor() as cursor:
        return cursor.execute(_SQL["state"], {"name": REGISTRY}).fetchone()


def waiting_again() -> int:
    """How many events are still to be judged again."""
    with ledger_cursor() as cursor:
        return int((cursor.execute(_SQL["waiting_again"]).fetchone() or (0,))[0])


def take_again(limit: int) -> list[str]:
    """The next events that are to be judged again, taken from the list in the transaction that is open."""
    with ledger_cursor() as cursor:
        return [str(event) for (event,) in cursor.execute(_SQL["take_again"], {"limit": limit})]


def _learn_from(cursor: LedgerCursor, changes: Collection[Changed]) -> None:
    records: dict[str, set[int]] = {}
    for each in changes:
        records.setdefault(each.kind, set()).add(each.record)
    keys = {key for each in changes for pair in (each.fields.get("aliases") or [[]])[:1] for key in pair or ()}
    keys |= _of_papers(cursor, records)
    parties = records.get("party", set())
    for (place,) in cursor.execute(_SQL["places_of"], {"parties": list(parties)}).fetchall():
        records.setdefault("place", set()).add(place)
    named = {kind: _keys(cursor, kind, of) for kind, of in records.items()}
    keys.update(key for each in named.values() for key in each)
    every = sorted({twin for key in keys for twin in _twins(key)})
    if every:
        cursor.execute(_SQL["again_by_keys"], {"keys": every})
    products = sorted(named.get("product", ()))
    if products:
        highs = [key + "\U0010ffff" for key in products]
        cursor.execute(_SQL["again_by_products"], {"lows": products, "highs": highs})
    _reassess_whole(records)


def _of_papers(cursor: LedgerCursor, records: dict[str, set[int]]) -> set[str]:
    """The numbers of the licences among the records; their holders join the records."""
    numbers = set()
    asked = {"records": list(records.get("licence", ()))}
    for number, party, person in cursor.execute(_SQL["papers"], asked).fetchall():
        numbers.add(number)
        if party is not None:
            records.setdefault("party", set()).add(party)
        if person is not None:
            records.setdefault("person", set()).add(person)
    return {number for number in numbers if number}


def _keys(cursor: LedgerCursor, kind: str, records: Iterable[int]) -> set[str]:
    return {key for (key,) in cursor.execute(_SQL["keys_of"], {"kind": kind, "records": list(records)}).fetchall()}


def _reassess_whole(records: Collection[str]) -> None:
    """Zones and named lists are asked for by rules, whatever the event names."""
    now = datetime.now(UTC)
    for kind, form in _WHOLE.items():
        if kind not in records:
            continue
        for variety, texts in in_force().items():
            if any(isinstance(rule, form) for text in texts for rule in text.profile.rules):
                reassess(variety, reason=f"registry: {kind} changed", actor="registry", now=now)


def _twins(key: str) -> tuple[str, ...]:
    """A key, and for a GLN the key that it has as a place or a party."""
    other = {"414/": "417/", "417/": "414/"}.get(key[:4])
    return (key, other + key[4:]) if other else (key,)
