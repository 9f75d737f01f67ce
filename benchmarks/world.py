"""World: a trade of pallets, boxes and batches between two thousand places, for queries to be asked in.

Events are numbered; event n is always the same. Rare things are rare by design: one event in 20,000 destroys, one in 50
holds sensor readings, one in ten a field of another namespace.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from benchmarks.documents import CONTEXT

EXTENSION = "https://ns.example.org/scale/"
PLACES = 2_000
PARTIES = 500
PRODUCTS = 300
START = datetime(2017, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=3_500)
"""Ten years: 115 monthly partitions."""

_STEPS = ("shipping", "receiving", "storing", "packing", "commissioning", "inspecting", "loading", "arriving")
_PRIME = 104_729
_CYCLE = 1_000_003


def document(first: int, events: int) -> bytes:
    """The document of events `first` and following."""
    head = {
        "@context": [*CONTEXT, {"scale": EXTENSION}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-01T00:00:00Z",
    }
    listed = [event(number) for number in range(first, first + events)]
    return msgspec.json.encode({**head, "epcisBody": {"eventList": listed}})


def region_document() -> bytes:
    """Master data: region r holds a hundred places."""
    regions = [
        {"id": region(number), "children": [place(number * 100 + each) for each in range(100)]}
        for number in range(PLACES // 100)
    ]
    vocabulary = {"type": "urn:epcglobal:epcis:vtype:BusinessLocation", "vocabularyElementList": regions}
    return msgspec.json.encode(
        {
            "@context": CONTEXT,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-01T00:00:00Z",
            "epcisHeader": {"epcisMasterData": {"vocabularyList": [vocabulary]}},
            "epcisBody": {"eventList": []},
        }
    )


def event(number: int) -> dict[str, Any]:
    """Event `number` in JSON-LD."""
    moment = time_of(number)
    common: dict[str, Any] = {
        "eventID": event_id(number),
        "eventTime": moment.isoformat(timespec="milliseconds"),
        "eventTimeZoneOffset": "+08:00",
        "bizStep": "destroying" if number % 20_000 == 0 else _STEPS[number % len(_STEPS)],
        "disposition": "recalled" if number % 20_000 == 1 else "in_progress",
        "readPoint": {"id": place(number * 31)},
        "bizLocation": {"id": place(number * 17)},
    }
    if number % 4 == 0:
        common["bizTransactionList"] = [{"type": "po", "bizTransaction": order(number // 8)}]
        common["sourceList"] = [{"type": "owning_party", "source": party(number)}]
        common["destinationList"] = [{"type": "owning_party", "destination": party(number * 7)}]
    if number % 50 == 0:
        reading = {"type": "Temperature", "value": number % 97 / 4 - 10, "uom": "CEL"}
        common["sensorElementList"] = [{"sensorReport": [reading]}]
    if number % 10 == 0:
        common["scale:operator"] = f"O{number % 9_973}"
    return common | _what(number)


def _what(number: int) -> dict[str, Any]:
    match number % 8:
        case 0:
            contents = {"parentID": pallet(number), "childEPCs": [item(number * 3 + k) for k in range(3)]}
            return {"type": "AggregationEvent", "action": "ADD", **contents}
        case 1 | 2:
            amount = {"epcClass": batch(number), "quantity": number % 1_000 + 1, "uom": "KGM"}
            return {"type": "ObjectEvent", "action": "OBSERVE", "quantityList": [amount]}
        case _:
            return {"type": "ObjectEvent", "action": "OBSERVE", "epcList": [item(number // 2)]}


def documents(events: int, each: int) -> Iterator[bytes]:
    """The first events, so many a document."""
    for first in range(0, events, each):
        yield document(first, min(each, events - first))


def time_of(number: int) -> datetime:
    """Events arrive out of order over the whole span, as those of many senders do."""
    return START + SPAN * (number * _PRIME % _CYCLE / _CYCLE) + timedelta(milliseconds=number % 1_000)


def event_id(number: int) -> str:
    return f"urn:uuid:{UUID(int=(0xE << 120) | number)}"


def item(number: int) -> str:
    return f"urn:epc:id:sgtin:6901234.0{number % PRODUCTS:05d}.{number}"


def product_pattern(number: int) -> str:
    return f"urn:epc:idpat:sgtin:6901234.0{number % PRODUCTS:05d}.*"


def batch(number: int) -> str:
    return f"urn:epc:class:lgtin:6901234.0{number % PRODUCTS:05d}.L{number // 400}"


def pallet(number: int) -> str:
    return f"urn:epc:id:sscc:6901234.{number % 10_000_000_000:010d}"


def place(number: int) -> str:
    return f"urn:epc:id:sgln:6901234.{number % PLACES:05d}.0"


def region(number: int) -> str:
    return f"urn:epc:id:sgln:6909999.{number % (PLACES // 100):05d}.0"


def party(number: int) -> str:
    return f"urn:epc:id:pgln:6901234.{number % PARTIES:05d}"


def order(number: int) -> str:
    return f"urn:epcglobal:cbv:bt:6901234000016:{number}"
