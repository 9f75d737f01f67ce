"""Reading: stored events, captures and master data, by id and by filter."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.identity import identity_digest, lowest_id, microseconds
from zhuisu.ledger.queries import load

_SQL = load("reading")

_STORED: LiteralString = (
    "SELECT event.id, event.event_id, event.type, event.event_time, event.record_time, event.run, event.body,"
    " context.body FROM event JOIN context ON context.id = event.context"
)


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


class EventFilter(msgspec.Struct, frozen=True):
    """Which events are asked for; None asks nothing. `touching`: (keys, Role numbers or None), all of them."""

    types: tuple[int, ...] | None = None
    actions: tuple[int, ...] | None = None
    from_event_time: datetime | None = None
    before_event_time: datetime | None = None
    from_record_time: datetime | None = None
    before_record_time: datetime | None = None
    biz_steps: tuple[str, ...] | None = None
    dispositions: tuple[str, ...] | None = None
    event_ids: tuple[str, ...] | None = None
    touching: tuple[tuple[tuple[str, ...], tuple[int, ...] | None], ...] = ()


class Page(msgspec.Struct, frozen=True):
    """A page of events in order of event time; `last` is the id to go on after, None when there is no more."""

    events: tuple[StoredEvent, ...]
    last: UUID | None


class Order(StrEnum):
    """By event time, oldest or newest first."""

    OLDEST_FIRST = "ASC"
    NEWEST_FIRST = "DESC"


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


def find_events(
    wanted: EventFilter, *, limit: int, after: UUID | None = None, order: Order = Order.OLDEST_FIRST
) -> Page:
    """A page of the events that match, in order of their ids, after that id."""
    conditions, parameters = _conditions(wanted)
    if after is not None:
        conditions.append("event.id < %(after)s" if order is Order.NEWEST_FIRST else "event.id > %(after)s")
        parameters["after"] = after
    where: LiteralString = " WHERE " + " AND ".join(conditions) if conditions else ""
    direction: LiteralString = "DESC" if order is Order.NEWEST_FIRST else "ASC"
    statement = _STORED + where + " ORDER BY event.id " + direction + " LIMIT %(limit)s"
    with ledger_cursor() as cursor:
        rows = cursor.execute(statement, parameters | {"limit": limit + 1}).fetchall()
    events = tuple(StoredEvent(*row) for row in rows[:limit])
    return Page(events, events[-1].id if len(rows) > limit else None)


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


def _conditions(wanted: EventFilter) -> tuple[list[LiteralString], dict[str, Any]]:
    conditions: list[LiteralString] = []
    parameters: dict[str, Any] = {}

    def ask(condition: LiteralString, name: str, value: Any) -> None:
        if value is not None:
            conditions.append(condition)
            parameters[name] = list(value) if isinstance(value, tuple) else value

    ask("event.type = ANY(%(types)s)", "types", wanted.types)
    ask("event.action = ANY(%(actions)s)", "actions", wanted.actions)
    ask("event.biz_step = ANY(%(biz_steps)s)", "biz_steps", wanted.biz_steps)
    ask("event.disposition = ANY(%(dispositions)s)", "dispositions", wanted.dispositions)
    ask("event.record_time >= %(from_record)s", "from_record", wanted.from_record_time)
    ask("event.record_time < %(before_record)s", "before_record", wanted.before_record_time)
    for condition, name, moment in (
        ("event.id >= %(from_id)s AND event.event_time >= %(from_time)s", "from", wanted.from_event_time),
        ("event.id < %(before_id)s AND event.event_time < %(before_time)s", "before", wanted.before_event_time),
    ):
        if moment is not None:
            later = 1000 if name == "before" else 0
            ask(condition, f"{name}_time", moment)
            parameters[f"{name}_id"] = lowest_id(microseconds(moment) + later)
    if wanted.event_ids is not None:
        conditions.append(
            "(event.id IN (SELECT identity.event FROM identity WHERE identity.digest = ANY(%(identities)s))"
            " OR event.id IN (SELECT declared_in_error.declaration FROM declared_in_error"
            " WHERE declared_in_error.event_id = ANY(%(event_ids)s)))"
        )
        parameters["identities"] = [UUID(bytes=identity_digest(event_id, None)[:16]) for event_id in wanted.event_ids]
        parameters["event_ids"] = list(wanted.event_ids)
    for number, (things, roles) in enumerate(wanted.touching):
        conditions.append(_TOUCHING.format(number))
        parameters[f"things_{number}"] = list(things)
        parameters[f"roles_{number}"] = list(roles) if roles is not None else None
    return conditions, parameters


_TOUCHING: LiteralString = (
    "event.id IN (SELECT touch.event FROM touch WHERE touch.thing = ANY(%(things_{0})s)"
    " AND (%(roles_{0})s::int[] IS NULL OR touch.role = ANY(%(roles_{0})s)))"
)
