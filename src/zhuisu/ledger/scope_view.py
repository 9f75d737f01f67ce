"""Scope view: what a scope found, counted in crowds, and in pages that are narrowed and ordered by them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, LiteralString, NamedTuple
from uuid import UUID

import psycopg
from django.db import connection, transaction
from psycopg import sql

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.scope_rows import text_array

_SQL = load("scope_view")
_PARTS: Final = ("reached", "crowd", "cause", "carrier")
_COLUMNS: Final = sql.SQL(
    "told.number, told.thing, told.product, told.state, told.as_of, told.event, told.place, told.party, told.holder,"
    " told.inside, told.time, told.hop, told.kind, told.source, told.cause"
)
ORDERS: Final[Mapping[str, LiteralString]] = {
    "found": "told.number",
    "-found": "told.number DESC",
    "thing": "told.thing",
    "-thing": "told.thing DESC",
    "as_of": "told.as_of NULLS LAST, told.number",
    "-as_of": "told.as_of DESC NULLS LAST, told.number",
    "rank": "crowd.rank, told.number",
}
_AT_ONCE: Final = 1_000
_READ_WHOLE: Final = ("enable_nestloop", "jit")
"""Turned off where a scope is read as a whole. Nobody has counted its tables yet: planned for a few rows, a join of
each row with each would take minutes."""

_NOTHING: Final[Sequence[str]] = ()
STATEMENT_SECONDS: Final = 30
"""The longest that one question may take."""

_SOON: Final = "SELECT set_config('statement_timeout', %s, true)"
_OFF: Final = "SELECT set_config(name, 'off', true) FROM unnest(%s::text[]) AS setting(name)"


class Crowd(NamedTuple):
    """All things of one product, place, party, holder, state (a number) and hop; empty where nothing says. Times in UTC
    µs. `holder` is whom the last event names as such, which is seldom; `party` who captured it."""

    product: str
    place: str
    party: str
    holder: str
    state: int
    hop: int
    things: int
    first: int | None
    last: int | None


class Shown(NamedTuple):
    """A thing of a scope; `event` and `cause` are UUIDs, times UTC microseconds, `kind` as scopes store it."""

    number: int
    thing: str
    product: str
    state: int
    as_of: int | None
    event: UUID | None
    place: str
    party: str
    holder: str
    inside: str
    time: int | None
    hop: int
    kind: int
    source: str
    cause: UUID | None


class ScopeView:
    """Reads one scope. Nothing is found where its tables are gone."""

    def __init__(self, scope: UUID) -> None:
        self._names = {part: sql.Identifier(f"scope_{scope.hex}_{part}") for part in _PARTS}
        self._told = sql.SQL(_SQL["told"]).format(**self._names)

    def crowds(self) -> list[Crowd]:
        """By hop, the largest first."""
        found = [Crowd(*row) for row in self._rows("crowds", {})]
        return sorted(found, key=lambda each: (each.hop, -each.things, each))

    def links(self, numbered: Sequence[tuple[Crowd, int]]) -> list[tuple[int, int, int, int]]:
        """(from, to, kind, things): crowds by the numbers that are given here, of which several may be the same."""
        return self._rows("links", _arrays(numbered)) if numbered else []

    def found(self, *, skip: int, most: int) -> list[Shown]:
        """All, in the order in which they were found, after so many: the fastest page."""
        return [Shown(*row) for row in self._rows("found", {"skip": skip, "most": most}, _NOTHING)]

    def narrowed(
        self, ranked: Sequence[tuple[Crowd, int]], order: str, *, part: str, skip: int, most: int
    ) -> list[Shown]:
        """Things of these crowds, by one of ORDERS; `part` is what their keys hold."""
        asked = {**_arrays(ranked), "part": part, "skip": skip, "most": most}
        rows = self._rows("narrowed", asked, order=sql.SQL(ORDERS[order])) if ranked else []
        return [Shown(*row) for row in rows]

    def matching(self, ranked: Sequence[tuple[Crowd, int]], part: str) -> int:
        """How many of them have it in their keys."""
        rows = self._rows("matching", {**_arrays(ranked), "part": part}) if ranked else []
        return int(rows[0][0]) if rows else 0

    def stream(self, ranked: Sequence[tuple[Crowd, int]], order: str, part: str) -> Iterator[list[Shown]]:
        """All of them, so many at a time, as they are at one moment."""
        if not ranked:
            return
        statement = self._named("narrowed", order=sql.SQL(ORDERS[order]))
        asked = {**_arrays(ranked), "part": part, "skip": 0, "most": None}
        connection.ensure_connection()
        with transaction.atomic(), psycopg.ServerCursor(connection.connection, "scope_view") as cursor:
            with ledger_cursor() as settings:
                settings.execute(_OFF, [list(_READ_WHOLE)])
            cursor.execute(statement, asked)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield [Shown(*row) for row in rows]

    def _named(self, statement: str, **more: sql.Composable) -> sql.Composed:
        return sql.SQL(_SQL[statement]).format(told=self._told, columns=_COLUMNS, **more)

    def _rows(
        self, statement: str, asked: Mapping[str, Any], off: Sequence[str] = _READ_WHOLE, **more: sql.Composable
    ) -> list[Any]:
        with suppress(psycopg.errors.UndefinedTable), transaction.atomic(), ledger_cursor() as cursor:
            cursor.execute(_OFF, [list(off)])
            cursor.execute(_SOON, [f"{STATEMENT_SECONDS}s"])
            return cursor.execute(self._named(statement, **more), asked, binary=True).fetchall()
        return []


def _arrays(ranked: Sequence[tuple[Crowd, int]]) -> dict[str, Any]:
    return {
        "products": text_array([crowd.product for crowd, _ in ranked]),
        "places": text_array([crowd.place for crowd, _ in ranked]),
        "parties": text_array([crowd.party for crowd, _ in ranked]),
        "holders": text_array([crowd.holder for crowd, _ in ranked]),
        "states": [crowd.state for crowd, _ in ranked],
        "hops": [crowd.hop for crowd, _ in ranked],
        "numbers": [rank for _, rank in ranked],
    }
