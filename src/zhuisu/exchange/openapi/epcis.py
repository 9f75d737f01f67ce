"""EPCIS: the addresses of capture, events and the resources that events name (EPCIS 2.0 §12)."""

from collections.abc import Iterator, Mapping
from typing import Final

from zhuisu.exchange.epcis.warned import HEADER, MEDIA_TYPE
from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Parameter, Reply, path, ref
from zhuisu.exchange.openapi.event_query import EVENT_QUERY, PAGING
from zhuisu.exchange.openapi.headers import (
    ANSWERED,
    BEHAVIOUR,
    CBV_VERSION,
    ENCODING,
    EPC_FORMAT,
    EPCIS_VERSION,
    EXTENSIONS,
    VERSIONS,
)  # fmt: skip
from zhuisu.exchange.openapi.refusals import refused

CAPTURE: Final = ("capture",)
READ: Final = ("read",)
EITHER: Final = ("capture", "read")

XML: Final[JsonSchema] = {"type": "string", "description": "EPCIS 2.0 or 1.2 in XML."}
ALWAYS: Final = ("GS1-EPCIS-Version", "GS1-CBV-Version")
"""On every answer under /epcis."""
PAGED: Final = ("Link",)
FORMED: Final = ("GS1-EPC-Format", "GS1-CBV-XML-Format", "GS1-Extensions")
"""What an answer of events says of itself."""
PAGED_EVENTS: Final = (*PAGED, *FORMED)
DISCOVERY: Final = (
    "Allow", "GS1-EPCIS-Min", "GS1-EPCIS-Max", "GS1-CBV-Min", "GS1-CBV-Max", "GS1-EPC-Format", "GS1-CBV-XML-Format",
    "GS1-Vendor-Version",
)  # fmt: skip
LIMITS: Final = (
    "GS1-EPCIS-Capture-Limit", "GS1-EPCIS-Capture-File-Size-Limit", "GS1-Capture-Error-Behaviour", "Accept-Post",
    "Accept-Encoding",
)  # fmt: skip

CAPTURED: Final[Mapping[str, JsonSchema]] = {
    "application/json": {"anyOf": [ref("EPCISDocument"), ref("EPCISQueryDocument"), ref("Event")]},
    "application/ld+json": {"anyOf": [ref("EPCISDocument"), ref("EPCISQueryDocument"), ref("Event")]},
    "application/xml": XML,
    "text/xml": XML,
}
FOUND: Final[Mapping[str, JsonSchema]] = {
    "application/json": ref("EPCISQueryDocument"),
    "application/ld+json": ref("EPCISQueryDocument"),
    "application/xml": XML,
    "text/xml": XML,
}


def json(schema: str) -> Mapping[str, JsonSchema]:
    """An answer in JSON."""
    return {"application/json": ref(schema), "application/ld+json": ref(schema)}


WARNED: Final[Mapping[str, JsonSchema]] = {MEDIA_TYPE: ref("CaptureWarnings")}
"""A body only where an event does something with what is recalled: see docs/http.md."""


def options(id: str, *parameters: Parameter, limits: tuple[str, ...] = ()) -> Operation:
    """What OPTIONS does at every address: tells what is possible, without a token."""
    return Operation(
        id=f"options_{id}", summary="What is possible here, and which versions are served.", tag="Discovery",
        parameters=parameters, replies={204: Reply("No content.", {}, (*DISCOVERY, *limits))}, scopes=None,
    )  # fmt: skip


TOP: Final[Mapping[str, Address]] = {
    "/epcis/": {
        "get": Operation(
            id="get_root", summary="The resources that are served.", tag="Discovery", parameters=VERSIONS,
            replies={200: Reply("Their names.", json("Collection"))}, refusals=(400, 401, 406),
        ),
        "options": options("root"),
    },
}  # fmt: skip

CAPTURE_ID: Final = path("captureID", "The job's identifier, from the Location of its capture.")
CAPTURING: Final[Mapping[str, Address]] = {
    "/epcis/capture": {
        "get": Operation(
            id="get_captures", summary="Captures, newest first: one's own, or everybody's.", tag="Capture",
            parameters=(*PAGING, *VERSIONS), scopes=EITHER,
            replies={200: Reply("A page of jobs.", json("CaptureJobs"), PAGED)}, refusals=(400, 401, 403, 406),
        ),
        "post": Operation(
            id="post_capture", summary="Capture a document of events.", tag="Capture", scopes=CAPTURE,
            parameters=(BEHAVIOUR, EPCIS_VERSION, CBV_VERSION, EXTENSIONS, ENCODING), body=CAPTURED,
            replies={202: Reply("Taken in; the job says what became of it. A body warns of what is recalled.", WARNED,
                                ("Location", "GS1-Capture-Error-Behaviour", HEADER, "Content-Language")),
                     400: refused(400, "Location")},
            refusals=(401, 403, 406, 408, 413, 415),
        ),
        "options": options("captures", limits=LIMITS),
    },
    "/epcis/capture/{captureID}": {
        "get": Operation(
            id="get_capture", summary="What became of a capture.", tag="Capture",
            parameters=(CAPTURE_ID, *VERSIONS), scopes=EITHER,
            replies={200: Reply("The job.", {**json("CaptureJob"), "application/xml": XML, "text/xml": XML})},
            refusals=(400, 401, 403, 404, 406),
        ),
        "options": options("capture", CAPTURE_ID),
    },
}  # fmt: skip

