"""Values that the ledger holds: steps, dispositions, places and things, a page at a time, by loose index scans."""

from collections.abc import Callable, Iterator
from typing import Annotated
from uuid import UUID

import msgspec
from psycopg import sql

from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.model import Query
from zhuisu.core.lineage.extract import touches_of
from zhuisu.core.lineage.facts import Facts
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.search import search
from zhuisu.ledger.search_plan import COLUMNS, ROLES
from zhuisu.ledger.sight import EVERYTHING, Sight

_SQL = load("search")
MOST_STEPS, MOST_SIGHTS = 1_000, 200
"""Steps of a loose scan on one page, and those that each need a look at what may be seen: a page may be short, and the
next one goes on."""

EPC_FIELDS = (
    f.Field.EPC_LIST,
    f.Field.CHILD_EPCS,
    f.Field.PARENT_ID,
    f.Field.INPUT_EPC_LIST,
    f.Field.OUTPUT_EPC_LIST,
    *f.QUANTITY_LISTS,
)
"""Where events name objects and classes of objects."""

_EPC_ROLES = [int(ROLES[field]) for field in EPC_FIELDS]
_EVENTS_AT_ONCE = 50
_FIRST = ""
_facts = msgspec.msgpack.Decoder(Facts)


class After(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: at this value; of a list in the order of events also at this event."""

    value: Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*$")]
    event: UUID | None = None


class Values(msgspec.Struct, frozen=True):
    """A page of values; `next` is where to go on after, None when there are no more."""

    values: tuple[str, ...]
    next: After | None


def column_values(column: f.Column, sight: Sight, *, limit: int, after: After | None) -> Values:
    """The different values of a column in the events that may be seen, in their order."""

    def seen(value: str) -> bool:
        return sight == EVERYTHING or is_used(f.OneOf(column, (value,)), sight)

    statement = sql.SQL(_SQL["next_value"]).format(column=sql.Identifier(COLUMNS[column]))
    with ledger_cursor() as cursor:
        return _page(_steps(cursor, statement, after), seen, limit, MOST_STEPS if sight == EVERYTHING else MOST_SIGHTS)


def epcs(sight: Sight, *, limit: int, after: After | None) -> Values:
    """The keys of the objects and classes of objects that events name: all in their order, or those in sight as they
    first appear."""
    with ledger_cursor() as cursor:
        if sight != EVERYTHING:
            return _in_sight(cursor, sight, limit, after)

        def is_epc(thing: str) -> bool:
            row = ask(cursor, _SQL["is_touched"], {"thing": thing, "roles": _EPC_ROLES}).fetchone()
            return row == (True,)

        return _page(_steps(cursor, sql.SQL(_SQL["next_thing"]), after), is_epc, limit, MOST_STEPS)


def is_used(wanted: f.AnyFilter, sight: Sight) -> bool:
    """Whether any event that may be seen satisfies the filter."""
    return bool(search(Query(filters=(wanted,)), sight, limit=1).events)


def _steps(cursor: LedgerCursor, statement: sql.SQL | sql.Composed, after: After | None) -> Iterator[str]:
    last = after.value if after else _FIRST
    while (row := ask(cursor, statement, {"last": last}).fetchone()) is not None:
        last = row[0]
        yield last


def _page(steps: Iterator[str], belongs: Callable[[str], bool], limit: int, most: int) -> Values:
    found: list[str] = []
    for number, value in enumerate(steps):
        if belongs(value):
            if len(found) == limit:
                return Values(tuple(found), After(found[-1]))
            found.append(value)
        if number + 1 >= most:
            return Values(tuple(found), After(value))
    return Values(tuple(found), None)


def _in_sight(cursor: LedgerCursor, sight: Sight, limit: int, after: After | None) -> Values:
    """Event by event: the things of each that no earlier event in sight names."""
    found: list[After] = []
    low = after.event if after and after.event else UUID(int=0)
    while len(found) <= limit:
        asked = {**_asked(sight), "low": low, "most": _EVENTS_AT_ONCE}
        rows = ask(cursor, _SQL["facts_in_sight"], asked).fetchall()
        for event, facts in rows:
            things = sorted({thing for thing, role in touches_of(_facts.decode(facts)) if role in _EPC_ROLES})
            if after and event == after.event:
                things = [thing for thing in things if thing > after.value]
            found += [After(thing, event) for thing in _new(cursor, things, event, sight)]
        if len(rows) < _EVENTS_AT_ONCE:
            break
        low = UUID(int=rows[-1][0].int + 1)
    page = found[:limit]
    return Values(tuple(each.value for each in page), page[-1] if len(found) > limit else None)


def _new(cursor: LedgerCursor, things: list[str], event: UUID, sight: Sight) -> list[str]:
    asked = {**_asked(sight), "things": things, "event": event, "roles": _EPC_ROLES}
    return sorted(thing for (thing,) in ask(cursor, _SQL["new_in_sight"], asked)) if things else []


def _asked(sight: Sight) -> dict[str, object]:
    return {"sight": sorted(sight.things or ()), "scopes": sorted(sight.scopes)}
