"""Scopes: the tables that a scope keeps what it found in, and the set-based questions of its hops."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from struct import Struct
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

import msgspec
from django.db import transaction
from psycopg import sql
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format
from psycopg.types.json import Jsonb

from zhuisu.core.codes.registry import PRODUCT_PART
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load

_SQL = load("scope")
_PARTS: Final = (
    "reached",
    "cause",
    "arrival",
    "look",
    "visit",
    "errand",
    "crowd",
    "carrier",
    "stood",
    "hop",
    "numbers",
)
_MAKE: Final = (
    "make_reached",
    "make_cause",
    "make_arrival",
    "make_look",
    "make_visit",
    "make_errand",
    "make_crowd",
    "make_carrier",
    "make_stood",
    "make_hop",
    "index_reached",
    "index_visit",
)
_LOOK_UP: Final = ("enable_seqscan", "enable_bitmapscan")
"""Turned off for what looks few keys up: no plan may read the ledger instead."""

STATEMENT_SECONDS: Final = 60
"""The longest that one question of a page may take; a scope whose question takes longer fails, and says so."""

MERGE_SECONDS: Final = 1_200
"""The same of the statements that take in what a whole hop found."""

MANY: Final = 20_000
"""From so many things on, a hop may be joined with the whole ledger, where the planner finds that to be less work."""

ROWS_AT_ONCE: Final = 50
OUTLINES_AT_ONCE: Final = 2_000
FIRST_ID: Final = "0" * 32
_INDEX_FROM: Final = 4
"""The things reached are indexed when what arrives is so many times fewer than they are."""


class Widest(Enum):
    """Which of two times at which a thing was reached is the wider one."""

    EARLIEST = "<"
    LATEST = ">"


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


class CauseRow(NamedTuple):
    """Why things were reached. `event` is a ledger id."""

    number: int
    subject: int
    hop: int
    kind: int
    time: int
    source: str
    event: str | None


class ArrivedRows(NamedTuple):
    """Things that one cause reached."""

    keys: Collection[str]
    subject: int
    time: int
    cause: int


class Stood(NamedTuple):
    """Where a thing is. `event` is a ledger id, `as_of` UTC microseconds; `holder` is to receive what is in transit."""

    as_of: int | None
    event: str | None
    state: int
    place: str | None
    party: str | None
    holder: str | None
    inside: str | None


class Look(NamedTuple):
    """A crowd to look at, by one of its things; how many of them are counted now; whether it has no standing yet."""

    seq: int
    thing: str
    subject: int
    time: int
    things: int
    p: int
    q: int
    is_fresh: bool


class Noted(NamedTuple):
    """How many things and visits a hop noted, and the last number of a thing before."""

    arrived: int
    errands: int
    known: int


class Prints(NamedTuple):
    """How crowds are told apart: by hashes with these seeds; what is touched in one of the roles `alone` is by itself.

    Where `alone` is None, everything is.
    """

    seeds: tuple[int, int]
    alone: Sequence[int] | None
    widest: Widest


class Ends(NamedTuple):
    """How far the lists reach."""

    number: int
    look: int
    visit: int


class ScopeTables:
    """One scope's own tables."""

    def __init__(self, scope: UUID) -> None:
        self.scope = scope
        self._names = {part: sql.Identifier(f"scope_{scope.hex}_{part}") for part in _PARTS}
        self._has_things_index = False

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
            cursor.execute(_SQL["forget"], {"id": self.scope})

    def next_looks(self, after: int, until: int, most: int) -> list[Look]:
        rows = self._rows("next_looks", {"after": after, "until": until, "most": most})
        return [Look._make(row) for row in rows]

    def next_visits(self, after: int, until: int, most: int) -> list[tuple[int, str, int, int, int, int, str]]:
        """(seq, thing, subject, errand, starts, ends, within)."""
        return self._rows("next_visits", {"after": after, "until": until, "most": most})

    def arrive(self, arrived: Sequence[ArrivedRows], causes: Sequence[CauseRow]) -> None:
        """Notes what was reached; `take_in` says what of it is new."""
        if arrived:
            self._copy("copy_causes", map(copy_row, causes))
            self._copy("copy_arrivals", map(_arrivals, arrived))

    def visit(self, visits: Sequence[tuple[str, int, int, int, int, str]]) -> None:
        """(thing, subject, errand, starts, ends, within); `take_in` leaves out those that were asked for before."""
        self._copy("copy_errands", map(copy_row, visits))

    def add_crowds(self, stood: Iterable[tuple[int, int, Stood, str | None]]) -> None:
        """(p, q, where it stands, product) of crowds that had no standing."""
        self._copy("copy_crowds", (copy_row((p, q, *told, product)) for p, q, told, product in stood))

    def add_carriers(self, stood: Iterable[tuple[str, Stood]]) -> None:
        self._copy("copy_carriers", (copy_row((thing, *told)) for thing, told in stood))

    def take_in(self, noted: Noted, prints: Prints) -> Ends:
        """Takes in what a hop noted: what is new or wider is to be looked at. How far the lists reach then."""
        number = noted.known
        with transaction.atomic(), ledger_cursor() as cursor:
            limit_statements(cursor, MERGE_SECONDS)
            if noted.errands:
                cursor.execute(self._named("visit"))
                cursor.execute(self._named("empty_errands"))
            if noted.arrived:
                self._index_things(cursor, noted)
                number += self._take_arrivals(cursor, noted, prints)
            return Ends(number, *cursor.execute(self._named("ends")).fetchone() or (0, 0))

    def _index_things(self, cursor: LedgerCursor, noted: Noted) -> None:
        """From now on things are looked up; before, more of them arrived than were known."""
        if not self._has_things_index and noted.known > MANY and noted.arrived * _INDEX_FROM < noted.known:
            cursor.execute(self._named("index_things"))
            self._has_things_index = True

    def _take_arrivals(self, cursor: LedgerCursor, noted: Noted, prints: Prints) -> int:
        """How many were new."""
        if noted.arrived < MANY:
            look_up_only(cursor)
        else:
            cursor.execute(self._named("analyze_arrivals"))
        order = sql.SQL("ASC" if prints.widest is Widest.EARLIEST else "DESC")
        cursor.execute(self._named("look_again", wider=sql.SQL(prints.widest.value), widest=order))
        new = cursor.execute(
            self._named(
                "reach",
                widest=order,
                seed=sql.Literal(prints.seeds[0]),
                salt=sql.Literal(prints.seeds[1]),
                alone=_ALL if prints.alone is None else _one_of(prints.alone),
                product=_PRODUCT,
            )
        ).rowcount
        cursor.execute(self._named("look_first"), {"after": noted.known})
        cursor.execute(self._named("empty_arrivals"))
        cursor.execute(self._named("summarize", index=sql.Literal(self._names["numbers"].as_string(None))))
        return new

    def index_numbers(self) -> None:
        """Pages are read by their numbers."""
        self._do("index_numbers")

    def finish_hop(self, hop: int, until: int) -> None:
        self._do("finish_hop", {"hop": hop, "until": until})

    def take_carriers(self) -> None:
        """Takes in where carriers stand."""
        self._do("carry")
        self._do("empty_stood")

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

    def carriers(self, after: str, most: int) -> list[str]:
        return [thing for (thing,) in self._rows("carrier_keys", {"after": after, "most": most})]

    def shown(self) -> int:
        """The number up to which things may be shown."""
        return int(self._one("shown")[0])

    def standings(self, after: int, until: int) -> list[tuple[Any, ...]]:
        """Of the numbers after the one and up to the other."""
        return self._rows("standings", {"after": after, "until": until})

    def grouped(self) -> list[tuple[str | None, str | None, str | None, str | None, int, int, int | None, int | None]]:
        """(product, place, party, holder, state, count, first as_of, last as_of): a row a combination, not a thing."""
        return self._rows("grouped", {"until": self.shown()})

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

    def _do(self, statement: str, parameters: Mapping[str, Any] | None = None) -> None:
        with ledger_cursor() as cursor:
            cursor.execute(self._named(statement), parameters)

    def _copy(self, statement: str, lines: Iterable[str]) -> None:
        """Nothing happens where there are no lines."""
        blocks = _blocks(lines)
        first = next(blocks, None)
        if first is not None:
            with ledger_cursor() as cursor, cursor.copy(self._named(statement)) as copy:
                copy.write(first)
                for block in blocks:
                    copy.write(block)


