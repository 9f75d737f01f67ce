"""Queries: the addresses of named queries, of their events and of subscriptions to them (EPCIS 2.0 §12.7)."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi import examples
from zhuisu.exchange.openapi.describing import (
    TEXT,
    Address,
    JsonSchema,
    Operation,
    Reply,
    header,
    needed,
    path,
    query,
    ref,
)
from zhuisu.exchange.openapi.epcis import FOUND, PAGED, PAGED_EVENTS, READ, json, options
from zhuisu.exchange.openapi.event_query import EVENT_QUERY, FLAG, PAGING, TIME
from zhuisu.exchange.openapi.headers import (
    ANSWERED,
    CBV_VERSION,
    EPC_FORMAT,
    EPCIS_VERSION,
    EXTENSIONS,
    VERSIONS,
    WORD_FORMAT,
)

NAME: Final = path("queryName", "The query's name.")
SUBSCRIPTION: Final = path("subscriptionID", "The subscription's identifier, from the Location of its making.")
FIELD: Final[JsonSchema] = {"type": "string", "minLength": 1}
QUERY_NAME: Final[JsonSchema] = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^/\x00-\x20]+$"}

FROM: Final = "GS1-Query-Min-Record-Time"
STREAMED: Final = (
    query("stream", "With an upgrade to WebSocket: each event as it is recorded.", FLAG),
    query("second", "With an upgrade: a schedule.", FIELD),
    query("minute", "With an upgrade: a schedule.", FIELD),
    query("hour", "With an upgrade: a schedule.", FIELD),
    query("dayOfMonth", "With an upgrade: a schedule.", FIELD),
    query("month", "With an upgrade: a schedule.", FIELD),
    query("dayOfWeek", "With an upgrade: a schedule. 1 is Monday.", FIELD),
    query("reportIfEmpty", "With an upgrade: answer also where nothing new was found.", FLAG),
    query("initialRecordTime", "With an upgrade: begin with what was recorded at this time or later.", TIME),
)

QUERIES: Final[Mapping[str, Address]] = {
    "/epcis/queries": {
        "get": Operation(
            id="get_queries", summary="The named queries.", tag="Queries", scopes=READ,
            parameters=(*PAGING, *VERSIONS),
            replies={200: Reply("A page of queries.", json("NamedQueries"), PAGED)}, refusals=(400, 401, 403, 406),
        ),
        "post": Operation(
            id="post_query", summary="Give a query a name.", tag="Queries", scopes=READ,
            parameters=(EPCIS_VERSION, CBV_VERSION, EXTENSIONS), body=json("NewQuery"),
            replies={201: Reply("It has this name now.", {}, ("Location",))},
            refusals=(400, 401, 403, 406, 408, 409, 413, 415, 429),
        ),
        "options": options("queries"),
    },
    "/epcis/queries/{queryName}": {
        "get": Operation(
            id="get_query", summary="What a named query asks.", tag="Queries", parameters=(NAME, *VERSIONS),
            scopes=READ, replies={200: Reply("The query.", json("NamedQuery"))}, refusals=(400, 401, 403, 404, 406),
        ),
        "delete": Operation(
            id="delete_query", summary="Forget a named query, and end its subscriptions.", tag="Queries",
            parameters=(NAME,), scopes=READ, replies={204: Reply("Gone.")}, refusals=(400, 401, 403, 404, 406),
        ),
        "options": options("query", NAME),
    },
    "/epcis/queries/{queryName}/events": {
        "get": Operation(
            id="get_query_events", summary="The events that match it now; with an upgrade, those that will.",
            tag="Queries", parameters=(NAME, *STREAMED, *PAGING, *ANSWERED), scopes=READ,
            replies={101: Reply("A WebSocket, on which each message is a document of events."),
                     200: Reply("A page of events.", FOUND, PAGED_EVENTS)},
            refusals=(400, 401, 403, 404, 406, 413, 429),
        ),
        "options": options("query_events", NAME),
    },
    "/epcis/queries/{queryName}/subscriptions": {
        "get": Operation(
            id="get_subscriptions", summary="The subscriptions to a query.", tag="Queries", scopes=READ,
            parameters=(NAME, *PAGING, *VERSIONS),
            replies={200: Reply("A page of subscriptions.", json("Subscriptions"), PAGED)},
            refusals=(400, 401, 403, 404, 406),
        ),
        "post": Operation(
            id="post_subscription", summary="Have the events of a query sent to a webhook.", tag="Queries",
            parameters=(NAME, EPCIS_VERSION, EPC_FORMAT, WORD_FORMAT), scopes=READ, body=json("NewSubscription"),
            replies={201: Reply("It begins now.", json("Subscription"), ("Location", "GS1-EPC-Format", FROM))},
            refusals=(400, 401, 403, 404, 406, 408, 413, 415, 429),
        ),
        "options": options("subscriptions", NAME),
    },
    "/epcis/queries/{queryName}/subscriptions/{subscriptionID}": {
        "get": Operation(
            id="get_subscription", summary="How a subscription fares.", tag="Queries", scopes=READ,
            parameters=(NAME, SUBSCRIPTION, *VERSIONS),
            replies={200: Reply("The subscription.", json("Subscription"), (FROM,))},
            refusals=(400, 401, 403, 404, 406),
        ),
        "delete": Operation(
            id="delete_subscription", summary="End a subscription.", tag="Queries", parameters=(NAME, SUBSCRIPTION),
            scopes=READ, replies={204: Reply("Ended.")}, refusals=(400, 401, 403, 404, 406),
        ),
        "options": options("subscription", NAME, SUBSCRIPTION),
    },
}  # fmt: skip
"""Everybody who reads may use a named query; who made it may delete it."""

DELIVERY: Final = Operation(
    id="deliver", summary="What a subscription sends to its `dest`.", tag="Queries", scopes=None,
    parameters=(
        header("GS1-Signature", "`t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256, with the secret as key, of "
               "`<t>.<Zhuisu-Delivery>.<body>`. Absent without a secret.", {"type": "string"}),
        needed(header("Zhuisu-Delivery", "The subscription and the delivery's number, from 1. One that comes again has "
                      "the same number and the same bytes.", {"type": "string"})),
    ),
    body=FOUND,
    replies={200: Reply("Taken, as is any other 2xx: it does not come again."),
             410: Reply("The receiver is gone: the subscription ends."),
             413: Reply("Too large: fewer events are sent at once.")},
)  # fmt: skip
"""The webhook, as its receiver serves it. Any other status: it comes again, later and later."""

SCHEDULE: Final = ("second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek")


def _definition() -> JsonSchema:
    """The parameters of an event query, as members of an object."""
    fixed = {each.name: _member(each.schema) for each in EVENT_QUERY if each.style.get("style") != "form"}
    families = [each.schema["patternProperties"] for each in EVENT_QUERY if each.style.get("style") == "form"]
    patterns = {name: _member(schema) for family in families for name, schema in family.items()}
    said = "The parameters of SimpleEventQuery; lists, numbers and truth values as JSON has them."
    return {
        "description": said,
        "type": "object",
        "properties": {**fixed, "@context": ref("Context")},
        "patternProperties": patterns,
        "additionalProperties": False,
    }


def _member(schema: JsonSchema) -> JsonSchema:
    """A list may be one value alone; a truth value is one of JSON's, too, or null."""
    if schema.get("type") == "array":
        each = {"type": ["string", "number", "boolean"]} if schema["items"] == TEXT else schema["items"]
        return {"anyOf": [{**schema, "items": each}, each]}
    return {"anyOf": [schema, {"type": ["boolean", "null"]}]} if schema == FLAG else schema


