"""Choice: which source leads to the fewest candidates, found by counting each up to a limit."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from psycopg import sql

from zhuisu.core.epcis.query import Order, Query
from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.narrowing import implied
from zhuisu.ledger.database import LedgerCursor, ask
from zhuisu.ledger.queries import load
from zhuisu.ledger.search_plan import Clue, Concerned, Declarations, Plan, Ranges, Things, Values
from zhuisu.ledger.search_sources import (
    DOWN,
    UP,
    Candidate,
    Direction,
    Listed,
    Ordered,
    Recorded,
    Sliced,
    Source,
    beyond,
    scattered,
)

_SQL = load("search")
FEW = 5_000
"""So many candidates are listed and sorted; more are read in the order of an index."""

_FURTHER, _MOST_COUNTED = 8, 320_000
"""Clues that tie are counted so many times further, but never beyond what a search would look at anyway."""

_MANY = 4
"""More values than these are not followed one by one, each through all partitions."""

_FIRST_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_TIME = datetime(9999, 12, 31, tzinfo=UTC)
_BY_RECORD = {Order.RECORDED_FIRST: UP, Order.RECORDED_LAST: DOWN}
_BY_EVENT = {Order.OLDEST_FIRST: UP, Order.NEWEST_FIRST: DOWN}


def order_of(query: Query) -> Order:
    """The order of a query, the same for all its pages.

    Where it states none: that of recording if it asks for a time of recording and names no things; else of event time.
    """
    if query.order is not Order.UNSPECIFIED:
        return query.order
    hints = [hint for each in query.filters if isinstance(each, f.ContentFilter) for hint in implied(each)]
    asks_recording = any(isinstance(each, f.When) and each.clock is f.Clock.RECORD_TIME for each in query.filters)
    leads = any(isinstance(each, f.EventIds | f.Naming | f.Matching) for each in (*query.filters, *hints))
    return Order.RECORDED_FIRST if asks_recording and not leads else Order.OLDEST_FIRST


class Choice(NamedTuple):
    """A source, and the clue that all its candidates satisfy (None: nothing is sure)."""

    source: Source
    sure: Clue | None


def source_of(cursor: LedgerCursor, planned: Plan, order: Order, after: Candidate | None) -> Choice:
    """The source of candidates of this plan, in this order, after that one."""
    if order in _BY_RECORD:
        return _by_record(cursor, planned, _BY_RECORD[order], after)
    return _by_event(cursor, planned, _BY_EVENT[order], after)


def _by_event(cursor: LedgerCursor, planned: Plan, way: Direction, after: Candidate | None) -> Choice:
    low, high = planned.low, planned.high
    if after is not None:
        first, last = beyond(after.id, low, high, way)
        low, high = max(low, first), min(high, last)
    if planned.ids is not None:
        return Choice(_listed(planned.ids, low, high, way), None)
    clue, counted = _best(cursor, planned.clues, low, high)
    if planned.recorded and counted >= FEW and (ids := _recorded_ids(cursor, planned)) is not None:
        return Choice(_listed(ids, low, high, way), None)
    match clue:
        case Ranges():
            return Choice(Sliced(cursor, clue, low, high, way), None)
        case Things(keys=many) | Values(values=many) if len(many) > _MANY:
            return Choice(Sliced(cursor, clue, low, high, way), clue)
        case Concerned(scopes=scopes, keys=keys) if len(scopes) + len(keys) > _MANY:
            return Choice(Sliced(cursor, clue, low, high, way), clue)
    return Choice(Ordered(cursor, clue, low, high, way), clue)


def _listed(ids: Iterable[UUID], low: UUID, high: UUID, way: Direction) -> Source:
    return Listed([Candidate(id_) for id_ in sorted(ids, reverse=not way.is_up) if low <= id_ <= high])


def _by_record(cursor: LedgerCursor, planned: Plan, way: Direction, after: Candidate | None) -> Choice:
    clue: Clue | None = None
    ids: Iterable[UUID] | None = planned.ids
    if ids is None:
        clue, counted = _fewest(cursor, planned.clues, planned.low, planned.high)
        ids = _few_of(cursor, clue, planned.low, planned.high) if clue is not None and counted < FEW else None
    if ids is None:
        return Choice(Recorded(cursor, *_times(planned), way, after), None)
    places = sorted(ask(cursor, _SQL["order_of"], {"ids": list(ids)}).fetchall(), reverse=not way.is_up)
    if after is not None:
        last = (after.record_time, after.run, after.id)
        places = [place for place in places if (place > last if way.is_up else place < last)]
    return Choice(Listed([Candidate(id_, run, record_time) for record_time, run, id_ in places]), clue)


def _few_of(cursor: LedgerCursor, clue: Clue, low: UUID, high: UUID) -> Iterable[UUID]:
    """All that a clue leads to, where it leads to few."""
    if isinstance(clue, Declarations):
        return [candidate.id for candidate in Ordered(cursor, clue, low, high, UP).take(FEW)]
    return set(scattered(cursor, clue, low, high, FEW))


def _best(cursor: LedgerCursor, clues: Sequence[Clue], low: UUID, high: UUID) -> tuple[Clue | None, int]:
    """The clue that leads to the fewest events, and to how many; FEW or more stands for many."""
    if len(clues) == 1:
        return clues[0], FEW  # there is nothing to choose from
    return _fewest(cursor, clues, low, high)


def _fewest(cursor: LedgerCursor, clues: Sequence[Clue], low: UUID, high: UUID) -> tuple[Clue | None, int]:
    """The clue that leads to the fewest events, and to how many. Where all lead to many, they are counted further."""
    if not clues:
        return None, FEW
    most = FEW
    while True:
        best, counted = _fewest_of(cursor, clues, low, high, most)
        if counted < most or len(clues) == 1 or most >= _MOST_COUNTED:
            return best, counted
        most *= _FURTHER


def _fewest_of(
    cursor: LedgerCursor, clues: Sequence[Clue], low: UUID, high: UUID, most: int
) -> tuple[Clue | None, int]:
    best: tuple[Clue | None, int] = (None, most)
    for clue in clues:
        counted = _counted(cursor, clue, low, high, most)
        if counted < best[1] or best[0] is None:
            best = (clue, counted)
        if counted == 0:
            break
    return best


def _counted(cursor: LedgerCursor, clue: Clue, low: UUID, high: UUID, most: int) -> int:
    asked: dict[str, object] = {"low": low, "high": high, "most": most}
    match clue:
        case Things(keys=keys, roles=roles):
            asked |= {"things": list(keys), "roles": None if roles is None else list(roles)}
            row = ask(cursor, _SQL["count_things"], asked).fetchone()
        case Concerned(scopes=scopes, keys=keys):
            asked |= {"scopes": list(scopes), "things": list(keys)}
            row = ask(cursor, _SQL["count_concerned"], asked).fetchone()
        case Values(column=column, values=values):
            statement = sql.SQL(_SQL["count_column"]).format(column=sql.Identifier(column))
            row = ask(cursor, statement, {**asked, "values": list(values)}).fetchone()
        case Ranges():
            return len(scattered(cursor, clue, low, high, most))
        case Declarations():
            row = ask(cursor, _SQL["count_declarations"], asked).fetchone()
    return int(row[0]) if row else 0


def _recorded_ids(cursor: LedgerCursor, planned: Plan) -> Sequence[UUID] | None:
    """The events recorded in the times asked for, where they are few."""
    since, until = _times(planned)
    asked = {"since": since, "until": until, "most": FEW}
    found: list[UUID] = []
    for (events,) in ask(cursor, _SQL["recorded"], asked):
        found += events
        if len(found) >= FEW:
            return None
    return found


def _times(planned: Plan) -> tuple[datetime, datetime]:
    since, until = _FIRST_TIME, _LAST_TIME
    for each in planned.recorded:
        if each.relation is f.Relation.GE:
            since = max(since, each.at)
        else:
            until = min(until, each.at)
    return since, until
