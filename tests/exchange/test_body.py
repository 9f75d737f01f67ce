"""A request's body: counted, bounded, kept."""

import gzip
import sys
import tracemalloc
import zlib
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.http import HttpRequest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuisu.exchange.http import body
from zhuisu.exchange.http.body import receive
from zhuisu.exchange.http.problem import Kind, ProblemError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Pieces:
    """A WSGI input that gives these pieces, whatever is asked for, and then raises."""

    def __init__(self, *pieces: bytes, fault: Exception | None = None) -> None:
        self.pieces = list(pieces)
        self.fault = fault
        self.reads = 0

    def read(self, size: int) -> bytes:
        self.reads += 1
        if self.pieces:
            return self.pieces.pop(0)
        if self.fault:
            raise self.fault
        return b""


def request(source: Any, length: str | None, coding: str = "") -> HttpRequest:
    meta = {"wsgi.input": source, "CONTENT_LENGTH": length, "HTTP_CONTENT_ENCODING": coding}
    return cast(HttpRequest, SimpleNamespace(META=meta))


def test_a_small_body_is_kept_in_memory() -> None:
    kept = receive(request(Pieces(b"abc", b"de"), "5"), limit_bytes=10)
    assert isinstance(kept, BytesIO)
    assert kept.read() == b"abcde"


@pytest.mark.parametrize("length", [None, "40"])
def test_a_large_body_is_kept_in_a_file(monkeypatch: pytest.MonkeyPatch, length: str | None) -> None:
    monkeypatch.setattr(body, "IN_MEMORY_BYTES", 15)
    kept = receive(request(Pieces(*[b"0123456789"] * 4), length), limit_bytes=100)
    assert not isinstance(kept, BytesIO)
    assert kept.fileno() >= 0
    assert kept.read() == b"0123456789" * 4
    kept.close()


def test_a_body_that_is_announced_too_large_is_not_read() -> None:
    source = Pieces(b"x")
    with pytest.raises(ProblemError) as refused:
        receive(request(source, "11"), limit_bytes=10)
    assert (refused.value.kind, source.reads) == (Kind.CAPTURE_LIMIT, 0)


def test_a_body_in_chunks_is_counted_while_it_arrives() -> None:
    source = Pieces(*[b"0123456789"] * 100)
    with pytest.raises(ProblemError) as refused:
        receive(request(source, None), limit_bytes=25)
    assert (refused.value.kind, source.reads) == (Kind.CAPTURE_LIMIT, 3)


@pytest.mark.parametrize("fault", [None, ConnectionResetError()])
def test_a_body_that_ends_early_is_refused(fault: Exception | None) -> None:
    with pytest.raises(ProblemError) as refused:
        receive(request(Pieces(b"abc", fault=fault), "5"), limit_bytes=10)
    assert refused.value.findings[0].facts == {"received": 3, "announced": 5}


def test_a_body_that_stalls_is_given_up() -> None:
    with pytest.raises(ProblemError) as refused:
        receive(request(Pieces(b"abc", fault=TimeoutError()), "5"), limit_bytes=10)
    assert refused.value.kind is Kind.TOO_SLOW


@pytest.mark.parametrize("length", ["", "-5", "five", "٥"])
def test_a_length_that_is_none_counts_as_not_announced(length: str) -> None:
    assert receive(request(Pieces(b"abc"), length), limit_bytes=10).read() == b"abc"


class Growing:
    """A WSGI input: a gzip body that is made while it is read, of so many megabytes of text."""

    def __init__(self, megabytes: int) -> None:
        self.left = megabytes
        self.packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        self.line = bytes(range(32, 96)) * 16384

    def read(self, _: int) -> bytes:
        while self.left:
            self.left -= 1
            if piece := self.packer.compress(self.line) + (b"" if self.left else self.packer.flush()):
                return piece
        return b""


def test_a_long_compressed_body_takes_no_more_memory_than_a_short_one() -> None:
    tracemalloc.start()
    try:
        kept = receive(request(Growing(300), None, "gzip"), limit_bytes=400 << 20)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept.seek(0, 2) == 300 << 20
    kept.close()
    assert most < 40 << 20


def test_what_a_bomb_holds_is_counted_while_it_is_decoded() -> None:
    source = Growing(10_000)
    with pytest.raises(ProblemError) as refused:
        receive(request(source, None, "gzip"), limit_bytes=20 << 20)
    assert refused.value.kind is Kind.CAPTURE_LIMIT
    assert source.left > 9_900


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000), st.integers(1, 400), st.sampled_from([gzip.compress, zstd.compress]))
def test_a_body_comes_out_as_it_went_in_however_it_was_cut(body: bytes, size: int, pack: Any) -> None:
    packed = pack(body)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    coding = "gzip" if pack is gzip.compress else "zstd"
    assert receive(request(Pieces(*pieces), str(len(packed)), coding), limit_bytes=10_000).read() == body


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(["gzip", "zstd"]))
def test_noise_in_a_coding_is_refused(body: bytes, coding: str) -> None:
    with pytest.raises(ProblemError) as refused:
        receive(request(Pieces(body), str(len(body)), coding), limit_bytes=10_000)
    assert refused.value.kind is Kind.VALIDATION