SECRET: Final[JsonSchema] = {"type": "string", "minLength": 1, "maxLength": 500}
_NAMED: Final[JsonSchema] = {"type": "object", "required": ["name", "query"], "additionalProperties": False}
SCHEMAS: Final[Mapping[str, JsonSchema]] = {
    "NewQuery": {
        **_NAMED,
        "examples": [examples.QUERY],
        "properties": {"name": QUERY_NAME, "query": ref("QueryDefinition")},
    },
    "QueryDefinition": _definition(),
    "NamedQuery": {**_NAMED, "properties": {"name": FIELD, "query": {"type": "object"}}},
    "NamedQueries": {"type": "array", "items": ref("NamedQuery")},
    "Schedule": {
        "description": "When: each field is a number, a range in brackets, or several of them: `0`, `[8-17]`, `0,30`.",
        "type": "object",
        "minProperties": 1,
        "properties": {name: {"type": ["string", "integer"]} for name in SCHEDULE},
        "additionalProperties": False,
    },
    "NewSubscription": {
        "examples": [examples.SUBSCRIPTION],
        "description": "Either `stream` or `schedule`; the secret signs each delivery (`GS1-Signature`).",
        "type": "object",
        "required": ["dest"],
        "properties": {
            "dest": {"type": "string", "pattern": "^https?://"},
            "secret": SECRET,
            "signatureToken": SECRET,
            "stream": {"const": True},
            "schedule": ref("Schedule"),
            "reportIfEmpty": {"type": "boolean"},
            "initialRecordTime": TIME,
        },
        "oneOf": [{"required": ["stream"]}, {"required": ["schedule"]}],
        "additionalProperties": False,
    },
    "Subscription": {
        "type": "object",
        "required": ["subscriptionID", "queryName", "dest", "createdAt", "state"],
        "properties": {
            "subscriptionID": FIELD,
            "queryName": FIELD,
            "dest": FIELD,
            "stream": {"const": True},
            "schedule": ref("Schedule"),
            "reportIfEmpty": {"type": "boolean"},
            "createdAt": TIME,
            "lastNotifiedAt": TIME,
            "initialRecordTime": TIME,
            "minRecordTime": TIME,
            "epcFormat": FIELD,
            "state": {"enum": ["active", "dead"]},
            "failingSince": TIME,
            "deadAt": TIME,
            "cbvXmlFormat": FIELD,
            "failures": {"type": "integer", "minimum": 0},
            "lastError": {"type": "string"},
        },
    },
    "Subscriptions": {"type": "array", "items": ref("Subscription")},
}
