"""Scope touches: the questions that a scope asks the ledger, a page of keys at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from struct import Struct
from typing import Any, Final, NamedTuple, cast

from django.db import transaction
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.scope_rows import text_array

_SQL = load("scope")
_LOOK_UP: Final = ("enable_seqscan", "enable_bitmapscan")
"""Turned off for what looks few keys up: no plan may read the ledger instead."""

STATEMENT_SECONDS: Final = 60
"""The longest that one question of a page may take; a scope whose question takes longer fails, and says so."""

ROWS_AT_ONCE: Final = 50
OUTLINES_AT_ONCE: Final = 2_000
FIRST_ID: Final = "0" * 32


class TouchingEvent(NamedTuple):
    """An event as a scope reads it. `time_us` is UTC microseconds; `facts` MessagePack, None where nobody asked."""

    id: str
    type: int
    action: int
    time_us: int
    biz_step: str | None
    disposition: str | None
    facts: bytes | None
    place: str | None
    party: str | None


@contextmanager
def looking_up() -> Iterator[None]:
    """A transaction in which keys and ids are looked up by index, and no statement takes longer than a minute."""
    with transaction.atomic(), ledger_cursor() as cursor:
        look_up_only(cursor)
        limit_statements(cursor, STATEMENT_SECONDS)
        yield


def look_up_only(cursor: LedgerCursor) -> None:
    cursor.execute("SELECT set_config(name, 'off', true) FROM unnest(%s::text[]) AS setting(name)", [list(_LOOK_UP)])


def limit_statements(cursor: LedgerCursor, seconds: int) -> None:
    cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds}s"])


def touching(things: Sequence[str], roles: Collection[int], most: int) -> list[tuple[str, int]]:
    """(event, 16 * place of the thing + role) of so many touches; where there are as many, there may be more."""
    asked = {"things": text_array(things), "roles": list(roles), "most": most}
    with ledger_cursor() as cursor:
        return cursor.execute(_SQL["touching"], asked, binary=True).fetchall()


def touching_one(thing: str, roles: Collection[int], most: int, after: str) -> list[tuple[str, int]]:
    """The same of a single thing, of events after an id, in their order."""
    asked = {"things": text_array((thing,)), "roles": list(roles), "most": most, "after": after}
    with ledger_cursor() as cursor:
        return cursor.execute(_SQL["touching_in_order"], asked, binary=True).fetchall()


def whole_events(ids: Sequence[str]) -> Iterator[TouchingEvent]:
    """These events in this order, with their facts, but those declared in error; a few are read at a time."""
    return _events(ids, {"whole": True}, ROWS_AT_ONCE)


def outlined_events(ids: Sequence[str]) -> Iterator[TouchingEvent]:
    """The same, but only Aggregation- and AssociationEvents have facts."""
    return _events(ids, {"whole": False}, OUTLINES_AT_ONCE)


def consigned_events(ids: Sequence[str]) -> list[str]:
    """Those of the events that name a destination."""
    with ledger_cursor() as cursor:
        return [event for (event,) in cursor.execute(_SQL["consigned"], {"ids": "{" + ",".join(ids) + "}"})]


def _events(ids: Sequence[str], what: Mapping[str, Any], at_once: int) -> Iterator[TouchingEvent]:
    """In the order of the ids."""
    for start in range(0, len(ids), at_once):
        some = ids[start : start + at_once]
        asked = {"ids": "{" + ",".join(some) + "}", **what}
        with ledger_cursor() as cursor:
            cursor.adapters.register_loader("timestamptz", _Microseconds)
            rows = cursor.execute(_SQL["facts"], asked, binary=True).fetchall()
        told = {row[0]: row for row in rows}
        yield from (TouchingEvent._make(told.pop(event)) for event in some if event in told)


def next_alike(after: str, before: str) -> str | None:
    """The next thing that any event touches, in the order of keys."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["alike"], {"after": after, "before": before}).fetchone()
    return str(row[0]) if row else None


class _Microseconds(Loader):
    format = Format.BINARY
    _read = Struct(">q").unpack

    def load(self, data: Buffer) -> int:
        return cast(int, self._read(data)[0]) + _EPOCH_US


_EPOCH_US: Final = 946_684_800_000_000
