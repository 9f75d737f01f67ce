"""Coding: bodies that were sent compressed (Content-Encoding, RFC 9110 §8.4), decoded in bounded pieces."""

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

OUTPUT_BYTES: Final = 1 << 20
"""So much is decoded at a time, whatever the ratio."""

_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_ZSTD_WINDOW_LOG = 23
"""8 MiB: the most that a zstd content coding may ask of a recipient (RFC 9659)."""

_FAULTS: Final = (zlib.error, zstd.ZstdError)


class _Frame(Protocol):
    """A decoder of one gzip member or one zstd frame."""

    def feed(self, piece: bytes) -> bytes:
        """Some output; call again with b"" while `hungry` is false."""

    @property
    def hungry(self) -> bool:
        """Whether nothing more comes out without more input."""

    @property
    def ended(self) -> bool: ...

    @property
    def rest(self) -> bytes:
        """What came after the end."""


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_GZIP_WINDOW)
        self._full = False

    def feed(self, piece: bytes) -> bytes:
        output = self._inner.decompress(self._inner.unconsumed_tail + piece, OUTPUT_BYTES)
        self._full = len(output) == OUTPUT_BYTES
        return output

    @property
    def hungry(self) -> bool:
        return not (self._full or self._inner.unconsumed_tail)

    @property
    def ended(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data


class _Zstd:
    def __init__(self) -> None:
        options = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW_LOG}
        self._inner = zstd.ZstdDecompressor(options=options)

    def feed(self, piece: bytes) -> bytes:
        return self._inner.decompress(piece, OUTPUT_BYTES)

    @property
    def hungry(self) -> bool:
        return self._inner.needs_input

    @property
    def ended(self) -> bool:
        return self._inner.eof

    @property
    def rest(self) -> bytes:
        return self._inner.unused_data


_FRAMES: Mapping[str, Callable[[], _Frame]] = {"gzip": _Gzip, "x-gzip": _Gzip, "zstd": _Zstd}
ACCEPTED: Final = ("gzip", "zstd")
ACCEPT_ENCODING: Final = {"Accept-Encoding": ", ".join(ACCEPTED)}


def decoded(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """The content of a body in this coding, at most `OUTPUT_BYTES` at a time.

    Several gzip members or zstd frames in a row are one content. Raises ProblemError 400 where the body is not in this
    coding, ends inside a frame or has something behind the last one.
    """
    made = _FRAMES.get(coding)
    if made is None:
        yield from pieces
        return
    frame: _Frame | None = None
    try:
        for piece in pieces:
            while piece:
                frame = frame or made()
                yield from _outputs(frame, piece)
                piece, frame = (frame.rest, None) if frame.ended else (b"", frame)
    except _FAULTS as fault:
        raise _wrong("http.body_not_decoded", coding=coding, problem=str(fault)) from fault
    if frame is not None:
        raise _wrong("http.body_cut_short", coding=coding)


def coding_of(header: str) -> str:
    """The one coding that Content-Encoding names; "" where it names none. Raises ProblemError 415."""
    named = [word.strip().lower() for word in header.split(",")]
    stated = [word for word in named if word not in ("", "identity")]
    if not stated:
        return ""
    if len(stated) > 1 or stated[0] not in _FRAMES:
        facts = {"given": header[:100], "allowed": ", ".join(ACCEPTED)}
        finding = Finding("http.content_coding", Severity.ERROR, "Content-Encoding", facts)
        raise ProblemError(Kind.MEDIA_TYPE, finding, headers=ACCEPT_ENCODING)
    return stated[0]


def _outputs(frame: _Frame, piece: bytes) -> Iterator[bytes]:
    output = frame.feed(piece)
    while output:
        yield output
        output = b"" if frame.ended or frame.hungry else frame.feed(b"")


def _wrong(code: str, **facts: str) -> ProblemError:
    return ProblemError(Kind.VALIDATION, Finding(code, Severity.ERROR, "", facts))
