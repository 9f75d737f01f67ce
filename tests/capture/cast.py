"""The cast of capture's tests: the orchard's documents."""

import io
from typing import Any

import msgspec

from zhuisu.access import Actor, Scope
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import capture_document

OPERATOR = Actor("operator", scopes=frozenset(Scope))
CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"orchard": "https://orchard.example/"}]


def packed(serial: str, **fields: Any) -> dict[str, Any]:
    """A box of lychees is packed."""
    return {
        "type": "ObjectEvent",
        "eventID": f"urn:uuid:00000000-0000-4000-8000-{int(serial):012d}",
        "eventTime": "2026-06-01T08:00:00.000+08:00",
        "eventTimeZoneOffset": "+08:00",
        "action": "ADD",
        "bizStep": "commissioning",
        "epcList": [f"urn:epc:id:sgtin:6901234.056789.{serial}"],
        **fields,
    }


def document(*events: dict[str, Any], **fields: Any) -> bytes:
    return msgspec.json.encode(
        {
            "@context": CONTEXT,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-06-01T09:00:00Z",
            **fields,
            "epcisBody": {"eventList": list(events)},
        }
    )


def capture(raw: bytes, behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK) -> CaptureReport:
    return capture_document(io.BytesIO(raw), actor=OPERATOR, behaviour=behaviour)
