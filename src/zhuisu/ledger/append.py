"""Append: write new events, what they touch and their run of the journal, by COPY in the caller's transaction."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from zhuisu.core.tlog.leaf import RUN_SALT_BYTES, commitments_of
from zhuisu.ledger.database import LedgerCursor
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.partitions import known_partitions
from zhuisu.ledger.queries import load
from zhuisu.ledger.rows import HEADER, TRAILER, event_head, identity_row, optional, sized, touch_rows

_SQL = load("append")
_TREE = load("tree")


class NewEvent(msgspec.Struct, frozen=True, gc=False):
    """An event that is ready to be written. `id` and `identity` are 16 bytes; `time_us` microseconds since 1970.

    `read_point` and `biz_location` are keys; `captured_by` is the party's key, or `account:<name>`.
    """

    id: bytes
    identity: bytes
    event_id: str
    time_us: int
    type: int
    action: int
    biz_step: str | None
    disposition: str | None
    read_point: str | None
    biz_location: str | None
    declares_error: bool
    facts: bytes
    touches: list[tuple[str, int]]
    body: bytes
    captured_by: str


class StoredContent(NamedTuple):
    """What the ledger holds of an event, to be compared with what arrives again."""

    body: bytes
    context: bytes


def context_id(cursor: LedgerCursor, body: bytes) -> int:
    """The id of this JSON-LD context, stored if it is new."""
    cursor.execute(_SQL["context_id"], {"digest": sha256(body).digest(), "body": body})
    row = cursor.fetchone()
    if row is None:  # another transaction has just stored it: it is visible to the next statement
        return context_id(cursor, body)
    return int(row[0])


def known_contents(cursor: LedgerCursor, identities: Sequence[bytes]) -> dict[bytes, StoredContent]:
    """What is stored under these identities (16 bytes each); new ones are absent."""
    cursor.execute(_SQL["known_identities"], {"digests": _array(identities)}, binary=True)
    found = {event.bytes: digest.bytes for digest, event in cursor}
    if not found:
        return {}
    cursor.execute(_SQL["stored_contents"], {"ids": _array(found)}, binary=True)
    return {found[event.bytes]: StoredContent(body, context) for event, body, context in cursor}


def append_events(
    cursor: LedgerCursor, events: Sequence[NewEvent], *, capture: UUID, context: int, record_time: datetime
) -> None:
    """Write these new events (identities not in the ledger, distinct) as one run of the journal.

    Raises psycopg's UniqueViolation when another transaction has written one of them meanwhile.
    """
    known_partitions.ensure(event.time_us for event in events)
    ids = _array(event.id for event in events)
    recorded = microseconds(record_time)
    (context_digest,) = cursor.execute(_TREE["context_digest"], {"context": context}).fetchone() or (b"",)
    salt = secrets.token_bytes(RUN_SALT_BYTES)
    commitments = commitments_of(
        ((event.id, event.event_id, event.body, event.captured_by) for event in events),
        run_salt=salt,
        capture=capture.bytes,
        recorded_us=recorded,
        context_digest=bytes(context_digest),
    )
    begun = {"capture": capture, "events": ids, "record_time": record_time, "commitments": commitments, "salt": salt}
    (run,) = cursor.execute(_TREE["begin_run"], begun).fetchone() or (0,)
    ordered = sorted(events, key=_by_id)
    _copy(cursor, "copy_identities", sorted(identity_row(event.identity, event.id) for event in events))
    _copy(cursor, "copy_events", (event_row(event, run, context, recorded) for event in ordered))
    _copy(cursor, "copy_touches", (touch_rows(event.id, event.touches) for event in ordered))
    declarations = [(event.event_id, UUID(bytes=event.id)) for event in events if event.declares_error]
    if declarations:
        cursor.executemany(_SQL["declare_in_error"], declarations)


def event_row(event: NewEvent, run: int, context: int, recorded_us: int) -> bytes:
    """The binary COPY row of `event`."""
    return b"".join(
        (
            event_head(event.id, run, context, event.type, event.action, event.time_us, recorded_us),
            sized(event.event_id.encode()),
            optional(event.biz_step),
            optional(event.disposition),
            optional(event.read_point),
            optional(event.biz_location),
            sized(event.facts),
            sized(event.body),
            sized(event.captured_by.encode()),
        )
    )


def _array(ids: Iterable[bytes]) -> str:
    """UUIDs as the text of a PostgreSQL array: a tenth of the cost of dumping a list of them."""
    return "{" + ",".join(map(bytes.hex, ids)) + "}"


def _by_id(event: NewEvent) -> bytes:
    return event.id


def _copy(cursor: LedgerCursor, statement: str, rows: Iterable[bytes]) -> None:
    with cursor.copy(_SQL[statement]) as copy:
        copy.write(b"".join((HEADER, *rows, TRAILER)))


def state_master_data(
    cursor: LedgerCursor,
    key: str,
    kind: str,
    attributes: Mapping[str, Any],
    children: Sequence[str] = (),
    *,
    capture: UUID,
    recorded_at: datetime,
) -> None:
    """Keep what a document states about a product, place or party, unless it repeats the last statement.

    `children` are the keys of what lies inside it.
    """
    stated = {"attributes": Jsonb(attributes), "children": list(children)}
    cursor.execute(
        _SQL["state_master_data"],
        {"key": key, "kind": kind, "capture": capture, "recorded_at": recorded_at, **stated},
    )


def record_capture(cursor: LedgerCursor, **columns: Any) -> None:
    """Write the record of a finished capture (columns of the table `capture`)."""
    cursor.execute(_SQL["record_capture"], columns)
