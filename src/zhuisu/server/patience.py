"""PatientBodies: how long a client may take to send a body, so that slow ones cannot occupy every thread."""

import math
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from typing import Any, Protocol

IDLE_SECONDS = 20.0
LEAST_BYTES_PER_SECOND = 4096
GRACE_SECONDS = 30.0

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Readable(Protocol):
    """The server's own input, whose reads may wait for ever."""

    def read(self, size: int, /) -> bytes: ...


class PatientBodies:
    """A WSGI application whose input raises TimeoutError when the client stalls or trickles.

    The server's `read` cannot be interrupted, so it happens on a thread of its own, made at the first read (a request
    without a body costs nothing). A thread that waits for a stalled client ends when the server closes the connection,
    which it does after it has answered a request whose body was not read to its end.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = ThreadedBody(environ["wsgi.input"])
        environ["wsgi.input"] = body
        try:
            return self.application(environ, start_response)
        finally:
            body.close()


class PatientBody(ABC):
    """A WSGI input (PEP 3333) with deadlines. Reads one piece at a time, none ahead."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: float | None = None
        self._received = 0
        self._most_seconds = math.inf
        self._kept = b""

    def hurry(self, seconds: float) -> None:
        """Let the whole body take no longer than this, from the first read on."""
        self._most_seconds = seconds

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, at least one unless the body has ended. Raises TimeoutError, OSError."""
        if size == 0:
            return b""
        if self._kept:
            piece, self._kept = (self._kept, b"") if size < 0 else (self._kept[:size], self._kept[size:])
            return piece
        return self._arriving(size)

    def readline(self, size: int = -1) -> bytes:
        """A line, whole or as far as `size`."""
        line = b""
        while not line.endswith(b"\n") and (size < 0 or len(line) < size):
            piece = self.read(4096)
            if not piece:
                break
            head, newline, rest = piece.partition(b"\n")
            line, self._kept = line + head + newline, rest + self._kept
        if 0 <= size < len(line):
            line, self._kept = line[:size], line[size:] + self._kept
        return line

    def readlines(self, hint: int = -1) -> list[bytes]:
        lines: list[bytes] = []
        while (hint < 0 or sum(map(len, lines)) < hint) and (line := self.readline()):
            lines.append(line)
        return lines

    def __iter__(self) -> "PatientBody":
        return self

    def __next__(self) -> bytes:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    @abstractmethod
    def close(self) -> None:
        """Lets go of whatever waits for the client."""

    def _arriving(self, size: int) -> bytes:
        if self._began is None:
            self._began = self._clock()
        piece = self._take(size)
        self._received += len(piece)
        allowed = min(self._most_seconds, GRACE_SECONDS + self._received / LEAST_BYTES_PER_SECOND)
        if piece and self._clock() - self._began > allowed:
            raise TimeoutError("the client trickles")
        if 0 <= size < len(piece):
            piece, self._kept = piece[:size], piece[size:]
        return piece

    @abstractmethod
    def _take(self, size: int) -> bytes:
        """The next piece, empty at the end; `size` is a wish. Raises TimeoutError after IDLE_SECONDS, OSError."""


class ThreadedBody(PatientBody):
    """A body whose source is read on a thread of its own."""

    def __init__(self, source: Readable, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self._source = source
        self._wanted: SimpleQueue[int | None] = SimpleQueue()
        self._pieces: SimpleQueue[bytes | BaseException] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def close(self) -> None:
        """Lets the reading thread go."""
        self._wanted.put(None)

    def _take(self, size: int) -> bytes:
        if self._thread is None:
            self._thread = threading.Thread(target=self._read_on, name="body", daemon=True)
            self._thread.start()
        self._wanted.put(size)
        try:
            piece = self._pieces.get(timeout=IDLE_SECONDS)
        except Empty:
            raise TimeoutError("the client stalled") from None
        if isinstance(piece, BaseException):
            raise OSError("the body could not be read") from piece
        return piece

    def _read_on(self) -> None:
        while (size := self._wanted.get()) is not None:
            try:
                self._pieces.put(self._source.read(size))
            except BaseException as fault:  # whatever it is, it belongs to the reader
                self._pieces.put(fault)
                return