def _blocks(lines: Iterable[str]) -> Iterator[bytes]:
    """Joined to blocks that are worth writing."""
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size > _BLOCK_CHARACTERS:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()


_BLOCK_CHARACTERS: Final = 1 << 18
_ALL: Final = sql.SQL("true")
_GTIN_END: Final = 17  # of 01/<GTIN>
_PRODUCT: Final = sql.SQL("CASE WHEN starts_with(fresh.thing, '01/') THEN left(fresh.thing, {}) {} ELSE '' END").format(
    sql.Literal(_GTIN_END),
    sql.SQL(" ").join(
        sql.SQL("WHEN starts_with(fresh.thing, {}) THEN left(fresh.thing, {})").format(
            sql.Literal(f"{name}:"), sql.Literal(len(name) + 1 + size)
        )
        for name, size in PRODUCT_PART.items()
    ),
)
"""What tells the products of things apart: the same as `class_key` where a thing has one."""


def _one_of(roles: Sequence[int]) -> sql.Composed:
    return sql.SQL("touch.role IN ({})").format(sql.SQL(", ").join(map(sql.Literal, roles)))


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
    """These events with their facts, but those declared in error; a few are read at a time."""
    return _events(ids, {"whole": True}, ROWS_AT_ONCE)


def outlined_events(ids: Sequence[str]) -> Iterator[TouchingEvent]:
    """The same, but only Aggregation- and AssociationEvents have facts."""
    return _events(ids, {"whole": False}, OUTLINES_AT_ONCE)


