"""Document: an EPCIS document, JSON or XML, opened as a stream of raw JSON-LD events under one context."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Protocol

import msgspec

from zhuisu.core.epcis import json_text
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.header import DocumentKind, Header, header_of, header_problems, kind_of
from zhuisu.core.epcis.refusal import Limits, Refusal, RefusedError, error
from zhuisu.core.epcis.streaming import EVENT_LISTS, MEDIA_TYPE, open_stream, read_fully
from zhuisu.core.epcis.xml.document import open_xml
from zhuisu.core.epcis.xml.encoding import is_xml
from zhuisu.core.findings import Finding

DEFAULT_LIMITS = Limits()
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])
_ENCODER = msgspec.json.Encoder()


class Document(Protocol):
    """An opened document.

    `context` is known from the start. `header` is complete once `batches()` is exhausted, since a document may write
    parts of it after the events; `batches()` can be run through once. `media_type` is that of what was received.
    """

    @property
    def media_type(self) -> str: ...

    @property
    def header(self) -> Header: ...

    @property
    def context(self) -> Context: ...

    def batches(self) -> Iterator[list[bytes]]:
        """The events, in lists within the limits: each the exact slice of what was received; of XML, its JSON-LD.

        Raises RefusedError with findings where the document breaks half-way; what came before is then void.
        """


class _WholeDocument:
    """A document that is in memory."""

    media_type = MEDIA_TYPE

    def __init__(self, header: Header, context: Context, events: list[Any], limits: Limits) -> None:
        self.header = header
        self.context = context
        self._events = events
        self._limits = limits

    def batches(self) -> Iterator[list[bytes]]:
        batch: list[bytes] = []
        room = self._limits.batch_bytes
        for index, event in enumerate(self._events):
            raw = bytes(event)
            if len(raw) > self._limits.event_bytes:
                path = ".".join(("$", *EVENT_LISTS[self.header.kind])) + f"[{index}]"
                raise RefusedError((error("event_size", path, size=len(raw), limit=self._limits.event_bytes),))
            if batch and (len(batch) >= self._limits.batch_events or len(raw) > room):
                yield batch
                batch, room = [], self._limits.batch_bytes
            batch.append(raw)
            room -= len(raw)
        if batch:
            yield batch


def open_document(stream: BinaryIO, limits: Limits = DEFAULT_LIMITS) -> Document | Refusal:
    """Open an EPCISDocument, an EPCISQueryDocument or a bare event: JSON-LD 2.0, or (no bare event) XML 2.0 and 1.x.

    Reads the whole of a small document, and a large one up to its event list. Give a seekable stream where documents
    may be large: one that writes its @context after its events has to be read twice, and is refused otherwise.
    """
    start = stream.tell() if stream.seekable() else None
    raw = read_fully(stream, limits.whole_bytes + 1)
    if is_xml(raw):
        return open_xml(raw, stream, limits)
    if len(raw) <= limits.whole_bytes:
        return _open_whole(raw, limits)
    return open_stream(raw, stream, start, limits)


def _open_whole(raw: bytes, limits: Limits) -> Document | Refusal:
    try:
        members = _MEMBERS.decode(raw)
        kind = kind_of(_plain(members.get("type")))
        if isinstance(kind, Finding):
            return Refusal((*json_text.decode(raw)[1], kind))
        if kind is DocumentKind.EVENT:
            return _open_event(raw, members, limits)
        return _open_list(raw, kind, members, limits)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        findings = json_text.decode(raw)[1]
        return Refusal(findings or (error("not_an_object", "$"),))


def _plain(raw: msgspec.Raw | None) -> Any:
    return None if raw is None else msgspec.json.decode(raw)


def _open_event(raw: bytes, members: Mapping[str, msgspec.Raw], limits: Limits) -> Document | Refusal:
    event = raw.strip()
    if len(event) > limits.event_bytes:
        return Refusal((error("event_size", "$", size=len(event), limit=limits.event_bytes),))
    if "@context" not in members:
        return Refusal((error("missing", "$['@context']", name="@context"),))
    context = Context.parse(bytes(members["@context"]))
    if isinstance(context, Refusal):
        return context
    return _WholeDocument(Header(kind=DocumentKind.EVENT), context, [event], limits)


def _open_list(raw: bytes, kind: DocumentKind, members: dict[str, msgspec.Raw], limits: Limits) -> Document | Refusal:
    *above, last = EVENT_LISTS[kind]
    levels: list[dict[str, msgspec.Raw]] = [members]
    path = "$"
    for name in (*above, last):
        path = f"{path}.{name}"
        if name not in levels[-1]:
            return Refusal(
                (*json_text.decode(raw)[1], *_header_findings(kind, levels), error("missing", path, name=name))
            )
        found = levels[-1][name]
        if bytes(memoryview(found)[:1]) != (b"[" if name == last else b"{"):
            expected = "array" if name == last else "object"
            return Refusal((error("kind", path, expected=expected, found="other"),))
        if name != last:
            levels.append(_MEMBERS.decode(found))
    listed = bytes(levels[-1][last])
    levels[-1][last] = msgspec.Raw(b"[]")
    plain = _nested(levels, above)
    findings = [*_text_findings(raw, listed, plain), *header_problems(kind, plain)]
    if findings:
        return Refusal(tuple(findings))
    context = Context.of(plain["@context"], bytes(members["@context"]))
    return _WholeDocument(header_of(kind, plain), context, _ITEMS.decode(listed), limits)


def _header_findings(kind: DocumentKind, levels: list[dict[str, msgspec.Raw]]) -> Iterator[Finding]:
    return header_problems(kind, {name: _plain(value) for name, value in levels[0].items()})


def _nested(levels: list[dict[str, msgspec.Raw]], names: list[str]) -> dict[str, Any]:
    """The plain members of the levels above the event list, put back into each other."""
    inner: dict[str, Any] = {}
    for level, name in zip(reversed(levels), reversed([*names, ""]), strict=True):
        plain = {member: _plain(value) for member, value in level.items() if member != name}
        if name:
            plain[name] = inner
        inner = plain
    return inner


def _text_findings(raw: bytes, listed: bytes, plain: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Repeated names and U+0000 outside the event list."""
    start = raw.find(listed[:256])
    is_there = raw[start : start + len(listed)] == listed
    outside = raw[:start] + b"[]" + raw[start + len(listed) :] if is_there else raw
    kept = json_text.structural_quotes(_ENCODER.encode(plain))
    if json_text.structural_quotes(outside) == kept and not json_text.has_nul(outside):
        return ()
    return json_text.decode(raw)[1]
