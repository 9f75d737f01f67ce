"""Recording: events as lineage sees them, written straight into the ledger."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import msgspec
from django.db import transaction

from zhuisu.core.lineage import Amount, Facts, TracedEvent
from zhuisu.core.lineage.extract import touches_of
from zhuisu.ledger.append import NewEvent, append_events, context_id, record_capture
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.identity import identity_digest, ledger_id, microseconds

START: Final = microseconds(datetime(2026, 6, 1, tzinfo=UTC))
_NOW: Final = datetime(2026, 7, 1, tzinfo=UTC)


def record(events: Iterable[TracedEvent], *, in_error: Collection[str] = (), place: str = "414/6901234000016") -> None:
    """Appends the events at their times; those whose eventIDs are `in_error` are declared wrong besides."""
    new = [new_event(event, place) for event in events]
    declarations = [
        msgspec.structs.replace(
            event,
            identity=(digest := identity_digest(event.event_id, _NOW))[:16],
            id=ledger_id(event.time_us, digest),
            declares_error=True,
        )
        for event in new
        if event.event_id in in_error
    ]
    capture = uuid4()
    with transaction.atomic(), ledger_cursor() as cursor:
        context = context_id(cursor, b"[]")
        record_capture(
            cursor,
            id=capture,
            account="operator",
            behaviour="rollback",
            created_at=_NOW,
            finished_at=_NOW,
            success=True,
            accepted=len(new),
            repeated=0,
            refused=0,
            errors="[]",
            size_bytes=0,
            media_type="application/ld+json",
        )
        append_events(cursor, new + declarations, capture=capture, context=context, record_time=_NOW)


def new_event(event: TracedEvent, place: str) -> NewEvent:
    digest = identity_digest(event.event_id, None)
    return NewEvent(
        id=ledger_id(event.time, digest),
        identity=digest[:16],
        event_id=event.event_id,
        time_us=event.time,
        type=int(event.type),
        action=int(event.action),
        biz_step=event.biz_step,
        disposition=event.disposition,
        read_point=None,
        biz_location=place,
        declares_error=False,
        facts=msgspec.msgpack.encode(event.facts),
        touches=touches_of(event.facts),
        body=b"{}",
        captured_by="account:operator",
    )


def elsewhere(event: TracedEvent, prefix: str, time: int) -> TracedEvent:
    """The same event of other things, at another time: so that many small worlds fit into one ledger."""

    def renamed(text: str) -> str:
        return f"{prefix}:{text}"

    def moved(value: object) -> object:
        match value:
            case str():
                return renamed(value)
            case tuple():
                return tuple(moved(each) for each in value)
            case Amount():
                return msgspec.structs.replace(value, key=renamed(value.key))
            case _:
                return value

    named = {name: moved(getattr(event.facts, name)) for name in Facts.__struct_fields__}
    facts = msgspec.structs.replace(event.facts, **named)
    return msgspec.structs.replace(event, event_id=f"urn:{prefix}:{event.event_id}", time=time, facts=facts)
