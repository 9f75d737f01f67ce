"""Examples: what may be sent, for readers of the document; all of it is accepted."""

from collections.abc import Mapping
from typing import Any, Final

CONTEXT: Final = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]

_PICKED: Final[Mapping[str, Any]] = {
    "type": "ObjectEvent",
    "eventTime": "2026-06-18T06:30:00.000+08:00",
    "eventTimeZoneOffset": "+08:00",
    "action": "ADD",
    "bizStep": "commissioning",
    "epcList": ["https://id.gs1.org/01/06901234000016/21/CRATE-1"],
    "bizLocation": {"id": "https://id.gs1.org/414/6901234000023"},
}
EVENT: Final[Mapping[str, Any]] = {"@context": CONTEXT, **_PICKED}
DOCUMENT: Final[Mapping[str, Any]] = {
    "@context": CONTEXT,
    "type": "EPCISDocument",
    "schemaVersion": "2.0",
    "creationDate": "2026-06-18T09:00:00+08:00",
    "epcisBody": {"eventList": [_PICKED]},
}
QUERY: Final[Mapping[str, Any]] = {
    "name": "crates",
    "query": {
        "eventType": ["ObjectEvent"],
        "EQ_bizStep": ["commissioning"],
        "GE_eventTime": "2026-06-01T00:00:00+08:00",
    },
}
SUBSCRIPTION: Final[Mapping[str, Any]] = {
    "dest": "https://partner.example/events",
    "secret": "a long random text",
    "stream": True,
}
