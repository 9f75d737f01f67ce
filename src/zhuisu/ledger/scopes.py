"""Scopes: the tables that a scope keeps what it found in, and the set-based questions of its hops."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from struct import Struct
from typing import Any, Final, LiteralString, NamedTuple, cast
from uuid import UUID

import msgspec
from django.db import transaction
from psycopg import sql
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format
from psycopg.types.json import Jsonb

from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.rows import HEADER, TRAILER, sized

_SQL = load("scope")
_PARTS: Final = ("reached", "visit", "standing", "carrier", "queue")
_MAKE: Final = (
    "make_queue",
    "make_reached",
    "make_visit",
    "make_standing",
    "make_carrier",
    "index_reached",
    "index_visit",
    "index_standing",
)
_LOOK_UP: Final = ("enable_seqscan", "enable_bitmapscan")
"""Turned off for the questions of a hop: no plan may read the ledger instead of looking keys up."""

STATEMENT_SECONDS: Final = 60
"""The longest that one question of a hop may take; a scope whose question takes longer fails, and says so."""


ROWS_AT_ONCE: Final = 50
FIRST_ID: Final = "0" * 32


class Order(Enum):
    """Which touches are answered where there are too many."""

    ANY = "any"
    BY_ID = "by_id"


class TouchingEvent(NamedTuple):
    """An event as a scope reads it. `id` is hex, `time_us` UTC microseconds, `facts` MessagePack."""

    id: str
    type: int
    action: int
    time_us: int
    biz_step: str | None
    disposition: str | None
    facts: bytes
    place: str | None
    party: str | None


class Touching(NamedTuple):
    """Ids of events in order, and how many touches led to them."""

    ids: list[str]
    touches: int


class ScopeRecord(msgspec.Struct, frozen=True):
    """What was asked, how far it has come and how it ended (`outcome`, None while it grows)."""

    id: UUID
    account: str
    direction: str
    question: dict[str, Any]
    begun_at: datetime
    ended_at: datetime | None
    outcome: str | None
    hop: int
    things: int
    carriers: int
    events: int
    findings: list[dict[str, Any]]


CauseRow = tuple[int, int, int, str, str | None]
"""Why things were reached: subject, time, kind, source, event (hex)."""


class Stood(NamedTuple):
    """Where a thing is. `event` is hex, `as_of` UTC microseconds."""

    as_of: int | None
    event: str | None
    state: int
    place: str | None
    party: str | None
    inside: str | None


class ScopeTables:
    """One scope's own tables. Every function is one statement."""

    def __init__(self, scope: UUID) -> None:
        self.scope = scope
        names = {part: f"scope_{scope.hex}_{part}" for part in _PARTS}
        self.queue = names["queue"]
        self._names = {part: sql.Identifier(name) for part, name in names.items()}

    def make(self, account: str, direction: str, question: Mapping[str, Any]) -> None:
        asked = {"id": self.scope, "account": account, "direction": direction, "question": Jsonb(question)}
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute(_SQL["begin"], asked)
            for statement in _MAKE:
                cursor.execute(self._named(statement))

    def drop(self) -> None:
        """Forgets the scope and all that it found."""
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute(self._named("drop"))
            cursor.execute(self._named("drop_queue"))
            cursor.execute(_SQL["forget"], {"id": self.scope})

    def ends_of_queue(self) -> tuple[int, int]:
        return cast(tuple[int, int], self._one("ends_of_queue"))

    def next_reached(self, after: int, until: int, most: int) -> list[tuple[int, str, int, int, bool]]:
        """(seq, thing, subject, time, whether it was looked at before)."""
        return self._rows("next_reached", {"after": after, "until": until, "most": most})

    def next_visits(self, after: int, until: int, most: int) -> list[tuple[int, str, int, int, int, int, str]]:
        """(seq, thing, subject, errand, starts, ends, within)."""
        return self._rows("next_visits", {"after": after, "until": until, "most": most})

    def reach(
        self,
        things: Sequence[str],
        numbers: Sequence[int],
        causes: Sequence[CauseRow],
        *,
        hop: int,
        wider: LiteralString,
        looked_at: int,
    ) -> None:
        """`numbers` says, from 1, which of the causes is each thing's."""
        if not things:
            return
        columns = dict(zip(("subjects", "times", "kinds", "sources", "events"), _columns(causes), strict=True))
        with ledger_cursor() as cursor:
            cursor.execute(
                self._named("reach", wider=sql.SQL(wider)),
                {
                    "queue": self.queue,
                    "things": text_array(things),
                    "numbers": _array(numbers),
                    **columns,
                    "hop": hop,
                    "looked_at": looked_at,
                },
            )

    def visit(self, visits: Sequence[tuple[str, int, int, int, int, str]]) -> None:
        """(thing, subject, errand, starts, ends, within); those that were asked for before are left out."""
        if visits:
            names = ("things", "subjects", "errands", "starts", "ends", "withins")
            self._do("visit", {"queue": self.queue, **dict(zip(names, _columns(visits), strict=True))})

    def add_standings(self, rows: Sequence[bytes]) -> None:
        """Rows of `standing_row`."""
        if rows:
            with ledger_cursor() as cursor, cursor.copy(self._named("copy_standings")) as copy:
                copy.write(b"".join((HEADER, *rows, TRAILER)))

    def add_carriers(self, stood: Sequence[tuple[str, Stood]]) -> None:
        if stood:
            names = ("things", "as_of", "events", "states", "places", "parties", "insides")
            rows = [(thing, *standing) for thing, standing in stood]
            self._do("add_carriers", dict(zip(names, _columns(rows), strict=True)))

    def settle_carriers(self) -> bool:
        """Whether anything changed."""
        with ledger_cursor() as cursor:
            return cursor.execute(self._named("settle_carriers")).rowcount > 0

    def move(self, *, hop: int, things: int, carriers: int, events: int) -> bool:
        """Writes down how far it has come. Whether it was asked to stop."""
        came = {"id": self.scope, "hop": hop, "things": things, "carriers": carriers, "events": events}
        with ledger_cursor() as cursor:
            row = cursor.execute(_SQL["move"], came).fetchone()
        return row is None or bool(row[0])

    def end(self, outcome: str, findings: Sequence[Mapping[str, Any]]) -> None:
        things, carriers = self._one("count")
        told = {"outcome": outcome, "findings": Jsonb(list(findings)), "things": things, "carriers": carriers}
        self._do("end", {"id": self.scope, **told})

    def everything(self, carriers: Sequence[int]) -> tuple[list[tuple[str, int, int]], list[tuple[str, int]]]:
        """(thing, subject, time) of all that was reached, and (thing, subject) of the carriers: of a small scope."""
        return self._rows("reached", {}), self._rows("carriers", {"errands": list(carriers)})

    def standings(self, after: int, most: int) -> list[tuple[Any, ...]]:
        return self._rows("standings", {"after": after, "most": most})

    def grouped(self) -> list[tuple[str | None, str | None, str | None, int, int, int | None, int | None]]:
        """(product, place, party, state, count, first as_of, last as_of): a row a combination, not a thing."""
        return self._rows("grouped", {})

    def shared(self, *, cases: int, least: int, carriers: Sequence[int]) -> list[tuple[str, int, int]]:
        return self._rows("shared", {"cases": cases, "least": least, "carriers": list(carriers)})

    def _named(self, statement: str, **more: sql.Composable) -> sql.Composed:
        return sql.SQL(_SQL[statement]).format(**self._names, **more)

    def _one(self, statement: str) -> tuple[Any, ...]:
        with ledger_cursor() as cursor:
            return cursor.execute(self._named(statement)).fetchone() or ()

    def _rows(self, statement: str, parameters: Mapping[str, Any]) -> list[Any]:
        with ledger_cursor() as cursor:
            return cursor.execute(self._named(statement), parameters, binary=True).fetchall()

    def _do(self, statement: str, parameters: Mapping[str, Any]) -> None:
        with ledger_cursor() as cursor:
            cursor.execute(self._named(statement), parameters)


