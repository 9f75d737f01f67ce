"""Document: an EPCIS XML document, opened as a stream of raw JSON-LD events under one context."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.header import DocumentKind, Header
from zhuisu.core.epcis.refusal import Limits, Refusal, RefusedError, error
from zhuisu.core.epcis.streaming import EVENT_LISTS
from zhuisu.core.epcis.xml.encoding import as_utf8
from zhuisu.core.epcis.xml.events import events_of
from zhuisu.core.epcis.xml.header import ROOTS, found, read_header, root_problem
from zhuisu.core.epcis.xml.namespaces import split
from zhuisu.core.epcis.xml.scope import DocumentScope
from zhuisu.core.epcis.xml.tree import Tree
from zhuisu.core.findings import Finding

MEDIA_TYPE = "application/xml"
_CHUNK_BYTES = 1 << 15
_SNIFFED_BYTES = 1024
_LISTS = {
    DocumentKind.CAPTURE: ("EPCISBody", "EventList"),
    DocumentKind.QUERY: ("EPCISBody", "QueryResults", "resultsBody", "EventList"),
}


class XmlDocument:
    """A document of EPCIS 2.0 or 1.x that is read as its events are asked for. §10.2; EPCIS 1.2 §9.5"""

    media_type = MEDIA_TYPE

    def __init__(self, tree: Tree, header: Header, context: Context, document: DocumentScope, limits: Limits) -> None:
        self.header = header
        self.context = context
        self._tree = tree
        self._document = document
        self._limits = limits
        self._path = ".".join(("$", *EVENT_LISTS[header.kind]))
        self._index = 0

    def batches(self) -> Iterator[list[bytes]]:
        batch: list[bytes] = []
        room = self._limits.batch_bytes
        for raw in self._events():
            if len(raw) > self._limits.event_bytes:
                raise RefusedError((self._too_large(len(raw)),))
            if batch and (len(batch) >= self._limits.batch_events or len(raw) > room):
                yield batch
                batch, room = [], self._limits.batch_bytes
            batch.append(raw)
            room -= len(raw)
            self._index += 1
        if batch:
            yield batch
        self.header = self._end()

    def _events(self) -> Iterator[bytes]:
        """Every event, as soon as its element is complete: when the next has begun, or the document has ended."""
        growth = 0
        while True:
            events = _list(self._tree, self.header.kind)
            last = len(events) - 1 if not self._tree.is_complete else len(events)
            if last > 0:
                growth = 0
                complete = events[:last]
                del events[:last]
                for element in complete:
                    yield from events_of(element, self._document)
            if self._tree.is_complete:
                return
            growth += self._tree.grow()
            if growth > self._limits.event_bytes + _CHUNK_BYTES:
                raise RefusedError((self._too_large(growth),))

    def _too_large(self, size: int) -> Finding:
        return error("event_size", f"{self._path}[{self._index}]", size=size, limit=self._limits.event_bytes)

    def _end(self) -> Header:
        root = self._tree.root
        assert root is not None
        header = read_header(root, self._document)
        if not isinstance(header, Header):
            raise RefusedError(header)
        lists = sum(1 for _ in found(root, _LISTS[header.kind]))
        if lists > 1:
            raise RefusedError((error("duplicate", self._path, name="EventList"),))
        if not any(split(child.tag)[1] == "EPCISBody" for child in root):
            raise RefusedError((error("missing", "$.epcisBody", name="EPCISBody"),))
        if header.kind is DocumentKind.QUERY and not lists and not header.master_data:
            raise RefusedError((error("xml_query_message", "$.epcisBody"),))
        return header


def open_xml(first: bytes, stream: BinaryIO, limits: Limits) -> XmlDocument | Refusal:
    """Open a document of which `first` has been read. Reads on to its first event."""
    tree = Tree(as_utf8(_chunks(first, stream, limits)))
    try:
        while tree.root is None and not tree.is_complete:
            _grow_header(tree, limits)
        root = tree.root
        assert root is not None
        if (problem := root_problem(root)) is not None:
            return Refusal((problem,))
        kind, _ = ROOTS[split(root.tag)[:2]]
        while not tree.is_complete and not len(_list(tree, kind)):
            _grow_header(tree, limits)
    except RefusedError as refused:
        return Refusal(refused.findings)
    document = DocumentScope()
    for element in _above(root, _LISTS[kind]):
        document.declare(dict(element.items()))
    header = read_header(root, document)
    if not isinstance(header, Header):
        return Refusal(header)
    return XmlDocument(tree, header, document.context(), document, limits)


def _chunks(first: bytes, stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    size = min(limits.chunk_bytes, _CHUNK_BYTES)
    while len(first) < _SNIFFED_BYTES and (more := stream.read(_SNIFFED_BYTES - len(first))):
        first += more
    yield first[:_SNIFFED_BYTES]
    for start in range(_SNIFFED_BYTES, len(first), size):
        yield first[start : start + size]
    while chunk := stream.read(size):
        yield chunk


def _grow_header(tree: Tree, limits: Limits) -> None:
    tree.grow()
    if tree.fed_bytes > limits.header_bytes:
        raise RefusedError((error("value_size", "$", limit=limits.header_bytes),))


def _list(tree: Tree, kind: DocumentKind) -> Element:
    """The list of events, empty where it has not begun."""
    assert tree.root is not None
    return next(found(tree.root, _LISTS[kind]), Element("EventList"))


def _above(root: Element, path: tuple[str, ...]) -> Iterator[Element]:
    """The root, and the elements down to the list of events."""
    for depth in range(len(path) + 1):
        yield from found(root, path[:depth])
