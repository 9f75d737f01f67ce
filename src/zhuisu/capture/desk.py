"""Desk: where the record of a capture and its original are kept: of a document that arrives, of one that waited."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, BinaryIO, Protocol
from uuid import UUID, uuid4

from zhuisu.ledger.append import record_capture
from zhuisu.ledger.archive import Archive
from zhuisu.ledger.database import LedgerCursor
from zhuisu.ledger.incoming import finish_capture, forget_document, keep_document, take_up


class FinishedError(Exception):
    """Another worker has captured this document meanwhile."""


class Desk(Protocol):
    """`record_time` is that of the capture's events. What is written is written in the transaction of the cursor."""

    id: UUID
    created_at: datetime
    record_time: datetime

    def begin(self, cursor: LedgerCursor) -> None:
        """First of all in a transaction. Raises FinishedError."""

    def open(self, stream: BinaryIO) -> None:
        """Before the first event."""

    def advance(self, cursor: LedgerCursor) -> None:
        """Between batches."""

    def keep(self, cursor: LedgerCursor) -> int:
        """Keep the original of a capture that stored something. Answers its size in bytes."""

    def record(self, cursor: LedgerCursor, columns: dict[str, Any]) -> None:
        """Write down how it ended (columns of `capture`). Raises FinishedError."""


class Arriving:
    """A document that is captured before its sender is answered."""

    def __init__(self) -> None:
        self.id = uuid4()
        self.created_at = self.record_time = datetime.now(UTC)

    def begin(self, _: LedgerCursor) -> None:
        """Nobody else knows of it."""

    def open(self, stream: BinaryIO) -> None:
        self._archive = Archive(self.id, stream)

    def advance(self, cursor: LedgerCursor) -> None:
        self._archive.advance(cursor)

    def keep(self, cursor: LedgerCursor) -> int:
        self._archive.finish(cursor)
        return self._archive.size_bytes

    def record(self, cursor: LedgerCursor, columns: dict[str, Any]) -> None:
        record_capture(cursor, **columns)


class Waiting:
    """A document that was accepted before, and waits in `incoming`.

    The lock that `begin` takes ends with the transaction: of two workers, one captures and the other finds it done.
    """

    def __init__(self, capture: UUID, accepted_at: datetime, size_bytes: int) -> None:
        self.id = capture
        self.created_at = accepted_at
        self.record_time = datetime.now(UTC)
        self._size_bytes = size_bytes

    def begin(self, cursor: LedgerCursor) -> None:
        if take_up(cursor, self.id) is None:
            raise FinishedError

    def open(self, _: BinaryIO) -> None:
        """It is kept already."""

    def advance(self, _: LedgerCursor) -> None:
        """It is kept already."""

    def keep(self, cursor: LedgerCursor) -> int:
        keep_document(cursor, self.id)
        return self._size_bytes

    def record(self, cursor: LedgerCursor, columns: dict[str, Any]) -> None:
        forget_document(cursor, self.id)
        if not finish_capture(cursor, **columns):
            raise FinishedError


DeskMaker = Callable[[], Desk]
