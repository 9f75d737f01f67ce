"""Search: the events that match a query, a page at a time. The cost grows with the page, not with the ledger."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, NamedTuple
from uuid import UUID

import msgspec
from django.db import transaction
from psycopg import sql
from psycopg.errors import QueryCanceled

from zhuisu.core.epcis.query import Order, Query, satisfies
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.reading import StoredEvent
from zhuisu.ledger.search_choice import order_of, source_of
from zhuisu.ledger.search_places import TooComplexError
from zhuisu.ledger.search_plan import Concerned, Plan, Things, plan
from zhuisu.ledger.search_sources import Candidate
from zhuisu.ledger.sight import EVERYTHING, Sight

__all__ = ["Limits", "Page", "Position", "TooComplexError", "count", "matching", "search"]

_SQL = load("search")
_FIRST_WINDOW, _WIDEST_WINDOW = 200, 8_000
_MOST_LOOKUPS = 400_000
_FIRST_CHUNK, _WIDEST_CHUNK = 64, 512
_CHUNK_BYTES = 4 << 20
"""Events that are larger than this together are loaded fewer at a time."""

PAGE_BYTES = 16 << 20
"""A page ends with the event that makes it larger."""

_TIMEOUT_MILLISECONDS = 15_000
_SETTINGS: Mapping[str, str] = {
    "statement_timeout": str(_TIMEOUT_MILLISECONDS),
    "jit": "off",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_bitmapscan": "off",
    "plan_cache_mode": "force_generic_plan",
}
"""A seat belt, since no statement of a search may run for longer; and what its statements are written for.

Each walks along indexes, a candidate at a time, whatever the planner guesses of a window (OFFSET 0 keeps it from
joining the other way round). So one plan serves all values: with a partition a month, planning is what costs.
"""


class Position(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: at this event; in the order of recording also its run and record time."""

    id: UUID
    run: Annotated[int, msgspec.Meta(ge=0, le=1 << 62)] = 0
    record_time: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class Page(msgspec.Struct, frozen=True):
    """Events in the order of the query. `next` is where to go on after, None when there is no more.

    A page may hold fewer events than were asked for, even none, while there is a next one: the search stopped at its
    limits, or the events are large. `examined`: so many candidates were looked at.
    """

    events: tuple[StoredEvent, ...]
    next: Position | None
    examined: int


class Limits(NamedTuple):
    """When a search gives up: so many candidates looked at, or so many seconds."""

    examined: int = 250_000
    seconds: float = 5.0


LIMITS = Limits()


def search(
    query: Query,
    sight: Sight,
    *,
    limit: int,
    after: Position | None = None,
    limits: Limits = LIMITS,
) -> Page:
    """A page of the events that match, among those in sight, after that position.

    Raises TooComplexError where the query cannot be answered cheaply whatever the limits.
    """
    with _searching() as cursor:
        planned = plan(cursor, query, sight)
        walk = _Walk(cursor, planned, query, after, limits)
        found: list[tuple[Candidate, StoredEvent]] = []
        size = 0
        for passing in walk.batches(limit + 1):
            for candidate, event in _matches(cursor, passing, planned, limit + 1 - len(found)):
                if size > PAGE_BYTES:
                    return Page(tuple(event for _, event in found), _position(found[-1][0]), walk.examined)
                found.append((candidate, event))
                size += len(event.body)
            if len(found) > limit:
                return Page(tuple(event for _, event in found[:limit]), _position(found[limit - 1][0]), walk.examined)
        rest = _position(walk.last) if walk.is_cut and walk.last else None
        return Page(tuple(event for _, event in found), rest, walk.examined)


def count(query: Query, sight: Sight, *, most: int, limits: Limits = LIMITS) -> int:
    """How many events match, counted up to `most`. Raises TooComplexError where the limits do not suffice for that."""
    with _searching() as cursor:
        planned = plan(cursor, query, sight)
        walk = _Walk(cursor, planned, query, None, limits)
        counted = 0
        for passing in walk.batches(most + 1):
            if planned.content:
                counted += sum(1 for _ in _matches(cursor, passing, planned, most - counted))
            else:
                counted += len(passing)
            if counted >= most:
                return most
        if walk.is_cut:
            raise TooComplexError("query.too_complex_to_count", examined=walk.examined)
        return counted


def matching(query: Query, sight: Sight, ids: Sequence[UUID], *, most_bytes: int | None = None) -> list[StoredEvent]:
    """Which of these events match, in the order given; none after the one with which their bodies pass `most_bytes`."""
    found: list[StoredEvent] = []
    size = 0
    with _searching() as cursor:
        planned = plan(cursor, query, sight)
        passing = _passing(cursor, [Candidate(id_) for id_ in ids], planned)
        for _, event in _matches(cursor, passing, planned, len(passing)):
            found.append(event)
            size += len(event.body)
            if most_bytes is not None and size > most_bytes:
                break
    return found


