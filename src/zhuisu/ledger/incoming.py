"""Incoming: documents that were accepted and are captured in the background, and how far each capture is."""

import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from zhuisu.ledger.archive import Archive
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load

_SQL = load("incoming")


class Unfinished(NamedTuple):
    """A capture that was accepted and has not ended."""

    account: str
    behaviour: str
    created_at: datetime
    size_bytes: int
    media_type: str


def begin_capture(cursor: LedgerCursor, archive: Archive, **columns: Any) -> None:
    """Keep the whole document, and the record of a capture that has not finished (columns of `capture`)."""
    archive.finish(cursor)
    cursor.execute(_SQL["begin_capture"], columns | {"size_bytes": archive.size_bytes})


def take_up(cursor: LedgerCursor, capture: UUID) -> Unfinished | None:
    """The capture, None where it has ended. Nobody else takes it up until this transaction ends; they wait."""
    cursor.execute(_SQL["take_up"], {"id": capture})
    row = cursor.execute(_SQL["unfinished"], {"id": capture}).fetchone()
    return Unfinished(*row) if row else None


def unfinished(capture: UUID) -> Unfinished | None:
    """The same for a look, without waiting."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["unfinished"], {"id": capture}).fetchone()
    return Unfinished(*row) if row else None


def incoming_document(capture: UUID) -> Iterator[bytes]:
    """The document, piece by piece, one in memory at a time."""
    piece = 0
    with ledger_cursor() as cursor:
        while row := cursor.execute(_SQL["incoming_piece"], {"capture": capture, "piece": piece}).fetchone():
            yield zlib.decompress(row[0])
            piece += 1


def say_progress(capture: UUID, *, accepted: int, refused: int) -> None:
    """Tell those who look how many events were read so far."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(_SQL["say_progress"], {"id": capture, "accepted": accepted, "refused": refused})


def keep_document(cursor: LedgerCursor, capture: UUID) -> None:
    """The original becomes that of a capture that stored something."""
    cursor.execute(_SQL["move_to_documents"], {"id": capture})


def forget_document(cursor: LedgerCursor, capture: UUID) -> None:
    """Nothing of the original is left."""
    cursor.execute(_SQL["forget_incoming"], {"id": capture})


def finish_capture(cursor: LedgerCursor, **columns: Any) -> bool:
    """Write the end of a capture (columns of `capture`). False where another had written it."""
    cursor.execute(_SQL["finish_capture"], columns)
    return cursor.rowcount == 1
