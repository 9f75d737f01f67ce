"""Captors: who captured events that are in the ledger."""

from collections.abc import Collection
from uuid import UUID

from zhuisu.ledger.database import LedgerCursor
from zhuisu.ledger.identity import identity_digest
from zhuisu.ledger.queries import load

_SQL = load("authority")


def captors_of(cursor: LedgerCursor, event_ids: Collection[str]) -> dict[str, str]:
    """`captured_by` of each event (no error declaration) with one of these eventIDs; unknown ones are absent."""
    digests = [UUID(bytes=identity_digest(event_id, None)[:16]) for event_id in event_ids]
    return dict(cursor.execute(_SQL["captors"], {"digests": digests}).fetchall())
