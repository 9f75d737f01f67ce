"""A request's body: counted, bounded, kept."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.http import HttpRequest

from zhuisu.exchange.http import body
from zhuisu.exchange.http.body import receive
from zhuisu.exchange.http.problem import Kind, ProblemError


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


def request(source: Any, length: str | None) -> HttpRequest:
    return cast(HttpRequest, SimpleNamespace(META={"wsgi.input": source, "CONTENT_LENGTH": length}))


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