def seen(sight: Sight, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Which of these events are in sight."""
    if sight == EVERYTHING:
        return frozenset(ids)
    with _searching() as cursor:
        passing = _passing(cursor, [Candidate(id_) for id_ in ids], plan(cursor, Query(), sight))
    return frozenset(candidate.id for candidate in passing)


def newest(limit: int) -> list[StoredEvent]:
    """The events with the latest times."""
    return list(search(Query(order=Order.NEWEST_FIRST), EVERYTHING, limit=limit).events)


@contextmanager
def _searching() -> Iterator[LedgerCursor]:
    """A cursor under the settings of a search. A transaction around it has its own settings back afterwards."""
    try:
        with transaction.atomic(), ledger_cursor() as cursor:
            before = _set(cursor, _SETTINGS)
            yield cursor
            _set(cursor, before)
    except QueryCanceled as slow:
        raise TooComplexError("query.too_slow", seconds=_TIMEOUT_MILLISECONDS // 1000) from slow


def _set(cursor: LedgerCursor, settings: Mapping[str, str]) -> dict[str, str]:
    """Settings of this transaction, and what they were before."""
    asked = {"names": list(settings), "values": list(settings.values())}
    return {name: before for name, before, _ in ask(cursor, _SQL["settings"], asked)}


class _Walk:
    """Goes through the candidates in windows that grow, as long as the limits allow."""

    def __init__(
        self, cursor: LedgerCursor, planned: Plan, query: Query, after: Position | None, limits: Limits
    ) -> None:
        start = None if after is None else Candidate(after.id, after.run, after.record_time)
        choice = source_of(cursor, planned, order_of(query), start)
        things = tuple(each for each in planned.things if each != choice.sure)
        conditions = tuple(each for each in planned.conditions if each.clue is None or each.clue != choice.sure)
        planned = planned._replace(things=things, conditions=conditions)
        self._cursor, self._plan, self._limits = cursor, planned, limits
        self._source = choice.source
        named = [len(each.keys) for each in (*planned.things, *planned.clues) if isinstance(each, Things | Concerned)]
        self._widest = min(_WIDEST_WINDOW, max(_FIRST_WINDOW, _MOST_LOOKUPS // max([1, *named])))
        self._started = time.monotonic()
        self.examined = 0
        self.last: Candidate | None = None
        self.is_cut = False

    def batches(self, wanted: int) -> Iterator[list[Candidate]]:
        """Candidates that pass what the database decides, in order. `last` is the last of all that were looked at."""
        decides = bool(self._plan.conditions or self._plan.things or self._plan.content)
        window = max(wanted, _FIRST_WINDOW) if decides else wanted
        while True:
            window = min(window, self._widest, self._limits.examined - self.examined)
            candidates = self._source.take(window)
            if not candidates:
                return
            self.examined += len(candidates)
            self.last = candidates[-1]
            yield _passing(self._cursor, candidates, self._plan)
            if len(candidates) < window:
                return
            if self.examined >= self._limits.examined or time.monotonic() - self._started > self._limits.seconds:
                self.is_cut = True
                return
            window *= 4


def _passing(cursor: LedgerCursor, candidates: Sequence[Candidate], planned: Plan) -> list[Candidate]:
    """Those that the database lets pass, in the order given."""
    ids = [candidate.id for candidate in candidates]
    if planned.ids is not None:
        ids = [id_ for id_ in ids if id_ in planned.ids]
    for things in planned.things:
        if ids:
            ids = _touching(cursor, ids, things)
    if planned.conditions and ids:
        text = sql.SQL(" AND ").join(condition.text for condition in planned.conditions)
        parameters = {name: value for each in planned.conditions for name, value in each.parameters.items()}
        statement = sql.SQL(_SQL["passing"]).format(conditions=text)
        ids = [id_ for (id_,) in ask(cursor, statement, {**parameters, "ids": _array(ids)})]
    passed = frozenset(ids)
    return [candidate for candidate in candidates if candidate.id in passed]


def _touching(cursor: LedgerCursor, ids: Sequence[UUID], things: Things | Concerned) -> list[UUID]:
    asked: dict[str, object] = {"things": list(things.keys), "events": _array(ids)}
    if isinstance(things, Concerned):
        return [id_ for (id_,) in ask(cursor, _SQL["concerned_of"], asked | {"scopes": list(things.scopes)})]
    roles = None if things.roles is None else list(things.roles)
    return [id_ for (id_,) in ask(cursor, _SQL["touching_of"], asked | {"roles": roles})]


def _matches(
    cursor: LedgerCursor, passing: Sequence[Candidate], planned: Plan, most: int
) -> Iterator[tuple[Candidate, StoredEvent]]:
    """At most so many events of the candidates that also satisfy the content filters, in the order given."""
    chunk = _FIRST_CHUNK if planned.content else min(max(most, 1), _FIRST_CHUNK)
    begin, found = 0, 0
    while begin < len(passing) and found < most:
        part = passing[begin : begin + chunk]
        begin += chunk
        asked = {"ids": _array([candidate.id for candidate in part])}
        stored = {row[0]: StoredEvent(*row) for row in ask(cursor, _SQL["rows"], asked)}
        is_large = sum(len(event.body) for event in stored.values()) > _CHUNK_BYTES
        chunk = max(chunk // 4, 1) if is_large else min(chunk * 2, _WIDEST_CHUNK)
        for candidate in part:
            event = stored[candidate.id]
            if satisfies(event.body, event.context, planned.content):
                found += 1
                yield candidate, event
                if found >= most:
                    return


def _position(candidate: Candidate) -> Position:
    return Position(candidate.id, candidate.run, candidate.record_time)


def _array(ids: Sequence[UUID]) -> str:
    """UUIDs as the text of a PostgreSQL array: a tenth of the cost of dumping a list of them."""
    return "{" + ",".join(id_.hex for id_ in ids) + "}"
