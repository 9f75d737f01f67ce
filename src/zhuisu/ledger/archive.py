"""Archive: the original document of a capture, kept in deflated pieces."""

import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO
from uuid import UUID

from zhuisu.ledger.append import LedgerCursor
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load

_SQL = load("append")
_PIECE_BYTES = 1 << 20
_FASTEST = 1
_AHEAD = 2

_compressors = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")


def keep_document(cursor: LedgerCursor, capture: UUID, stream: BinaryIO) -> int:
    """Store what the stream holds from its beginning, in the caller's transaction. Answers its size in bytes.

    Deflating runs beside the caller (zlib lets other threads run) and a few pieces ahead, so memory stays flat.
    """
    stream.seek(0)
    size, piece = 0, 0
    deflating: list[Future[bytes]] = []
    while chunk := stream.read(_PIECE_BYTES):
        size += len(chunk)
        deflating.append(_compressors.submit(zlib.compress, chunk, _FASTEST))
        if len(deflating) > _AHEAD:
            cursor.execute(_SQL["keep_document_piece"], (capture, piece, deflating.pop(0).result()))
            piece += 1
    for ready in deflating:
        cursor.execute(_SQL["keep_document_piece"], (capture, piece, ready.result()))
        piece += 1
    return size


def document_of(capture: UUID) -> Iterator[bytes]:
    """The original document of a capture, piece by piece, byte for byte."""
    with ledger_cursor() as cursor:
        cursor.execute(load("reading")["document_pieces"], (capture,))
        for (deflated,) in cursor:
            yield zlib.decompress(deflated)
