"""Fuzz: whatever bytes come as XML, reading answers with events or findings, the same in pieces of any size."""

import io
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.epcis.making import careless, unhurried
from tests.core.epcis.samples import CAST, CONTEXT, SENSOR_FITTED, encoded
from tests.core.epcis.xml.test_xml_document import LAUGHS, MASTER_DATA, OLD, QUERY, RESULTS
from tests.core.epcis.xml.test_xml_reading import FREE, STRUCTURES
from tests.core.epcis.xml.xml_samples import CREATED, document_of, picked, written
from zhuisu.core.epcis import Limits, Refusal, RefusedError, open_document, read_event
from zhuisu.core.epcis.xml import XmlVersion, write_document

DOCUMENTS = [
    *(written(event, version) for event in CAST for version in XmlVersion),
    document_of("".join(picked(xml) for xml, _ in (*STRUCTURES.values(), *FREE.values())), header=MASTER_DATA),
    OLD.format("1.0", picked("<extension/>")).encode(),
    QUERY.format(2, RESULTS.format(picked())).encode(),
    LAUGHS.encode() + document_of(picked()),
    document_of(picked("<qz:a>三</qz:a>")).decode().encode("utf-16"),
]
PIECES = st.sampled_from(
    [b"", b"<", b">", b"/", b"</", b"/>", b"&", b"&#0;", b"&#xD800;", b"&amp;", b'"', b"'", b"=", b"<!--", b"-->",
     b"]]>", b"<![CDATA[", b"<?", b"?>", b"<!DOCTYPE a>", b"\xff", b"\xe4\xb8", b"\0", b"\x01", b" ", b"\n", b"text",
     b"<a>" * 200, b'<?xml version="1.0" encoding="UTF-16"?>', b'<?xml version="1.0" encoding="GBK"?>', b' xmlns=""',
     b' xmlns:qz="x y"', b' xmlns:a="urn:epcglobal:epcis:xsd:1"', b"<extension>", b"</extension>", b"<EventList>",
     b"</EventList>", b"xsi:nil", b' a:type="b"', b"_x0000_", b"_x0020_", b"ObjectEvent", b"QuantityEvent", b"ilmd",
     b"epc", b"type"]
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A document with up to four pieces replaced by others."""
    raw = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.sampled_from([0, 0, 1, 1, 5, 100]))
        raw = raw[:at] + draw(PIECES) + raw[at + length :]
    return raw


def outcome(raw: bytes, limits: Limits) -> list[bytes] | None:
    """The events, or None where the document is refused, with findings; every event is answered, too."""
    document = open_document(io.BytesIO(raw), limits)
    if isinstance(document, Refusal):
        assert document.findings
        return None
    try:
        events = [event for batch in document.batches() for event in batch]
    except RefusedError:
        return None
    for event in events:
        found = read_event(event, document.context)
        assert not isinstance(found, Refusal) or found.findings
        assert "epcis_unexplained" not in str(found)
    return events


@settings(unhurried, max_examples=500)
@given(broken(), st.integers(1, 100))
def test_a_document_reads_the_same_in_pieces_of_any_size(raw: bytes, chunk_bytes: int) -> None:
    assert outcome(raw, Limits(whole_bytes=64, chunk_bytes=chunk_bytes)) == outcome(raw, Limits())


@unhurried
@given(st.binary(max_size=200))
def test_anything_after_a_bracket_is_answered(raw: bytes) -> None:
    outcome(b"<" + raw, Limits())


@settings(unhurried, max_examples=300)
@given(careless(), st.sampled_from(XmlVersion))
def test_every_event_that_is_accepted_is_written_as_xml_that_is_accepted(
    event: dict[str, Any], version: XmlVersion
) -> None:
    raw = encoded(event)
    accepted = not isinstance(read_event(raw, CONTEXT), Refusal)
    pairs = [(msgspec.json.decode(raw), CONTEXT)] * accepted
    document = write_document(pairs, version=version, creation_date=CREATED, query_name=None)
    assert len(outcome(document, Limits()) or []) == accepted


@unhurried
@given(st.text(max_size=20), st.text(max_size=20))
def test_texts_that_xml_cannot_hold_are_written_all_the_same(string: str, name: str) -> None:
    report = {"type": "Temperature", "stringValue": string.replace("\0", "")}
    event = {**SENSOR_FITTED, "sensorElementList": [{"sensorReport": [report]}]}
    raw = write_document(
        [(event, CONTEXT)], version=XmlVersion.V2_0, creation_date=CREATED, query_name=name, subscription_id=string
    )
    assert len(outcome(raw, Limits()) or []) == 1
