"""Body: what a client sends, decoded and counted while it arrives and kept where it can be read twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO, Protocol

from django.http import HttpRequest

from zhuisu.capture.spool import spool_file
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.coding import coding_of, decoded
from zhuisu.exchange.http.problem import Kind, ProblemError

IN_MEMORY_BYTES = 16 << 20
PIECE_BYTES = 256 << 10


class Source(Protocol):
    """The reading half of a WSGI input."""

    def read(self, size: int, /) -> bytes: ...


def announced_bytes(request: HttpRequest) -> int | None:
    """Content-Length, None where the body is sent in chunks."""
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else None


@contextmanager
def received(request: HttpRequest, *, limit_bytes: int) -> Iterator[BinaryIO]:
    """The whole body, as `receive` answers it, for the length of this block."""
    body = receive(request, limit_bytes=limit_bytes)
    try:
        yield body
    finally:
        # Memory goes by itself; closing it would fail where a view of it is still held by an exception's frames.
        if not isinstance(body, BytesIO):
            body.close()


def receive(request: HttpRequest, *, limit_bytes: int) -> BinaryIO:
    """The whole body, decoded, from its first byte: in memory while small, else in a file that nobody else can open.

    Raises ProblemError: 413 beyond the limit (before reading, where the length was announced), 400 where the client
    ended too early or the coding is broken, 408 where it was too slow, 415 where the coding is unknown. A body that was
    announced too large is refused without being read; what a compressed one holds is counted while it is decoded.
    """
    coding = coding_of(request.META.get("HTTP_CONTENT_ENCODING", ""))
    announced = announced_bytes(request)
    if announced is not None and announced > limit_bytes:
        raise too_large(announced, limit_bytes)
    kept: BinaryIO = BytesIO() if announced is None or announced <= IN_MEMORY_BYTES else spool_file()
    received = 0
    try:
        for piece in decoded(_arriving(request, announced, limit_bytes), coding):
            received += len(piece)
            if received > limit_bytes:
                raise too_large(received, limit_bytes)
            if isinstance(kept, BytesIO) and received > IN_MEMORY_BYTES:
                kept = _moved(kept)
            kept.write(piece)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    return kept


def _arriving(request: HttpRequest, announced: int | None, limit_bytes: int) -> Iterator[bytes]:
    """The body as it was sent, piece by piece, to its end."""
    # Django's own stream ends at once where no length was announced, so the server's is read.
    source: Source = request.META["wsgi.input"]
    received = 0
    while piece := _next(source, announced, received):
        received += len(piece)
        if received > limit_bytes:
            raise too_large(received, limit_bytes)
        yield piece
    if announced is not None and received < announced:
        raise _ended_early(received, announced)


def too_large(size: int, limit: int) -> ProblemError:
    """The problem of a body beyond the limit."""
    return ProblemError(
        Kind.CAPTURE_LIMIT, Finding("http.body_too_large", Severity.ERROR, "", {"size": size, "limit": limit})
    )


def _next(source: Source, announced: int | None, received: int) -> bytes:
    wanted = PIECE_BYTES if announced is None else min(PIECE_BYTES, announced - received)
    if wanted <= 0:
        return b""
    try:
        return source.read(wanted)
    except TimeoutError as fault:
        raise ProblemError(
            Kind.TOO_SLOW, Finding("http.body_too_slow", Severity.ERROR, "", {"received": received})
        ) from fault
    except OSError as fault:
        raise _ended_early(received, announced or 0) from fault


def _moved(kept: BytesIO) -> BinaryIO:
    file = spool_file()
    file.write(kept.getbuffer())
    return file


def _ended_early(received: int, announced: int) -> ProblemError:
    facts = {"received": received, "announced": announced}
    return ProblemError(Kind.VALIDATION, Finding("http.body_ended_early", Severity.ERROR, "", facts))