def scope_record(scope: UUID) -> ScopeRecord | None:
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["scope"], {"id": scope}).fetchone()
    return ScopeRecord(*row) if row else None


def ask_to_stop(scope: UUID) -> bool:
    """Whether there is such a scope that still grows. It stops at its next step, in whichever process it runs."""
    with ledger_cursor() as cursor:
        return cursor.execute(_SQL["stop"], {"id": scope}).fetchone() is not None


def drop_scopes(before: datetime) -> int:
    """Drops those that nothing has moved since then, with what processes left that died. How many."""
    with ledger_cursor() as cursor:
        stale = [scope for (scope,) in cursor.execute(_SQL["stale"], {"before": before}).fetchall()]
    for scope in stale:
        ScopeTables(scope).drop()
    return len(stale)


@contextmanager
def looking_up() -> Iterator[None]:
    """A transaction in which keys and ids are looked up by index, and no statement takes longer than a minute."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(
            "SELECT set_config(name, 'off', true) FROM unnest(%s::text[]) AS setting(name)", [list(_LOOK_UP)]
        )
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{STATEMENT_SECONDS}s"])
        yield


def touching_events(
    things: Collection[str], roles: Collection[int], *, most: int, after: str = FIRST_ID, one: Order = Order.ANY
) -> Touching:
    """The events that touch one of these things in one of these roles, by id, of no more than `most` touches.

    Where there may be more, `touches` is `most`. They are the first ones after the id `after` if `one` is
    `Order.BY_ID`, which is meant for a single thing.
    """
    statement = "touching" if one is Order.ANY else "touching_in_order"
    asked = {"things": text_array(sorted(things)), "roles": list(roles), "most": most, "after": after}
    with ledger_cursor() as cursor:
        _load_plainly(cursor)
        rows = cursor.execute(_SQL[statement], asked, binary=True).fetchall()
    return Touching([event for event, _ in rows], rows[0][1] if rows else 0)


def facts_of_events(ids: Sequence[str]) -> Iterator[TouchingEvent]:
    """These events, by id, but those declared in error: a few at a time, so that between them anything may be asked."""
    for start in range(0, len(ids), ROWS_AT_ONCE):
        asked = {"ids": "{" + ",".join(ids[start : start + ROWS_AT_ONCE]) + "}"}
        with ledger_cursor() as cursor:
            _load_plainly(cursor)
            rows = cursor.execute(_SQL["facts"], asked, binary=True).fetchall()
        yield from (TouchingEvent(*row) for row in rows)


def next_alike(after: str, before: str) -> str | None:
    """The next thing that any event touches, in the order of keys."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["alike"], {"after": after, "before": before}).fetchone()
    return str(row[0]) if row else None


