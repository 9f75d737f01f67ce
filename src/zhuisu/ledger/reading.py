"""Reading: stored events, captures and master data, by id."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.identity import identity_digest
from zhuisu.ledger.queries import load

_SQL = load("reading")


class StoredEvent(msgspec.Struct, frozen=True):
    """An event as the ledger keeps it: `body` as received, byte for byte; `context` the JSON-LD context it has."""

    id: UUID
    event_id: str
    type: int
    event_time: datetime
    record_time: datetime
    run: int
    body: bytes
    context: bytes


class CaptureRecord(msgspec.Struct, frozen=True):
    """What became of a capture. `errors` is a JSON array of refused events, each with its reasons."""

    id: UUID
    account: str
    behaviour: str
    created_at: datetime
    finished_at: datetime | None
    success: bool | None
    accepted: int
    repeated: int
    refused: int
    errors: list[dict[str, Any]]
    size_bytes: int


def event_by_id(event_id: str) -> StoredEvent | None:
    """The event with this eventID, or else the error declaration that carries it."""
    digest = UUID(bytes=identity_digest(event_id, None)[:16])
    found = _events("events_by_identity", {"digest": digest})
    return next(iter(found or _events("declarations_of", {"event_id": event_id})), None)


def declarations_of(event_id: str) -> list[StoredEvent]:
    """The error declarations that were captured for this eventID."""
    return _events("declarations_of", {"event_id": event_id})


def events_by_id(ids: Iterable[str]) -> dict[str, StoredEvent]:
    """Stored events by their ledger ids (UUIDs as text with hyphens); unknown ids are absent."""
    return {str(event.id): event for event in _events("events_by_id", {"ids": list(ids)})}


def known_things(keys: Collection[str]) -> set[str]:
    """Which of these keys any event touches."""
    with ledger_cursor() as cursor:
        return {thing for (thing,) in cursor.execute(_SQL["touched"], {"things": list(keys)})}


def master_data(keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """The attributes that were last stated about each key, those of all kinds together."""
    with ledger_cursor() as cursor:
        stated: dict[str, dict[str, Any]] = {}
        for key, _kind, attributes in cursor.execute(_SQL["master_data"], {"keys": list(keys)}):
            stated.setdefault(key, {}).update(attributes)
        return stated


def capture_record(capture: UUID) -> CaptureRecord | None:
    """The record of a capture."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["capture_by_id"], {"id": capture}).fetchone()
    return CaptureRecord(*row) if row else None


def capture_records(
    *, limit: int, account: str | None = None, before: tuple[datetime, UUID] | None = None
) -> list[CaptureRecord]:
    """Captures, newest first; of one account if given; older than `before` (created_at and id of the last one seen)."""
    time, capture = before or (None, None)
    parameters = {"limit": limit, "account": account, "before_time": time, "before_id": capture}
    with ledger_cursor() as cursor:
        return [CaptureRecord(*row) for row in cursor.execute(_SQL["captures"], parameters)]


def _events(statement: str, parameters: Mapping[str, Any]) -> list[StoredEvent]:
    with ledger_cursor() as cursor:
        return [StoredEvent(*row) for row in cursor.execute(_SQL[statement], parameters)]
