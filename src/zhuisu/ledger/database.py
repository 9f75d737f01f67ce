"""Database: plain psycopg cursors on Django's connection, for COPY, arrays and prepared statements."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, LiteralString

import psycopg
from django.db import InterfaceError, OperationalError, connection
from psycopg import sql
from psycopg.types.json import JsonbLoader

LedgerCursor = psycopg.Cursor[tuple[Any, ...]]

UNUSABLE: Final = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""What is raised where the database cannot be used now. The ledger's own cursors raise the driver's errors."""

_PREPARE_AFTER = 2


@contextmanager
def ledger_cursor() -> Iterator[LedgerCursor]:
    """A cursor with server-side parameters, inside whatever transaction Django has open on this thread."""
    connection.ensure_connection()
    raw: psycopg.Connection[tuple[Any, ...]] = connection.connection
    raw.prepare_threshold = _PREPARE_AFTER
    with psycopg.Cursor(raw) as cursor:
        cursor.adapters.register_loader("jsonb", JsonbLoader)  # Django leaves JSON as text for its own fields
        yield cursor


def ask(
    cursor: LedgerCursor, statement: LiteralString | sql.SQL | sql.Composed, parameters: Mapping[str, Any]
) -> LedgerCursor:
    """Execute a statement that is prepared at its first use: with many partitions, planning costs more than reading."""
    return cursor.execute(statement, parameters, prepare=True)


@contextmanager
def savepoint(cursor: LedgerCursor) -> Iterator[None]:
    """What the block wrote is undone if it raises; the transaction around it goes on."""
    cursor.execute("SAVEPOINT block")
    try:
        yield
    except BaseException:
        cursor.execute("ROLLBACK TO SAVEPOINT block")
        raise
    finally:
        cursor.execute("RELEASE SAVEPOINT block")