EVENT_ID: Final = path("eventID", "The event's identifier, percent-encoded.")
EVENTS: Final[Mapping[str, Address]] = {
    "/epcis/events": {
        "get": Operation(
            id="get_events", summary="The events that match, a page at a time.", tag="Events", scopes=READ,
            parameters=(*EVENT_QUERY, *PAGING, EXTENSIONS, *ANSWERED),
            replies={200: Reply("A page of events.", FOUND, PAGED_EVENTS)}, refusals=(400, 401, 403, 406, 413),
        ),
        "post": Operation(
            id="post_event", summary="Capture one event, synchronously.", tag="Events", scopes=CAPTURE,
            parameters=(EPCIS_VERSION, CBV_VERSION, EXTENSIONS, ENCODING), body=CAPTURED,
            replies={201: Reply("The event is in the ledger. A body warns of what is recalled.", WARNED,
                                ("Location", HEADER, "Content-Language"))},
            refusals=(400, 401, 403, 406, 408, 409, 413, 415),
        ),
        "options": options("events", limits=LIMITS),
    },
    "/epcis/events/{eventID}": {
        "get": Operation(
            id="get_event", summary="One event, with the declarations that call it an error.", tag="Events",
            parameters=(EVENT_ID, *ANSWERED), scopes=READ,
            replies={200: Reply("A document of the event.", FOUND, FORMED)}, refusals=(400, 401, 403, 404, 406),
        ),
        "options": options("event", EVENT_ID),
    },
}  # fmt: skip

RESOURCES: Final[Mapping[str, tuple[str, str]]] = {
    "eventTypes": ("eventType", "event types"),
    "epcs": ("epc", "things, by EPC, class or batch"),
    "bizSteps": ("bizStep", "business steps"),
    "bizLocations": ("bizLocation", "business locations"),
    "readPoints": ("readPoint", "read points"),
    "dispositions": ("disposition", "dispositions"),
}
"""Collections, the name of one member in an address, and what they hold."""


def resources() -> Iterator[tuple[str, Address]]:
    """The three addresses of each collection."""
    for collection, (name, what) in RESOURCES.items():
        member = path(name, "One member, percent-encoded.", key=f"{name}_of_path")
        yield f"/epcis/{collection}", {
            "get": Operation(
                id=f"get_{collection}", summary=f"The {what} of the events that the caller may see.", tag="Resources",
                parameters=(*PAGING, *VERSIONS, EPC_FORMAT), scopes=READ,
                replies={200: Reply("A page of names.", json("Collection"), PAGED)}, refusals=(400, 401, 403, 406),
            ),
            "options": options(collection),
        }  # fmt: skip
        yield f"/epcis/{collection}/{{{name}}}", {
            "get": Operation(
                id=f"get_{name}", summary="What there is of it.", tag="Resources",
                parameters=(member, *VERSIONS), scopes=READ,
                replies={200: Reply("Its resources.", json("Collection"))}, refusals=(400, 401, 403, 404, 406),
            ),
            "options": options(name, member),
        }  # fmt: skip
        yield f"/epcis/{collection}/{{{name}}}/events", {
            "get": Operation(
                id=f"get_{name}_events", summary="The events of it that match.", tag="Resources", scopes=READ,
                parameters=(member, *EVENT_QUERY, *PAGING, EXTENSIONS, *ANSWERED),
                replies={200: Reply("A page of events.", FOUND, PAGED_EVENTS)},
                refusals=(400, 401, 403, 404, 406, 413),
            ),
            "options": options(f"{name}_events", member),
        }  # fmt: skip


TOKEN: Final = path("token", "A nextPageToken.")
PAGES: Final[Mapping[str, Address]] = {
    "/epcis/nextPageToken/{token}": {
        "delete": Operation(
            id="delete_page_token", summary="Give a token back. Nothing is kept for it, so nothing changes.",
            tag="Events", parameters=(TOKEN, *VERSIONS), scopes=READ,
            replies={204: Reply("It was one.")}, refusals=(400, 401, 403, 404, 406),
        ),
        "options": options("page_token", TOKEN),
    },
}  # fmt: skip

PATHS: Final[Mapping[str, Address]] = {**TOP, **CAPTURING, **EVENTS, **dict(resources()), **PAGES}
