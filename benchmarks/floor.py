"""Floor: a bare COPY of the rows that a capture wrote, into the same indexed tables, one transaction a document."""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

TABLES = ("identity", "event", "touch")
_ROWS = {
    "identity": "SELECT digest, event FROM identity WHERE event = ANY(%s)",
    "event": "SELECT * FROM event WHERE id = ANY(%s)",
    "touch": "SELECT thing, event, role FROM touch WHERE event = ANY(%s)",
}

Rows = dict[str, bytes]


def rows_of_captures(connection: psycopg.Connection[Any]) -> list[Rows]:
    """The binary COPY rows of each capture's events, in the order that capture writes them."""
    captures: dict[UUID, list[UUID]] = {}
    for capture, events in connection.execute("SELECT capture, events FROM journal ORDER BY run"):
        captures.setdefault(capture, []).extend(events)
    return [_dump(connection, events) for events in captures.values()]


def empty(connection: psycopg.Connection[Any]) -> None:
    """Take everything out of the ledger, so that the same rows can be written again."""
    connection.execute(
        "TRUNCATE event, touch, identity, declared_in_error, journal, capture, document, master_data,"
        " tile, tree, checkpoint, cosignature"
    )
    connection.commit()
    connection.autocommit = True
    connection.execute("CHECKPOINT")
    connection.autocommit = False


def copy_seconds(connection: psycopg.Connection[Any], documents: Sequence[Rows]) -> float:
    """How long the bare COPY of these rows takes, commits included."""
    began = time.perf_counter()
    for rows in documents:
        with connection.transaction(), connection.cursor() as cursor:
            for table in TABLES:
                with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
                    copy.write(rows[table])
    return time.perf_counter() - began


def _dump(connection: psycopg.Connection[Any], events: list[UUID]) -> Rows:
    dumped: Rows = {}
    for table, query in _ROWS.items():
        order = {"identity": " ORDER BY digest", "event": " ORDER BY id", "touch": " ORDER BY event"}[table]
        with connection.cursor() as cursor:
            bound = psycopg.ClientCursor(connection).mogrify(query, (events,)) + order
            with cursor.copy(f"COPY ({bound}) TO STDOUT (FORMAT binary)") as copy:
                dumped[table] = b"".join(bytes(chunk) for chunk in copy)
    return dumped
