"""Scopes: the tables that a scope keeps what it found in, and the set-based questions of its hops."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final, LiteralString, NamedTuple
from uuid import UUID

import msgspec
from django.db import transaction
from psycopg import sql
from psycopg.types.json import Jsonb

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.scope_rows import ArrivedRows, CauseRow, Look, Stood, arrival_lines, blocks, copy_row

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
    "told",
    "held",
    "form",
    "rest_look",
    "rest_visit",
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
    "index_visit",
)


_FEW: Final = 1_000


class Widest(Enum):
    """Which of two times at which a thing was reached is the wider one."""

    EARLIEST = "<"
    LATEST = ">"


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


class Noted(NamedTuple):
    """How many things and visits a hop noted, and the last number of a thing before."""

    arrived: int
    errands: int
    known: int


class Prints(NamedTuple):
    """How crowds are told apart: by hashes with this seed; what is touched in one of the roles `alone` is by itself.

    Where `alone` is None, everything is.
    """

    seed: int
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
        self._stood = 0  # carriers that are not taken in yet

    def make(self, account: str, direction: str, question: Mapping[str, Any]) -> None:
        asked = {"id": self.scope, "account": account, "direction": direction, "question": Jsonb(question)}
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute(_SQL["begin"], asked)
            for statement in _MAKE:
                cursor.execute(self.named(statement))

    def drop(self) -> None:
        """Forgets the scope and all that it found."""
        with transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute(self.named("drop"))
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
            self._copy("copy_arrivals", map(arrival_lines, arrived))

    def visit(self, visits: Sequence[tuple[str, int, int, int, int, str]]) -> None:
        """(thing, subject, errand, starts, ends, within); `take_in` leaves out those that were asked for before."""
        self._copy("copy_errands", map(copy_row, visits))

    def add_crowds(self, stood: Iterable[tuple[int, Stood, str | None]]) -> None:
        """(print, where it stands, product) of crowds that had no standing."""
        self._copy("copy_crowds", (copy_row((crowd, *told, product)) for crowd, told, product in stood))

    def add_carriers(self, stood: Iterable[tuple[str, Stood]]) -> None:
        rows = [copy_row((thing, *told)) for thing, told in stood]
        self._copy("copy_carriers", rows)
        self._stood += len(rows)

    def ends(self, number: int) -> Ends:
        """How far the lists reach."""
        return Ends(number, *self._one("ends"))

    def split(self) -> tuple[str | None, int]:
        """A key in the middle of what arrived, and how much of it lies below; None where that is not known."""
        arrival = sql.Literal(self._names["arrival"].as_string(None))
        with ledger_cursor() as cursor:
            return cursor.execute(self.named("split", counted=arrival)).fetchone() or (None, 0)

    def analyze_arrivals(self) -> None:
        """The planner learns what arrived, and what was reached before."""
        self._do("analyze_arrivals")

    def index_things(self) -> None:
        self._do("index_things")

    def empty(self, part: str, rows: int) -> None:
        """One of those that hold what is not taken in yet, with so many rows. A few are deleted: that is quicker."""
        statement = sql.SQL("TRUNCATE {}") if rows > _FEW else sql.SQL("DELETE FROM {}")
        with ledger_cursor() as cursor:
            cursor.execute(statement.format(self._names[part]))

    def index_coarsely(self) -> None:
        """From now on things are found by their numbers once they are summarized."""
        self._do("index_coarsely")

    def summarize(self) -> None:
        """What was added to the things reached is found by its numbers."""
        with ledger_cursor() as cursor:
            cursor.execute(self.named("summarize", index=sql.Literal(self._names["numbers"].as_string(None))))

    def index_numbers(self) -> None:
        """Pages are read by their numbers."""
        self._do("index_numbers")

    def finish_hop(self, hop: int, until: int) -> None:
        self._do("finish_hop", {"hop": hop, "until": until})

    def take_carriers(self) -> None:
        """Takes in where carriers stand that were added since."""
        if self._stood:
            self._do("carry")
            self.empty("stood", self._stood)
            self._stood = 0

    def settle_carriers(self) -> bool:
        """Whether anything changed."""
        with ledger_cursor() as cursor:
            return cursor.execute(self.named("settle_carriers")).rowcount > 0

    def move(self, *, hop: int, things: int, carriers: int, events: int) -> bool:
        """Writes down how far it has come. Whether it was asked to stop."""
        came = {"id": self.scope, "hop": hop, "things": things, "carriers": carriers, "events": events}
        with ledger_cursor() as cursor:
            row = cursor.execute(_SQL["move"], came).fetchone()
        return row is None or bool(row[0])

    def count_carriers(self) -> int:
        return int(self._one("count_carriers")[0])

    def end(self, outcome: str, findings: Sequence[Mapping[str, Any]], things: int, carriers: int) -> None:
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

    def named(self, statement: str, **more: sql.Composable) -> sql.Composed:
        """A statement of scope.sql over these tables."""
        return self.over(_SQL[statement], **more)

    def name(self, part: str) -> sql.Identifier:
        return self._names[part]

    def over(self, statement: LiteralString, **more: sql.Composable) -> sql.Composed:
        """Any statement over these tables."""
        return sql.SQL(statement).format(**self._names, **more)

    def _one(self, statement: str) -> tuple[Any, ...]:
        with ledger_cursor() as cursor:
            return cursor.execute(self.named(statement)).fetchone() or ()

    def _rows(self, statement: str, parameters: Mapping[str, Any]) -> list[Any]:
        with ledger_cursor() as cursor:
            return cursor.execute(self.named(statement), parameters, binary=True).fetchall()

    def _do(self, statement: str, parameters: Mapping[str, Any] | None = None) -> None:
        with ledger_cursor() as cursor:
            cursor.execute(self.named(statement), parameters)

    def _copy(self, statement: str, lines: Iterable[str]) -> None:
        """Nothing happens where there are no lines."""
        waiting = blocks(lines)
        first = next(waiting, None)
        if first is not None:
            with ledger_cursor() as cursor, cursor.copy(self.named(statement)) as copy:
                copy.write(first)
                for block in waiting:
                    copy.write(block)


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
