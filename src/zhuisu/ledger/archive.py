"""Archive: the original document of a capture, kept in deflated pieces."""

import os
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load

_PIECE_BYTES = 1 << 20
_PIECES_AHEAD = 4
_FASTEST = 1

_PIECES = load("reading")["document_pieces"]
_compressors = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")


class Shelf(Enum):
    """Where a document is kept: for good, or until it is captured in the background."""

    DOCUMENTS = load("append")["keep_document_piece"]
    INCOMING = load("incoming")["keep_incoming_piece"]


class Archive:
    """Keeps a document while it is being captured.

    Deflating runs on a thread beside the capture (zlib lets other threads run), a few pieces ahead: memory stays flat.
    The stream's own position is left alone.
    """

    def __init__(self, capture: UUID, stream: BinaryIO, shelf: Shelf = Shelf.DOCUMENTS) -> None:
        self._capture = capture
        self._keep = shelf.value
        self._read_at = _reader(stream)
        self._deflating: deque[Future[bytes]] = deque()
        self._stored = 0
        self._ended = False
        self.size_bytes = 0
        self._go_ahead()

    def advance(self, cursor: LedgerCursor) -> None:
        """Store the pieces that are ready, in the caller's transaction, and go on deflating."""
        while self._deflating and self._deflating[0].done():
            self._store(cursor)
        self._go_ahead()

    def finish(self, cursor: LedgerCursor) -> None:
        """Store all the rest."""
        while self._deflating:
            self._store(cursor)
            self._go_ahead()

    def _go_ahead(self) -> None:
        while not self._ended and len(self._deflating) < _PIECES_AHEAD:
            piece = self._read_at(self.size_bytes, _PIECE_BYTES)
            self.size_bytes += len(piece)
            if piece:
                self._deflating.append(_compressors.submit(zlib.compress, piece, _FASTEST))
            else:
                self._ended = True

    def _store(self, cursor: LedgerCursor) -> None:
        cursor.execute(self._keep, (self._capture, self._stored, self._deflating.popleft().result()), binary=True)
        self._stored += 1


def document_of(capture: UUID) -> Iterator[bytes]:
    """The original document of a capture, piece by piece, byte for byte."""
    with ledger_cursor() as cursor:
        for (deflated,) in cursor.execute(_PIECES, (capture,)):
            yield zlib.decompress(deflated)


def _reader(stream: BinaryIO) -> Callable[[int, int], bytes]:
    if isinstance(stream, BytesIO):
        view = stream.getbuffer()
        return lambda offset, size: bytes(view[offset : offset + size])
    descriptor = stream.fileno()
    return lambda offset, size: os.pread(descriptor, size, offset)
