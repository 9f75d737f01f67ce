"""Stream: a document that is too large for memory, walked member by member to its events and past them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

import msgspec

from zhuisu.core.epcis import json_text
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.header import DocumentKind, Header, header_of, header_problems, kind_of
from zhuisu.core.epcis.refusal import Limits, Refusal, RefusedError, below, error
from zhuisu.core.epcis.scanner import Scanner
from zhuisu.core.findings import Finding

MEDIA_TYPE = "application/ld+json"
EVENT_LISTS: Mapping[DocumentKind, tuple[str, ...]] = {
    DocumentKind.CAPTURE: ("epcisBody", "eventList"),
    DocumentKind.QUERY: ("epcisBody", "queryResults", "resultsBody", "eventList"),
    DocumentKind.EVENT: (),
}
_LISTS = {path: kind for kind, path in EVENT_LISTS.items() if path}
_DESCENTS = frozenset(path[:depth] for path in _LISTS for depth in range(1, len(path)))
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


class _Level:
    """An object that has been entered: its members so far."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        self.members: dict[str, Any] = {}
        self.begun = False


class _Walk:
    """Goes through the members of a document, stops at the event list, goes on after it."""

    def __init__(self, scanner: Scanner, limits: Limits) -> None:
        self.scanner = scanner
        self.limits = limits
        self.kind: DocumentKind | None = None
        self.header_room = limits.header_bytes
        self.levels = [_Level(())]
        self.root = self.levels[0].members
        self.index = 0
        self.raw_context: bytes | None = None
        scanner.take(b"{", "$")

    @property
    def list_path(self) -> str:
        assert self.kind is not None
        return ".".join(("$", *EVENT_LISTS[self.kind]))

    def advance(self) -> bool:
        """Go on to the event list (true) or to the end of the document (false)."""
        while self.levels:
            level = self.levels[-1]
            path = ".".join(("$", *level.path))
            if self.scanner.peek() == b"}":
                self.scanner.take(b"}", path)
                self.levels.pop()
                continue
            if level.begun:
                self.scanner.take(b",", path)
            level.begun = True
            if self._member(level, path):
                return True
        if self.scanner.peek():
            raise self.scanner.broken("$")
        return False

    def _member(self, level: _Level, path: str) -> bool:
        if self.scanner.peek() != b'"':
            raise self.scanner.broken(path)
        name = self._decoded(self._raw(path), path)
        if name in level.members:
            raise RefusedError((error("duplicate", below(path, name), name=name),))
        self.scanner.take(b":", path)
        here = (*level.path, name)
        first = self.scanner.peek()
        if here in _LISTS and first == b"[":
            if self.kind is not None:
                raise RefusedError((error("duplicate", below(path, name), name=name),))
            self.kind = _LISTS[here]
            level.members[name] = []
            self.scanner.take(b"[", path)
            return True
        if here in _DESCENTS and first == b"{":
            self.scanner.take(b"{", path)
            inner = _Level(here)
            level.members[name] = inner.members
            self.levels.append(inner)
            return False
        raw = self._raw(below(path, name))
        if here == ("@context",):
            self.raw_context = raw
        level.members[name] = self._decoded(raw, below(path, name))
        return False

    def _raw(self, path: str) -> bytes:
        raw = self.scanner.value(self.header_room, path)
        self.header_room -= len(raw)
        if self.header_room < 0:
            raise RefusedError((error("value_size", path, limit=self.limits.header_bytes),))
        return raw

    def _decoded(self, raw: bytes, path: str) -> Any:
        value, findings = json_text.decode(raw, path)
        if findings:
            raise RefusedError(findings)
        return value

    def skip(self) -> None:
        """Go past the event list without looking at it."""
        for _ in self.lists():
            pass

    def events(self) -> Iterator[list[bytes]]:
        """The raw events of the list, in batches."""
        for listed in self.lists():
            batch: list[bytes] = []
            for raw in listed:
                if len(raw) > self.limits.event_bytes:
                    path = f"{self.list_path}[{self.index}]"
                    raise RefusedError((error("event_size", path, size=len(raw), limit=self.limits.event_bytes),))
                batch.append(bytes(raw))
                self.index += 1
                if len(batch) == self.limits.batch_events:
                    yield batch
                    batch = []
            if batch:
                yield batch

    def lists(self) -> Iterator[list[Any]]:
        """The list's elements, as many at a time as the buffer holds; ends past the closing bracket."""
        scanner, path = self.scanner, self.list_path
        if scanner.peek() == b"]":
            scanner.take(b"]", path)
            return
        while True:
            region, is_last = scanner.elements()
            if region:
                yield self._items(region, path)
            else:
                raw = scanner.value(self.limits.event_bytes, f"{path}[{self.index}]")
                yield [raw] if json_text.too_deep(raw) else self._items(raw, path)
                is_last = scanner.peek() == b"]"
                if not is_last:
                    scanner.take(b",", path)
            if is_last:
                scanner.take(b"]", path)
                return

    def _items(self, region: bytes, path: str) -> list[msgspec.Raw]:
        try:
            return _ITEMS.decode(b"[" + region + b"]")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            position = self.scanner.position - len(region)
            raise RefusedError(
                (error("json", path, problem=f"{problem} of the part that begins at byte {position}"),)
            ) from problem

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the document as a whole, once it has been walked through."""
        kind = kind_of(self.root.get("type"))
        if isinstance(kind, Finding):
            return (kind,)
        if kind is DocumentKind.EVENT:
            return (error("event_size", "$", size=self.scanner.position, limit=self.limits.event_bytes),)
        if kind is not self.kind:
            path = ".".join(("$", *EVENT_LISTS[kind]))
            return (*header_problems(kind, self.root), error("missing", path, name="eventList"))
        return tuple(header_problems(kind, self.root))


class StreamedDocument:
    """A document that is read as its events are asked for."""

    media_type = MEDIA_TYPE

    def __init__(self, walk: _Walk, header: Header, context: Context) -> None:
        self.header = header
        self.context = context
        self._walk = walk

    def batches(self) -> Iterator[list[bytes]]:
        yield from self._walk.events()
        if self._walk.advance():
            raise self._walk.scanner.broken("$")
        findings = self._walk.findings()
        if findings:
            raise RefusedError(findings)
        assert self._walk.kind is not None
        self.header = header_of(self._walk.kind, self._walk.root)


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """As much as there is, up to `size`: a pipe or a socket gives less at a time."""
    pieces = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def open_stream(first: bytes, stream: BinaryIO, start: int | None, limits: Limits) -> StreamedDocument | Refusal:
    """Open a document of which `first` has been read; `start` is its place in a stream that can be read again."""
    if first.startswith(json_text.BYTE_ORDER_MARKS):
        return Refusal((error("bom", "$"),))
    read = partial(read_fully, stream)
    try:
        walk = _Walk(Scanner(first, read, limits.chunk_bytes), limits)
        if not walk.advance():
            return Refusal(walk.findings())
        known: Mapping[str, Any] = walk.root
        raw_context = walk.raw_context
        if raw_context is None:
            if start is None:
                return Refusal((error("context_after_events", "$['@context']"),))
            known, raw_context = _read_through(walk)
            stream.seek(start)
            walk = _Walk(Scanner(b"", read, limits.chunk_bytes), limits)
            walk.advance()
    except RefusedError as refused:
        return Refusal(refused.findings)
    return _known(walk, known, raw_context)


def _known(walk: _Walk, known: Mapping[str, Any], raw_context: bytes) -> StreamedDocument | Refusal:
    assert walk.kind is not None
    context = Context.parse(raw_context)
    if isinstance(context, Refusal):
        return context
    header = Header(kind=walk.kind)
    if not any(header_problems(walk.kind, known)):
        header = header_of(walk.kind, known)
    return StreamedDocument(walk, header, context)


def _read_through(walk: _Walk) -> tuple[Mapping[str, Any], bytes]:
    """Walk to the end for what is written after the events."""
    walk.skip()
    if walk.advance():
        raise walk.scanner.broken("$")
    findings = walk.findings()
    if findings:
        raise RefusedError(findings)
    assert walk.raw_context is not None
    return walk.root, walk.raw_context