def consigned_events(ids: Sequence[str]) -> list[str]:
    """Those of the events that name a destination."""
    with ledger_cursor() as cursor:
        return [event for (event,) in cursor.execute(_SQL["consigned"], {"ids": "{" + ",".join(ids) + "}"})]


def _events(ids: Sequence[str], what: Mapping[str, Any], at_once: int) -> Iterator[TouchingEvent]:
    for start in range(0, len(ids), at_once):
        asked = {"ids": "{" + ",".join(ids[start : start + at_once]) + "}", **what}
        with ledger_cursor() as cursor:
            cursor.adapters.register_loader("timestamptz", _Microseconds)
            rows = cursor.execute(_SQL["facts"], asked, binary=True).fetchall()
        yield from map(TouchingEvent._make, rows)


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


def copy_row(values: Sequence[object]) -> str:
    """A line of COPY's text format. `values` are texts and integers, None where nothing is said."""
    line = "\t".join([_NOTHING if value is None else str(value) for value in values])
    is_plain = line.count("\\") == values.count(None) and "\n" not in line and "\r" not in line
    if is_plain and line.count("\t") == len(values) - 1:
        return line + "\n"
    return "\t".join([_NOTHING if value is None else copy_text(str(value)) for value in values]) + "\n"


def copy_text(text: str) -> str:
    return text.translate(_ESCAPES)


_NOTHING: Final = "\\N"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def _arrivals(arrived: ArrivedRows) -> str:
    """A line each. Where no key holds what COPY escapes, one join makes them all."""
    keys, subject, time, cause = arrived
    end = f"\t{subject}\t{time}\t{cause}\n"
    lines = end.join(keys) + end
    is_plain = "\\" not in lines and "\r" not in lines and lines.count("\n") == len(keys)
    if is_plain and lines.count("\t") == 3 * len(keys):
        return lines
    return "".join(copy_text(key) + end for key in keys)


class _Microseconds(Loader):
    format = Format.BINARY
    _read = Struct(">q").unpack

    def load(self, data: Buffer) -> int:
        return cast(int, self._read(data)[0]) + _EPOCH_US


_EPOCH_US: Final = 946_684_800_000_000
