"""Sources: where the search takes its candidates from, in order, a few at a time. Each reads about what it answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, LiteralString, NamedTuple, Protocol
from uuid import UUID

from psycopg import sql

from zhuisu.ledger.database import LedgerCursor, ask
from zhuisu.ledger.queries import load
from zhuisu.ledger.search_plan import HIGHEST_ID, LOWEST_ID, Clue, Concerned, Declarations, Ranges, Things, Values

_SQL = load("search")
RUNS_AT_ONCE = 1_000
RANGE_AT_ONCE = 1_000
_LAST_RUN = (1 << 63) - 1
_MILLISECOND = 1 << 80  # of ids


Scattered = Things | Concerned | Values | Ranges
"""Clues that can be followed without an order."""


class Direction(NamedTuple):
    """Which way ids, or record times, run."""

    word: LiteralString
    is_up: bool


UP, DOWN = Direction("ASC", True), Direction("DESC", False)


class Candidate(NamedTuple):
    """An event that may match, and where its page would end: by record time also its run."""

    id: UUID
    run: int = 0
    record_time: datetime | None = None


class Source(Protocol):
    """Candidates in order. Fewer than asked for: there are no more."""

    def take(self, most: int) -> Sequence[Candidate]: ...


class Listed:
    """Candidates that are known already."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._taken = 0

    def take(self, most: int) -> Sequence[Candidate]:
        taken = self._candidates[self._taken : self._taken + most]
        self._taken += len(taken)
        return taken


class Ordered:
    """Events in order of their ids: all, or those that a clue leads to."""

    def __init__(
        self,
        cursor: LedgerCursor,
        clue: Things | Concerned | Values | Declarations | None,
        low: UUID,
        high: UUID,
        way: Direction,
    ) -> None:
        self._cursor = cursor
        self._statement, self._asked = _statement(clue, way)
        self._low, self._high, self._way = low, high, way

    def take(self, most: int) -> Sequence[Candidate]:
        asked = {**self._asked, "low": self._low, "high": self._high, "most": most}
        ids = [id_ for (id_,) in ask(self._cursor, self._statement, asked)] if self._low <= self._high else []
        if ids:
            self._low, self._high = beyond(ids[-1], self._low, self._high, self._way)
        return [Candidate(id_) for id_ in ids]


def beyond(last: UUID, low: UUID, high: UUID, way: Direction) -> tuple[UUID, UUID]:
    """The bounds of what comes after that id; of nothing where it is the last of all."""
    if way.is_up:
        return (UUID(int=last.int + 1), high) if last < HIGHEST_ID else (HIGHEST_ID, LOWEST_ID)
    return (low, UUID(int=last.int - 1)) if last > LOWEST_ID else (HIGHEST_ID, LOWEST_ID)


def _statement(clue: Clue | None, way: Direction) -> tuple[sql.Composed, Mapping[str, Any]]:
    direction = sql.SQL(way.word)
    match clue:
        case Things(keys=keys, roles=roles):
            asked: dict[str, Any] = {"things": list(keys), "roles": None if roles is None else list(roles)}
            return sql.SQL(_SQL["by_thing"]).format(direction=direction), asked
        case Concerned(scopes=scopes, keys=keys):
            composed = sql.SQL(_SQL["by_concern"]).format(direction=direction)
            return composed, {"scopes": list(scopes), "things": list(keys)}
        case Values(column=column, values=values):
            composed = sql.SQL(_SQL["by_column"]).format(direction=direction, column=sql.Identifier(column))
            return composed, {"values": list(values)}
        case Declarations():
            return sql.SQL(_SQL["by_declaration"]).format(direction=direction), {}
    return sql.SQL(_SQL["by_id"]).format(direction=direction), {}


