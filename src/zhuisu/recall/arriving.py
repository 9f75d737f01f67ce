"""Arriving: what a scope found becomes part of a recall, in one transaction: compared with what it held, and added.

Before, it is read into a table that this connection alone sees, a page in memory at a time. Nothing of it is part of
the recall until the transaction ends.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import sql

from zhuisu.core.codes import Level, level_of_key
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.inheriting import inherit
from zhuisu.tracing.scope_answer import ScopedThing, Whereabouts, things

AT_ONCE: Final = 1_000
SQL: Final = load("reaching", Path(__file__).parent / "sql")
_AMOUNTS: Final = frozenset({Level.BATCH, Level.CLASS})


class Arrived(NamedTuple):
    """How many things there are now, and the SHA-256 over each of them with its state and holder, in order."""

    things: int
    digest: str


class Shifted(NamedTuple):
    """How many things came in, stand elsewhere, and are no longer derived."""

    added: int
    changed: int
    gone: int


def arrive(scope: UUID, took: Callable[[UUID, int], None]) -> Arrived:
    """Read all that a scope found into a table of this connection; `took` is told after each page how many that are."""
    whereabouts, digest, count = Whereabouts(), sha256(), 0
    with ledger_cursor() as cursor:
        cursor.execute(SQL["drop_arriving"])
        cursor.execute(SQL["make_arriving"])
    found = things(scope)
    while page := tuple(islice(found, AT_ONCE)):
        whereabouts.learn(each.place for each in page)
        for each in page:
            digest.update(line_of(each.key, each.state, each.holder))
        _copy(page, whereabouts)
        count += len(page)
        took(scope, count)
    with ledger_cursor() as cursor:
        cursor.execute(SQL["analyze_arriving"])
    return Arrived(count, digest.hexdigest())


def line_of(thing: str, state: str, holder: str) -> bytes:
    """A thing, as the digest of what was frozen has it."""
    return f"{thing}\x1f{state}\x1f{holder}\n".encode()


def take_in(recall: int, reach: int, outcome: str) -> Shifted:
    """Compare what arrived with what the recall held, keep the difference, and let it become part of it.

    Of a scope that was cut, what it did not find is not gone.
    """
    asked = {"recall": recall, "reach": reach}
    with ledger_cursor() as cursor:
        if reach == 0:
            return Shifted(_do(cursor, "add", asked), 0, 0)
        added = _do(cursor, "shift_added", asked)
        changed = _do(cursor, "shift_changed", asked)
        gone = _do(cursor, "shift_gone", asked) if outcome == "whole" else 0
        if gone:
            _do(cursor, "mark_gone", asked)
        _do(cursor, "renew", asked)
        _do(cursor, "add", asked)
    inherit(recall, reach)
    return Shifted(added, changed, gone)


def watch(recall: int, scope: UUID, keys: Iterable[str]) -> None:
    """Watch for events of these keys, and of what held the things of the scope or was fitted to them."""
    carrier = sql.Identifier(f"scope_{scope.hex}_carrier")
    with ledger_cursor() as cursor:
        cursor.execute(sql.SQL(SQL["watch"]).format(carrier=carrier), {"recall": recall})
        cursor.execute(SQL["watch_keys"], {"recall": recall, "keys": list(keys)})


def regions_of(recall: int) -> frozenset[str]:
    """Where the things of a recall are."""
    with ledger_cursor() as cursor:
        return frozenset(region for (region,) in cursor.execute(SQL["regions"], {"recall": recall}))


def _copy(page: Sequence[ScopedThing], whereabouts: Whereabouts) -> None:
    with ledger_cursor() as cursor, cursor.copy(SQL["copy_arriving"]) as copy:
        for row in _rows(page, whereabouts):
            copy.write_row(row)


def _rows(page: Sequence[ScopedThing], whereabouts: Whereabouts) -> Iterator[tuple[Any, ...]]:
    regions = {place: whereabouts.region(place) for place in {each.place for each in page}}
    for each in page:
        yield (
            each.number,
            each.key,
            _is_batch(each.key),
            each.product,
            each.holder,
            each.place,
            regions[each.place],
            each.state,
            each.as_of or None,
            each.last_event or None,
            each.inside,
            each.hop,
            each.reason.kind,
            each.reason.source,
            each.reason.event or None,
        )


def _is_batch(key: str) -> bool:
    if key.startswith("01/") and "/21/" in key:
        return False  # most are items of GS1: the quick way
    return level_of_key(key) in _AMOUNTS


def _do(cursor: LedgerCursor, statement: str, asked: Mapping[str, Any]) -> int:
    return cursor.execute(SQL[statement], asked).rowcount
