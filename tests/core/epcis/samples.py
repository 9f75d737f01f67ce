"""Samples: the published examples, a small cast of events in a city's chains, and ways to make more of them."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhuisu.core.epcis import Context, Document, Event, Limits, Refusal, open_document, read_event

GS1_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
CONTEXT_JSON: list[Any] = [GS1_CONTEXT, {"qz": "https://zhuisu.example/voc/", "lab": "urn:example:lab:"}]

LYCHEES_PICKED: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
    "eventTime": "2026-06-18T06:30:00.000+08:00",
    "eventTimeZoneOffset": "+08:00",
    "action": "ADD",
    "bizStep": "commissioning",
    "disposition": "active",
    "epcList": ["urn:epc:id:sgtin:690123400.0001.77"],
    "quantityList": [{"epcClass": "urn:epc:class:lgtin:690123400.0001.L7", "quantity": 12.5, "uom": "KGM"}],
    "readPoint": {"id": "urn:epc:id:sgln:690123400.001.0"},
    "bizLocation": {"id": "https://id.gs1.org/414/6901234000016"},
    "bizTransactionList": [{"type": "po", "bizTransaction": "http://transaction.example.com/po/12345678"}],
    "ilmd": {"cbvmda:lotNumber": "L7", "qz:variety": "三月红"},
}
OYSTERS_PACKED: dict[str, Any] = {
    "type": "AggregationEvent",
    "eventTime": "2026-03-01T10:00:00Z",
    "eventTimeZoneOffset": "+08:00",
    "action": "ADD",
    "parentID": "urn:epc:id:sscc:690123400.00000017",
    "childEPCs": ["urn:epc:id:sgtin:690123400.0002.1", "urn:epc:id:sgtin:690123400.0002.2"],
    "bizStep": "packing",
}
WINE_BOUGHT: dict[str, Any] = {
    "type": "TransactionEvent",
    "eventTime": "2026-03-02T10:00:00Z",
    "eventTimeZoneOffset": "+00:00",
    "action": "OBSERVE",
    "bizTransactionList": [{"bizTransaction": "urn:epcglobal:cbv:bt:6901234000016:1152"}],
    "epcList": ["urn:epc:id:sscc:690123400.00000017"],
    "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:690123400.001"}],
    "destinationList": [{"type": "owning_party", "destination": "urn:epc:id:pgln:690123400.002"}],
}
PORK_CUT: dict[str, Any] = {
    "type": "TransformationEvent",
    "eventTime": "2026-03-03T02:15:30.250+08:00",
    "eventTimeZoneOffset": "+08:00",
    "inputEPCList": ["urn:zhuisu:eartag:145070212345678"],
    "outputQuantityList": [{"epcClass": "urn:epc:class:lgtin:690123400.0003.P1", "quantity": 70, "uom": "KGM"}],
    "persistentDisposition": {"set": ["conformant"]},
}
SENSOR_FITTED: dict[str, Any] = {
    "type": "AssociationEvent",
    "eventTime": "2026-03-04T10:00:00Z",
    "eventTimeZoneOffset": "+08:00",
    "action": "ADD",
    "parentID": "urn:epc:id:grai:690123400.001.5",
    "childEPCs": ["urn:epc:id:giai:690123400.111"],
    "sensorElementList": [
        {
            "sensorMetadata": {"time": "2026-03-04T10:00:00Z", "deviceID": "urn:epc:id:giai:690123400.111"},
            "sensorReport": [{"type": "Temperature", "value": 3.5, "uom": "CEL", "qz:probe": {"at": ["door"]}}],
        }
    ],
}
CAST = (LYCHEES_PICKED, OYSTERS_PACKED, WINE_BOUGHT, PORK_CUT, SENSOR_FITTED)


def changed(event: dict[str, Any], **members: Any) -> dict[str, Any]:
    """The event with some members replaced, or added; None leaves one out."""
    merged = {**event, **members}
    return {name: value for name, value in merged.items() if value is not None}


def encoded(value: Any) -> bytes:
    """The value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def context_of(value: Any = CONTEXT_JSON) -> Context:
    """A context that must be valid."""
    context = Context.parse(encoded(value))
    assert isinstance(context, Context), context
    return context


CONTEXT = context_of()


def read(event: dict[str, Any] | bytes, context: Context = CONTEXT) -> Event:
    """The event, which must be accepted."""
    found = read_event(event if isinstance(event, bytes) else encoded(event), context)
    assert not isinstance(found, Refusal), found
    return found


def problems(event: dict[str, Any] | bytes, context: Context = CONTEXT) -> list[tuple[str, str]]:
    """(code, path) of everything that is wrong with an event, which must be refused."""
    found = read_event(event if isinstance(event, bytes) else encoded(event), context)
    assert isinstance(found, Refusal), found
    return [(finding.code.removeprefix("epcis_"), finding.path) for finding in found.findings]


def document_of(events: list[Any], **members: Any) -> dict[str, Any]:
    """A document around events."""
    document = {
        "@context": CONTEXT_JSON,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-06-18T06:30:00+08:00",
        "epcisBody": {"eventList": events},
    }
    return changed(document, **members)


STREAMED = Limits(whole_bytes=8, chunk_bytes=64)


def opened(raw: bytes, limits: Limits | None = None) -> Document:
    """A document that must open."""
    document = open_document(io.BytesIO(raw), limits or Limits())
    assert not isinstance(document, Refusal), document
    return document


def events_in(document: Document) -> list[bytes]:
    """All raw events."""
    return [raw for batch in document.batches() for raw in batch]


def published(shared: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every published JSON document."""
    for path in sorted((shared / "epcis" / "json").rglob("*.jsonld")):
        yield path, json.loads(path.read_bytes())


def listed(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The event list of a document or of query results."""
    body = document["epcisBody"]
    return list(body.get("eventList") or body["queryResults"]["resultsBody"]["eventList"])
