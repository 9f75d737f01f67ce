"""Samples: documents of EPCIS XML, and the way from an event through XML and back."""

import io
from datetime import UTC, datetime
from typing import Any

import msgspec

from tests.core.epcis.samples import CONTEXT, encoded
from zhuisu.core.epcis import Context, Document, Event, Limits, Refusal, open_document, read_event
from zhuisu.core.epcis.xml import XmlVersion, write_document

CREATED = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
STREAMED = Limits(whole_bytes=8, chunk_bytes=64)
PICKED = """
<ObjectEvent>
  <eventTime>2026-06-18T06:30:00.000+08:00</eventTime>
  <eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
  <epcList><epc>urn:epc:id:sgtin:690123400.0001.77</epc></epcList>
  <action>ADD</action>
  <bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
</ObjectEvent>
"""


def document_of(events: str, *, root: str = "epcis:EPCISDocument", attributes: str = "", header: str = "") -> bytes:
    """An EPCIS 2.0 document around events."""
    return (
        f'<{root} xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:qz="https://zhuisu.example/voc/" schemaVersion="2.0" '
        f'creationDate="2026-06-18T06:30:00+08:00" {attributes}>{header}<EPCISBody><EventList>{events}</EventList>'
        f"</EPCISBody></{root}>"
    ).encode()


def picked(more: str = "") -> str:
    """The event of picking lychees, with more elements."""
    return PICKED.replace("</ObjectEvent>", f"{more}</ObjectEvent>")


def opened(raw: bytes, limits: Limits | None = None) -> Document:
    """A document that must open."""
    document = open_document(io.BytesIO(raw), limits or Limits())
    assert not isinstance(document, Refusal), document
    return document


def raws_in(raw: bytes, limits: Limits | None = None) -> tuple[list[bytes], Context]:
    """The raw events of a document that must be good, and their context."""
    document = opened(raw, limits)
    return [event for batch in document.batches() for event in batch], document.context


def plain_in(raw: bytes) -> list[Any]:
    """The events of a document that must be good, as plain JSON."""
    return [msgspec.json.decode(event) for event in raws_in(raw)[0]]


def events_in(raw: bytes, limits: Limits | None = None) -> list[tuple[Event, Context]]:
    """The events of a document that must be good, each with its context."""
    raws, context = raws_in(raw, limits)
    found = []
    for event in raws:
        read = read_event(event, context)
        assert not isinstance(read, Refusal), (read, event)
        found.append((read, context))
    return found


def written(event: dict[str, Any], version: XmlVersion = XmlVersion.V2_0, context: Context = CONTEXT) -> bytes:
    """A document that holds the event."""
    plain = msgspec.json.decode(encoded(event))
    return write_document([(plain, context)], version=version, creation_date=CREATED, query_name=None)


def through_xml(
    event: dict[str, Any], version: XmlVersion = XmlVersion.V2_0, context: Context = CONTEXT
) -> tuple[Event, Context]:
    """The event after it was written as XML and read again."""
    ((back, found),) = events_in(written(event, version, context))
    return back, found
