"""Bodies that stall, trickle or break."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from zhuisu.server import patience
from zhuisu.server.patience import PatientBodies, ThreadedBody


class Source:
    """A server's input: gives its pieces, then waits for `released` as for a client that stalls."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = list(pieces)
        self.released = threading.Event()

    def read(self, size: int) -> bytes:
        if not self.pieces:
            self.released.wait()
            return b""
        piece = self.pieces.pop(0)
        if isinstance(piece, Exception):
            raise piece
        return piece


def ended(*pieces: bytes | Exception) -> Source:
    source = Source(*pieces)
    source.released.set()
    return source


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "IDLE_SECONDS", 0.05)


def test_a_body_is_read_to_its_end() -> None:
    body = ThreadedBody(ended(b"abc", b"def"))
    assert [body.read(3), body.read(3), body.read(3), body.read(0)] == [b"abc", b"def", b"", b""]


def test_lines_are_found_across_pieces() -> None:
    body = ThreadedBody(ended(b"a\nb", b"c\nd"))
    assert list(body) == [b"a\n", b"bc\n", b"d"]


def test_a_long_line_is_cut_where_asked_and_nothing_is_lost() -> None:
    body = ThreadedBody(ended(b"abcdef\ngh"))
    assert [body.readline(4), body.readline(), body.read(9), body.readlines()] == [b"abcd", b"ef\n", b"gh", []]


@pytest.mark.usefixtures("impatient")
def test_a_client_that_stalls_is_given_up() -> None:
    source = Source(b"abc")
    body = ThreadedBody(source)
    assert body.read(10) == b"abc"
    with pytest.raises(TimeoutError):
        body.read(10)
    source.released.set()
    body.close()


def test_a_client_that_trickles_is_given_up() -> None:
    clock: Iterator[float] = iter([0.0, 29.0, 31.0])
    body = ThreadedBody(ended(b"a", b"b"), clock=lambda: next(clock))
    assert body.read(1) == b"a"
    with pytest.raises(TimeoutError):
        body.read(1)


def test_a_client_that_is_slow_and_steady_is_not() -> None:
    clock: Iterator[float] = iter([0.0, 100.0])
    body = ThreadedBody(ended(b"x" * patience.LEAST_BYTES_PER_SECOND * 100), clock=lambda: next(clock))
    assert len(body.read(1 << 20)) == patience.LEAST_BYTES_PER_SECOND * 100


def test_a_connection_that_breaks_is_an_oserror() -> None:
    body = ThreadedBody(ended(RuntimeError("broken")))
    with pytest.raises(OSError, match="could not be read"):
        body.read(1)


def test_a_request_without_a_body_costs_no_thread() -> None:
    before = threading.active_count()

    def application(environ: dict[str, Any], _: object) -> list[bytes]:
        return [str(threading.active_count() - before).encode()]

    assert list(PatientBodies(application)({"wsgi.input": ended()}, lambda *_: None)) == [b"0"]


def test_the_thread_of_a_body_ends_with_its_request() -> None:
    threads: list[threading.Thread] = []
    before = set(threading.enumerate())

    def application(environ: dict[str, Any], _: object) -> list[bytes]:
        environ["wsgi.input"].read(1)
        threads.extend(set(threading.enumerate()) - before)
        return []

    PatientBodies(application)({"wsgi.input": ended(b"a", b"b")}, lambda *_: None)
    (thread,) = threads
    thread.join(timeout=5)
    assert not thread.is_alive()
