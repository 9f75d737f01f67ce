"""Documents: opened whole or as a stream, they give the same events, and refuse the same breakage."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.epcis.samples import (
    CAST,
    CONTEXT_JSON,
    GS1_CONTEXT,
    LYCHEES_PICKED,
    STREAMED,
    changed,
    document_of,
    encoded,
    events_in,
    listed,
    opened,
    published,
    read,
)
from zhuisu.core.epcis import DocumentKind, Limits, Refusal, RefusedError, open_document

WHOLE = Limits()
BOTH = pytest.mark.parametrize("limits", [WHOLE, STREAMED], ids=["whole", "streamed"])
MASTER_DATA = {
    "epcisMasterData": {
        "vocabularyList": [
            {
                "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
                "vocabularyElementList": [
                    {
                        "id": "urn:epc:id:sgln:690123400.001.0",
                        "attributes": [{"id": "cbvmda:name", "attribute": "灵山荔枝园"}],
                        "children": ["urn:epc:id:sgln:690123400.001.1"],
                    }
                ],
            }
        ]
    }
}
NAMELESS = {"epcisMasterData": {"vocabularyList": [{"type": "urn:a:b", "vocabularyElementList": [{}]}]}}


def with_member_first(text: bytes) -> bytes:
    """A document with one more member before all others."""
    return encoded(document_of([])).replace(b"{", b"{" + text + b", ", 1)


def refused(raw: bytes, limits: Limits) -> list[tuple[str, str]]:
    """(code, path) of what refuses a document, at its opening or half-way."""
    document = open_document(io.BytesIO(raw), limits)
    if isinstance(document, Refusal):
        findings = document.findings
    else:
        with pytest.raises(RefusedError) as raised:
            events_in(document)
        findings = raised.value.findings
    assert findings
    return [(finding.code.removeprefix("epcis_"), finding.path) for finding in findings]


@BOTH
def test_every_published_document_opens(shared: Path, limits: Limits) -> None:
    for path, plain in published(shared):
        document = opened(path.read_bytes(), limits)
        events = events_in(document)
        assert [json.loads(raw) for raw in events] == listed(plain)
        assert all(read(raw, document.context) for raw in events)
        assert document.header.schema_version == plain["schemaVersion"]


@BOTH
def test_events_are_the_very_bytes_that_were_received(limits: Limits) -> None:
    odd = b'{ "a" :\t[1.0 , "\\u4e09"] }'
    raw = encoded(document_of([])).replace(b"[]", b"[ " + odd + b" ,\n" + odd + b"]")
    assert events_in(opened(raw, limits)) == [odd, odd]


@BOTH
def test_the_header_is_read(limits: Limits) -> None:
    raw = encoded(document_of(list(CAST), sender="urn:a:b", epcisHeader=MASTER_DATA, instanceIdentifier="7"))
    document = opened(raw, limits)
    assert len(events_in(document)) == len(CAST)
    header = document.header
    assert (header.kind, header.sender, header.instance_identifier) == (DocumentKind.CAPTURE, "urn:a:b", "7")
    assert header.creation_date is not None
    assert header.creation_date.isoformat() == "2026-06-18T06:30:00+08:00"
    (place,) = header.master_data
    assert (place.type, place.id) == ("urn:epcglobal:epcis:vtype:BusinessLocation", "urn:epc:id:sgln:690123400.001.0")
    assert [(attribute.id, attribute.value) for attribute in place.attributes] == [("cbvmda:name", "灵山荔枝园")]
    assert place.children == ("urn:epc:id:sgln:690123400.001.1",)


@BOTH
def test_the_context_is_kept_as_received(limits: Limits) -> None:
    raw = encoded(document_of([])).replace(b'{"@context": [', b'{"@context":  [ ')
    assert opened(raw, limits).context.raw.startswith(b'[ "https://ref.gs1.org/')


@BOTH
def test_the_context_and_the_header_may_come_after_the_events(limits: Limits) -> None:
    plain = document_of(list(CAST), epcisHeader=MASTER_DATA)
    document = opened(encoded(dict(reversed(plain.items()))), limits)
    assert document.context.declared["qz"] == "https://zhuisu.example/voc/"
    assert len(events_in(document)) == len(CAST)
    assert len(document.header.master_data) == 1


class Pipe(io.BytesIO):
    """A stream that cannot be read again."""

    def seekable(self) -> bool:
        return False


def test_a_stream_that_cannot_be_read_again_needs_its_context_first() -> None:
    plain = document_of(list(CAST))
    first = open_document(Pipe(encoded(plain)), STREAMED)
    assert not isinstance(first, Refusal)
    assert len(events_in(first)) == len(CAST)
    last = open_document(Pipe(encoded(dict(reversed(plain.items())))), STREAMED)
    assert isinstance(last, Refusal)
    assert [finding.code for finding in last.findings] == ["epcis_context_after_events"]


@BOTH
def test_query_results_are_captured(limits: Limits) -> None:
    body = {"queryResults": {"queryName": "q", "resultsBody": {"eventList": list(CAST)}}}
    raw = encoded(document_of([], type="EPCISQueryDocument", epcisBody=body))
    document = opened(raw, limits)
    assert len(events_in(document)) == len(CAST)
    assert document.header.kind is DocumentKind.QUERY


def test_a_bare_event_is_a_document_of_one() -> None:
    raw = encoded(changed(LYCHEES_PICKED, **{"@context": CONTEXT_JSON}))
    document = opened(b"\n" + raw + b" ")
    assert events_in(document) == [raw]
    assert document.header.kind is DocumentKind.EVENT
    assert read(raw, document.context).event_id == LYCHEES_PICKED["eventID"]


@BOTH
def test_an_empty_list_carries_master_data(limits: Limits) -> None:
    document = opened(encoded(document_of([], epcisHeader=MASTER_DATA)), limits)
    assert events_in(document) == []
    assert len(document.header.master_data) == 1


@BOTH
def test_annotations_of_json_tools_are_let_pass(limits: Limits) -> None:
    notes = {"$id": "https://example.org/1", "$schema": "https://example.org/2", "rdfs:comment": "an example"}
    assert events_in(opened(encoded(document_of([LYCHEES_PICKED], **notes)), limits)) == [encoded(LYCHEES_PICKED)]


BROKEN: dict[str, tuple[bytes, str, str]] = {
    "no context": (encoded(document_of([], **{"@context": None})), "missing", "$['@context']"),
    "no date": (encoded(document_of([], creationDate=None)), "missing", "$.creationDate"),
    "no version": (encoded(document_of([], schemaVersion=None)), "missing", "$.schemaVersion"),
    "an old version": (encoded(document_of([], schemaVersion="1.2")), "schema_version", "$.schemaVersion"),
    "no type": (encoded(document_of([], type=None)), "missing", "$.type"),
    "another type": (encoded(document_of([], type="Invoice")), "document_type", "$.type"),
    "no body": (encoded(document_of([], epcisBody=None)), "missing", "$.epcisBody"),
    "a field of nobody": (encoded(document_of([], colour="red")), "no_namespace", "$.colour"),
    "a date of one's own": (encoded(document_of([], creationDate="today")), "time", "$.creationDate"),
    "a number for a sender": (encoded(document_of([], sender=7)), "kind", "$.sender"),
    "a bad context": (encoded(document_of([], **{"@context": [GS1_CONTEXT, 5]})), "context_kind", "$['@context'][1]"),
    "nameless master data": (
        encoded(document_of([], epcisHeader=NAMELESS)),
        "missing",
        "$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0].id",
    ),
    "U+0000 in the header": (encoded(document_of([], sender="a")).replace(b'"a"', b'"\\u0000"'), "nul", "$.sender"),
    "a member twice": (with_member_first(b'"schemaVersion": "2.0"'), "duplicate", "$.schemaVersion"),
    "two types": (with_member_first(b'"type": "EPCISDocument"'), "duplicate", "$.type"),
    "two bodies": (with_member_first(b'"epcisBody": {"eventList": []}'), "duplicate", "$.epcisBody"),
    "two lists": (
        encoded(document_of([])).replace(b'"eventList": []', b'"eventList": [], "eventList": []'),
        "duplicate",
        "$.epcisBody.eventList",
    ),
    "an array": (b"[" + encoded(document_of([])) + b"]", "not_an_object", "$"),
    "nothing": (b"", "empty", "$"),
    "a byte order mark": (b"\xef\xbb\xbf" + encoded(document_of([])), "bom", "$"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "code", "path"), BROKEN.values(), ids=BROKEN.keys())
def test_is_refused(raw: bytes, code: str, path: str) -> None:
    assert (code, path) in refused(raw, WHOLE)


@pytest.mark.parametrize("raw", [row[0] for row in BROKEN.values() if len(row[0]) > 8], ids=lambda raw: "")
def test_is_refused_as_a_stream(raw: bytes) -> None:
    assert refused(raw, STREAMED)


DOCUMENT = encoded(document_of(list(CAST)))


@BOTH
@pytest.mark.parametrize(
    "raw",
    [
        DOCUMENT[:-1],
        DOCUMENT[:900],
        DOCUMENT + b"}",
        DOCUMENT + DOCUMENT,
        DOCUMENT.replace(b'}, {"type": "Agg', b'} {"type": "Agg'),
        DOCUMENT.replace(b'}, {"type": "Agg', b'},, {"type": "Agg'),
        DOCUMENT.replace(b"]}}", b",]}}"),
        DOCUMENT.replace(b'{"type": "Agg', b'{"type" "Agg'),
        DOCUMENT.replace(b'"action": "ADD"', b'"action": ADD', 1),
        DOCUMENT.replace(b'"childEPCs": [', b'"childEPCs": {', 1),
        DOCUMENT.replace("三月红".encode(), b"\\ud800"),
        DOCUMENT.replace(b'"qz:variety"', b'"qz:variety\n"'),
    ],
    ids=range(12),
)
def test_broken_text_is_refused_however_it_is_read(raw: bytes, limits: Limits) -> None:
    assert raw != DOCUMENT
    assert ("json") in {code for code, _ in refused(raw, limits)}


@BOTH
def test_an_event_beyond_the_limit_is_refused(limits: Limits) -> None:
    small = Limits(whole_bytes=limits.whole_bytes, chunk_bytes=limits.chunk_bytes, event_bytes=300)
    raw = encoded(document_of([changed(LYCHEES_PICKED, **{"qz:notes": "x" * 1000})]))
    assert refused(raw, small)[0][1] == "$.epcisBody.eventList[0]"


@BOTH
def test_batches_keep_to_their_limits(limits: Limits) -> None:
    events = [{"n": number} for number in range(50)]
    small = Limits(whole_bytes=limits.whole_bytes, chunk_bytes=limits.chunk_bytes, batch_events=7)
    batches = list(opened(encoded(document_of(events)), small).batches())
    assert max(len(batch) for batch in batches) <= 7
    assert [json.loads(raw)["n"] for batch in batches for raw in batch] == list(range(50))


class Trickle(io.RawIOBase):
    """An endless document, made as it is read."""

    def __init__(self, head: bytes, body: bytes, times: int, tail: bytes) -> None:
        self._parts = iter([head, *([body] * times), tail])
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        part = next(self._parts, b"")
        self.taken += len(part)
        return part


def test_a_large_document_is_read_as_its_events_are_asked_for() -> None:
    head, tail = encoded(document_of([])).split(b"[]")
    body = encoded(LYCHEES_PICKED) + b","
    stream: Any = Trickle(head + b"[", body, 40_000, encoded(LYCHEES_PICKED) + b"]" + tail)
    document = open_document(stream, Limits(whole_bytes=1 << 16, chunk_bytes=1 << 16))
    assert not isinstance(document, Refusal)
    batches = document.batches()
    next(batches)
    assert stream.taken < 1 << 19
    assert sum(len(batch) for batch in batches) > 39_000
    assert stream.taken > 25 << 20


@BOTH
def test_deep_nesting_is_refused_at_its_event(limits: Limits) -> None:
    deep = encoded(LYCHEES_PICKED).replace('"三月红"'.encode(), b"[" * 150 + b"]" * 150)
    document = opened(encoded(document_of(["?", LYCHEES_PICKED])).replace(b'"?"', deep), limits)
    first, second = events_in(document)
    assert first == deep
    assert second == encoded(LYCHEES_PICKED)
