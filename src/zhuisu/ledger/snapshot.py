"""Snapshot: the whole ledger as it is at one moment, read in streams, while captures go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from django.db import connections
from psycopg import IsolationLevel

from zhuisu.ledger.queries import load

_SQL = load("audit")
_ROWS_AT_ONCE = 1_000

Row = tuple[Any, ...]


class Snapshot:
    """Answers the statements of sql/audit.sql, all of the same moment."""

    def __init__(self, connection: "psycopg.Connection[Row]") -> None:
        self._connection = connection
        self._names = count()

    def stream(self, statement: str, **parameters: Any) -> Iterator[Row]:
        """The rows, a thousand at a time: memory does not grow with their number."""
        with self._connection.cursor(name=f"snapshot_{next(self._names)}") as cursor:
            cursor.itersize = _ROWS_AT_ONCE
            yield from cursor.execute(_SQL[statement], parameters)

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """All rows at once."""
        return self._connection.execute(_SQL[statement], parameters).fetchall()

    def row(self, statement: str, **parameters: Any) -> Row | None:
        """The first row."""
        return self._connection.execute(_SQL[statement], parameters).fetchone()


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """On a connection of its own, which writes nothing."""
    own = connections["default"].copy()
    try:
        own.ensure_connection()
        connection: psycopg.Connection[Row] = own.connection
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        try:
            with connection.transaction():
                connection.execute("SET LOCAL cursor_tuple_fraction = 1.0")  # all rows are wanted, not the first soon
                yield Snapshot(connection)
        finally:  # it goes back to the pool that all share
            connection.isolation_level = connection.read_only = None
    finally:
        own.close()
