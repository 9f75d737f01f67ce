"""Scanner: finds where JSON values end in a stream of chunks, in time linear in the input whatever it holds."""

import re
from collections.abc import Callable

from zhuisu.core.epcis.refusal import RefusedError, error

_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_PLAIN = rb'[^\[\]{}"]++'


def _container(depth: int) -> bytes:
    """A pattern of an object or array that nests so deep. Possessive throughout: it never goes back."""
    inside = rb"|" + _container(depth - 1) if depth else b""
    return rb"[\[{](?:" + _PLAIN + rb"|" + _STRING + inside + rb")*+[\]}]"


_ELEMENT = rb"(?:" + _container(8) + rb"|" + _STRING + rb'|[^\s,\[\]{}"]++)'
_ELEMENTS = re.compile(rb"(?:\s*+" + _ELEMENT + rb"\s*+,)*+", re.DOTALL)
_LAST = re.compile(rb"\s*+" + _ELEMENT + rb"\s*+(?=\])", re.DOTALL)
_SCALAR = re.compile(rb'[^\s,:\[\]{}"]++')
_TOKEN = re.compile(rb'[^"\[\]{}]++|[\[\]{}]|"(?:[^"\\]++|\\.)*+(")?', re.DOTALL)
_SPACE = re.compile(rb"[ \t\r\n]*+")


class Scanner:
    """A place in a stream. `offset` counts the bytes before the buffer."""

    def __init__(self, first: bytes, read: Callable[[int], bytes], chunk_bytes: int) -> None:
        self._buffer = first
        self._read = read
        self._chunk_bytes = chunk_bytes
        self._at = 0
        self._ended = False
        self.offset = 0

    @property
    def position(self) -> int:
        """Bytes from the start of the stream."""
        return self.offset + self._at

    def peek(self) -> bytes:
        """The next byte that is no blank; nothing at the end."""
        while True:
            blanks = _SPACE.match(self._buffer, self._at)
            assert blanks is not None
            self._at = blanks.end()
            if self._at < len(self._buffer):
                return self._buffer[self._at : self._at + 1]
            if not self._more():
                return b""

    def take(self, expected: bytes, path: str) -> None:
        """Go past this byte, which has to come next."""
        found = self.peek()
        if found != expected:
            raise self.broken(path)
        self._at += 1

    def broken(self, path: str) -> RefusedError:
        """What to raise where the JSON breaks here."""
        found = self._buffer[self._at : self._at + 1].decode("ascii", "replace")
        problem = f"unexpected {found!r}" if found else "unexpected end"
        return RefusedError((error("json", path, problem=f"{problem} (byte {self.position})"),))

    def value(self, limit: int, path: str) -> bytes:
        """The next value, of at most `limit` bytes."""
        first = self.peek()
        if first in (b"{", b"[", b'"'):
            return self._delimited(limit, path)
        while True:
            scalar = _SCALAR.match(self._buffer, self._at)
            if scalar is None:
                raise self.broken(path)
            if scalar.end() < len(self._buffer) or not self._more():
                return self._slice(scalar.end())
            self._bound(limit, path)

    def elements(self) -> tuple[bytes, bool]:
        """The complete elements of an array that the buffer holds, with commas between, and whether `]` is next.

        Empty where the buffer holds no complete element, or one that nests deep: `value` reads that.
        """
        matched = _ELEMENTS.match(self._buffer, self._at)
        assert matched is not None
        last = _LAST.match(self._buffer, matched.end())
        if last is not None:
            return self._slice(last.end()), True
        if matched.end() == self._at:
            return b"", False
        return self._slice(matched.end())[:-1], False

    def _delimited(self, limit: int, path: str) -> bytes:
        depth = 0
        at = 0
        while True:
            token = _TOKEN.match(self._buffer, self._at + at)
            complete = token is not None
            if token is not None:
                first = self._buffer[token.start()]
                if first == 0x22:
                    complete = token[1] is not None
                elif first in b"{[":
                    depth += 1
                elif first in b"}]":
                    depth -= 1
            if complete and token is not None:
                at = token.end() - self._at
                if depth <= 0:
                    return self._slice(token.end())
            elif not self._more():
                self._at = len(self._buffer)
                raise self.broken(path)
            else:
                self._bound(limit, path)

    def _bound(self, limit: int, path: str) -> None:
        if len(self._buffer) - self._at > limit + self._chunk_bytes:
            raise RefusedError((error("value_size", path, limit=limit),))

    def _slice(self, end: int) -> bytes:
        piece = self._buffer[self._at : end]
        self._at = end
        return piece

    def _more(self) -> bool:
        if self._ended:
            return False
        chunk = self._read(self._chunk_bytes)
        if not chunk:
            self._ended = True
            return False
        self._buffer = self._buffer[self._at :] + chunk
        self.offset += self._at
        self._at = 0
        return True
