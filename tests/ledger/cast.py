"""The cast of the ledger's tests: events that are ready to be written."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.db import transaction

from zhuisu.ledger.append import NewEvent, append_events, context_id
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.identity import identity_digest, ledger_id, microseconds

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTEXT = b'["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]'


def new_event(
    name: str, *, at: datetime = NOON, touches: tuple[tuple[str, int], ...] = (), body: bytes = b"{}"
) -> NewEvent:
    """An ObjectEvent OBSERVE of that eventID."""
    digest = identity_digest(name, None)
    time_us = microseconds(at)
    return NewEvent(
        id=ledger_id(time_us, digest),
        identity=digest[:16],
        event_id=name,
        time_us=time_us,
        type=1,
        action=2,
        biz_step="shipping",
        disposition=None,
        read_point=None,
        biz_location=None,
        declares_error=False,
        facts=b"\x90",
        touches=list(touches),
        body=body,
        captured_by="account:operator",
    )


def append(*events: NewEvent, capture: UUID | None = None) -> None:
    """Write these events as one run, and commit."""
    with transaction.atomic(), ledger_cursor() as cursor:
        append_events(cursor, events, capture=capture or uuid4(), context=context_id(cursor, CONTEXT), record_time=NOON)
