"""Documents to capture: plain ObjectEvents in the shapes that are compared."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]
START = datetime(2026, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=300)


class Shape(msgspec.Struct, frozen=True):
    """So many events a document, so many items an event."""

    events: int
    items: int

    def __str__(self) -> str:
        return f"{self.events:,} events × {self.items} items"


def document(shape: Shape, number: int) -> bytes:
    """The document of that number: its events and items are in no other one."""
    return b"".join(pieces(shape, number))


def pieces(shape: Shape, number: int) -> Iterator[bytes]:
    """The same, event by event: documents larger than memory are written from here."""
    head = {"@context": CONTEXT, "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": START.isoformat()}
    yield msgspec.json.encode(head)[:-1] + b',"epcisBody":{"eventList":['
    for index in range(shape.events):
        yield (b"," if index else b"") + msgspec.json.encode(_event(shape, number, index))
    yield b"]}}"


def stream(shape: Shape, number: int) -> io.BytesIO:
    return io.BytesIO(document(shape, number))


def xml_document(shape: Shape, number: int) -> bytes:
    """The events of `document` in EPCIS 2.0 XML."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><epcis:EPCISDocument {_XML_ROOT} creationDate="{START.isoformat()}">'
    events = "".join(_xml_event(_event(shape, number, index)) for index in range(shape.events))
    body = f"<EPCISBody><EventList>{events}</EventList></EPCISBody>"
    return f"{head}{body}</epcis:EPCISDocument>".encode()


_XML_ROOT = 'xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"'


def _xml_event(event: dict[str, Any]) -> str:
    epcs = "".join(f"<epc>{epc}</epc>" for epc in event["epcList"])
    transactions = "".join(
        f'<bizTransaction type="urn:epcglobal:cbv:btt:{each["type"]}">{each["bizTransaction"]}</bizTransaction>'
        for each in event["bizTransactionList"]
    )
    return (
        f"<ObjectEvent><eventTime>{event['eventTime']}</eventTime>"
        f"<eventTimeZoneOffset>{event['eventTimeZoneOffset']}</eventTimeZoneOffset>"
        f"<eventID>{event['eventID']}</eventID><epcList>{epcs}</epcList><action>{event['action']}</action>"
        f"<bizStep>urn:epcglobal:cbv:bizstep:{event['bizStep']}</bizStep>"
        f"<disposition>urn:epcglobal:cbv:disp:{event['disposition']}</disposition>"
        f"<readPoint><id>{event['readPoint']['id']}</id></readPoint>"
        f"<bizLocation><id>{event['bizLocation']['id']}</id></bizLocation>"
        f"<bizTransactionList>{transactions}</bizTransactionList></ObjectEvent>"
    )


def _event(shape: Shape, number: int, index: int) -> dict[str, Any]:
    serial = (number * shape.events + index) * shape.items
    moment = START + SPAN * ((number * 7919 + index * 104729) % 1_000_003 / 1_000_003)
    return {
        "eventID": f"urn:uuid:{UUID(int=(shape.items << 100) | serial)}",
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "shipping",
        "disposition": "in_transit",
        "eventTime": moment.isoformat(timespec="milliseconds"),
        "eventTimeZoneOffset": "+08:00",
        "epcList": [
            f"urn:epc:id:sgtin:6901234.0{shape.items % 10_000:04d}1.{serial + item:010d}" for item in range(shape.items)
        ],
        "readPoint": {"id": "urn:epc:id:sgln:6901234.00001.0"},
        "bizLocation": {"id": "urn:epc:id:sgln:6901234.00002.0"},
        "bizTransactionList": [{"type": "po", "bizTransaction": f"urn:epcglobal:cbv:bt:6901234000016:{number}"}],
    }