class Sliced:
    """Events that a clue leads to, of many values: slice by slice of time, each short enough to be sorted."""

    def __init__(self, cursor: LedgerCursor, clue: Scattered, low: UUID, high: UUID, way: Direction) -> None:
        self._cursor, self._clue = cursor, clue
        first, last = (cursor.execute(_SQL["ends"]).fetchone() or (None, None))[:2]
        self._low, self._high = max(low.int, (first or HIGHEST_ID).int), min(high.int, (last or LOWEST_ID).int)
        self._way = way
        self._size = max(self._high - self._low + 1, 1)
        self._waiting: list[UUID] = []

    def take(self, most: int) -> Sequence[Candidate]:
        while len(self._waiting) < most and self._low <= self._high:
            self._waiting += self._next_slice()
        taken, self._waiting = self._waiting[:most], self._waiting[most:]
        return [Candidate(id_) for id_ in taken]

    def _next_slice(self) -> list[UUID]:
        size = min(self._size, self._high - self._low + 1)
        while True:
            low, high = (self._low, self._low + size - 1) if self._way.is_up else (self._high - size + 1, self._high)
            if size <= _MILLISECOND and isinstance(self._clue, Ranges):
                return self._all_of(low, high)
            found = scattered(self._cursor, self._clue, UUID(int=low), UUID(int=high), RANGE_AT_ONCE + 1)
            if len(found) <= RANGE_AT_ONCE or size == 1:
                break
            size = max(size // 8, 1)
        ids = set(found)
        self._size = size * (64 if not ids else 8 if len(ids) * 4 <= RANGE_AT_ONCE else 1)
        self._go_beyond(low, high)
        return sorted(ids, reverse=not self._way.is_up)

    def _all_of(self, low: int, high: int) -> list[UUID]:
        """Every event of an instant, where single events touch more than can be sorted: content decides among them."""
        every = Ordered(self._cursor, None, UUID(int=low), UUID(int=high), self._way)
        ids = [candidate.id for candidate in every.take(RANGE_AT_ONCE)]
        if len(ids) == RANGE_AT_ONCE:
            low, high = (low, ids[-1].int) if self._way.is_up else (ids[-1].int, high)
        self._size = (high - low + 1) * 64
        self._go_beyond(low, high)
        return ids

    def _go_beyond(self, low: int, high: int) -> None:
        if self._way.is_up:
            self._low = high + 1
        else:
            self._high = low - 1


def scattered(cursor: LedgerCursor, clue: Scattered, low: UUID, high: UUID, most: int) -> list[UUID]:
    """At most so many events that a clue leads to, in no order and perhaps repeated."""
    asked: dict[str, Any] = {"low": low, "high": high, "most": most}
    match clue:
        case Things(keys=keys, roles=roles):
            asked |= {"things": list(keys), "roles": None if roles is None else list(roles)}
            rows = ask(cursor, _SQL["few_of_things"], asked)
        case Concerned(scopes=scopes, keys=keys):
            rows = ask(cursor, _SQL["few_concerned"], asked | {"scopes": list(scopes), "things": list(keys)})
        case Values(column=column, values=values):
            statement = sql.SQL(_SQL["few_of_column"]).format(column=sql.Identifier(column))
            rows = ask(cursor, statement, asked | {"values": list(values)})
        case Ranges(lows=lows, highs=highs, roles=roles):
            asked |= {"lows": list(lows), "highs": list(highs), "roles": list(roles)}
            rows = ask(cursor, _SQL["by_range"], asked)
    return [id_ for (id_,) in rows]


class Recorded:
    """Events in order of record time, then of their run, then of their ids."""

    def __init__(
        self, cursor: LedgerCursor, since: datetime, until: datetime, way: Direction, after: Candidate | None
    ) -> None:
        self._cursor, self._way, self._after = cursor, way, after
        self._asked = {"since": since, "until": until, "runs": RUNS_AT_ONCE}
        self._run = (since, 0) if way.is_up else (until, _LAST_RUN)
        self._waiting: list[Candidate] = []
        if after is not None and after.record_time is not None:
            self._run = (after.record_time, after.run)
            self._load(1, sql.SQL(">=" if way.is_up else "<="))

    def take(self, most: int) -> Sequence[Candidate]:
        while len(self._waiting) < most and self._load(most, sql.SQL(">" if self._way.is_up else "<")):
            pass
        taken, self._waiting = self._waiting[:most], self._waiting[most:]
        return taken

    def _load(self, most: int, comparing: sql.SQL) -> bool:
        """Let the next runs wait. False where there are none."""
        statement = sql.SQL(_SQL["by_record"]).format(direction=sql.SQL(self._way.word), comparing=comparing)
        record_time, run = self._run
        asked = {**self._asked, "record_time": record_time, "run": run, "most": most}
        rows = ask(self._cursor, statement, asked).fetchall()
        for record_time, run, events in rows:
            ids = sorted(events, reverse=not self._way.is_up)
            if self._after is not None and run == self._after.run:
                ids = [id_ for id_ in ids if (id_ > self._after.id if self._way.is_up else id_ < self._after.id)]
            self._waiting += [Candidate(id_, run, record_time) for id_ in ids]
            self._run = (record_time, run)
        return bool(rows)
