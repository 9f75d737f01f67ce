"""Fuzz: whatever bytes come, reading answers; and it answers the same whole and as a stream."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.epcis.making import ANY_JSON, EVENTS, unhurried
from tests.core.epcis.samples import CAST, document_of, encoded, events_in
from zhuisu.core.epcis import Limits, Refusal, RefusedError, open_document, read_event

PIECES = st.sampled_from(
    [b"", b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"\xff", b"\xe4\xb8", b"\0", b"null",
     b'"eventList"', b'"@context"', b'"type"', b"[" * 200, b"1e999", b" ", b"\n", b'{"a":1}', b'"epcisBody":{']
)  # fmt: skip
DOCUMENTS = [
    encoded(document_of(list(CAST))),
    encoded(dict(reversed(document_of(list(CAST)).items()))),
    encoded(
        document_of([], type="EPCISQueryDocument", epcisBody={"queryResults": {"resultsBody": {"eventList": [1]}}})
    ),
    encoded({**CAST[0], "@context": {"qz": "https://zhuisu.example/voc/"}}),
]


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A document with up to three pieces replaced by others."""
    raw = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.sampled_from([0, 0, 1, 1, 5, 100]))
        raw = raw[:at] + draw(PIECES) + raw[at + length :]
    return raw


def outcome(raw: bytes, limits: Limits) -> list[bytes] | None:
    """The events, or None where the document is refused, with findings."""
    document = open_document(io.BytesIO(raw), limits)
    if isinstance(document, Refusal):
        assert document.findings
        return None
    try:
        events = events_in(document)
    except RefusedError:
        return None
    for event in events:
        found = read_event(event, document.context)
        assert not isinstance(found, Refusal) or found.findings
    return events


@settings(unhurried, max_examples=400)
@given(broken(), st.integers(1, 100))
def test_a_document_reads_the_same_whole_and_streamed(raw: bytes, chunk_bytes: int) -> None:
    whole = outcome(raw, Limits())
    streamed = outcome(raw, Limits(whole_bytes=1, chunk_bytes=chunk_bytes))
    is_bare_event = whole is not None and len(whole) == 1 and whole[0] == raw.strip()
    assert streamed == whole or is_bare_event


@unhurried
@given(st.one_of(st.binary(max_size=200), ANY_JSON.map(encoded)))
def test_anything_is_answered(raw: bytes) -> None:
    outcome(raw, Limits())
    outcome(raw, Limits(whole_bytes=1, chunk_bytes=7))


@unhurried
@given(st.lists(EVENTS, max_size=3), st.integers(1, 100))
def test_good_documents_give_their_events(events: list[dict[str, object]], chunk_bytes: int) -> None:
    raw = encoded(document_of(list(events)))
    expected = [encoded(event) for event in events]
    assert outcome(raw, Limits()) == expected
    assert outcome(raw, Limits(whole_bytes=1, chunk_bytes=chunk_bytes)) == expected