def text_array(texts: Collection[str]) -> str:
    """Texts as the text of a PostgreSQL array: a tenth of the cost of dumping a list of them."""
    if not texts:
        return "{}"
    joined = '","'.join(texts)
    if "\\" in joined or joined.count('"') != 2 * (len(texts) - 1):
        joined = '","'.join(text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return '{"' + joined + '"}'


_big = Struct(">iq").pack
_small = Struct(">ih").pack
_NULL: Final = b"\xff\xff\xff\xff"


def standing_row(stood: Stood) -> bytes:
    """The end of a binary COPY row of a standing; before it comes `standing_head`."""
    return b"".join(
        (
            _NULL if stood.as_of is None else _big(8, stood.as_of),
            _NULL if stood.event is None else sized(bytes.fromhex(stood.event)),
            _small(2, stood.state),
            *(optional_field(text) for text in (stood.place, stood.party, stood.inside)),
        )
    )


def standing_head(thing: str, product: bytes) -> bytes:
    """The beginning of a row; `product` is a sized field."""
    return b"\0\x08" + sized(thing.encode()) + product


def optional_field(text: str | None) -> bytes:
    return _NULL if text is None else sized(text.encode())


def _columns(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The columns of these rows, each as the text of an array."""
    return [_array(column) for column in zip(*rows, strict=True)]


def _array(values: Sequence[Any]) -> str:
    if isinstance(values[0], int):
        return "{" + ",".join(["NULL" if value is None else f"{value:d}" for value in values]) + "}"
    if None in values:
        return "{" + ",".join("NULL" if value is None else text_array((str(value),))[1:-1] for value in values) + "}"
    return text_array(values)


class _Hex(Loader):
    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data).hex()


class _Microseconds(Loader):
    format = Format.BINARY
    _read = Struct(">q").unpack

    def load(self, data: Buffer) -> int:
        return cast(int, self._read(data)[0]) + _EPOCH_US


_EPOCH_US: Final = 946_684_800_000_000


def _load_plainly(cursor: LedgerCursor) -> None:
    cursor.adapters.register_loader("uuid", _Hex)
    cursor.adapters.register_loader("timestamptz", _Microseconds)
