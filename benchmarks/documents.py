"""Documents to capture: plain ObjectEvents in the shapes that are compared."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
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


def _event(shape: Shape, number: int, index: int) -> dict[str, object]:
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
