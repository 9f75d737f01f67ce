"""Queries: the addresses of named queries, of their events and of subscriptions to them (EPCIS 2.0 §12.7)."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import Address, JsonSchema, Operation, Reply, path, query, ref
from zhuisu.exchange.openapi.epcis import FOUND, PAGED, PAGED_EVENTS, READ, json, options
from zhuisu.exchange.openapi.event_query import FLAG, PAGING, TIME
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
            id="get_queries", summary="The caller's named queries.", tag="Queries", scopes=READ,
            parameters=(*PAGING, *VERSIONS),
            replies={200: Reply("A page of queries.", json("NamedQueries"), PAGED)}, refusals=(400, 401, 403, 406),
        ),
        "post": Operation(
            id="post_query", summary="Give a query a name.", tag="Queries", scopes=READ,
            parameters=(EPCIS_VERSION, CBV_VERSION, EXTENSIONS), body=json("NewQuery"),
            replies={201: Reply("It has this name now.", json("NamedQuery"), ("Location",))},
            refusals=(400, 401, 403, 406, 408, 409, 413, 415),
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
            parameters=(NAME,), scopes=READ, replies={204: Reply("Gone.")}, refusals=(401, 403, 404, 406),
        ),
        "options": options("query", NAME),
    },
    "/epcis/queries/{queryName}/events": {
        "get": Operation(
            id="get_query_events", summary="The events that match it now; with an upgrade, those that will.",
            tag="Queries", parameters=(NAME, *STREAMED, *PAGING, *ANSWERED), scopes=READ,
            replies={101: Reply("A WebSocket, on which each message is a document of events."),
                     200: Reply("A page of events.", FOUND, PAGED_EVENTS)},
            refusals=(400, 401, 403, 404, 406, 413, 414),
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
            replies={201: Reply("It begins now.", json("Subscription"), ("Location",))},
            refusals=(400, 401, 403, 404, 406, 408, 413, 415),
        ),
        "options": options("subscriptions", NAME),
    },
    "/epcis/queries/{queryName}/subscriptions/{subscriptionID}": {
        "get": Operation(
            id="get_subscription", summary="How a subscription fares.", tag="Queries", scopes=READ,
            parameters=(NAME, SUBSCRIPTION, *VERSIONS),
            replies={200: Reply("The subscription.", json("Subscription"))}, refusals=(400, 401, 403, 404, 406),
        ),
        "delete": Operation(
            id="delete_subscription", summary="End a subscription.", tag="Queries", parameters=(NAME, SUBSCRIPTION),
            scopes=READ, replies={204: Reply("Ended.")}, refusals=(401, 403, 404, 406),
        ),
        "options": options("subscription", NAME, SUBSCRIPTION),
    },
}  # fmt: skip
"""Named queries belong to the account that made them."""

SCHEMAS: Final[Mapping[str, JsonSchema]] = {
    "NewQuery": {
        "type": "object",
        "required": ["name", "query"],
        "properties": {"name": FIELD, "query": ref("QueryDefinition"), "@context": ref("Context")},
    },
    "QueryDefinition": {
        "description": "The parameters of SimpleEventQuery, with lists, numbers and truth values as JSON has them.",
        "type": "object",
    },
    "NamedQuery": {
        "type": "object",
        "required": ["name", "query"],
        "properties": {"name": FIELD, "query": ref("QueryDefinition")},
    },
    "NamedQueries": {"type": "array", "items": ref("NamedQuery")},
    "Schedule": {
        "description": "A list, a range in brackets or a number a field: `0`, `0,30`, `[8-17]`.",
        "type": "object",
        "properties": dict.fromkeys(("second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek"), FIELD),
    },
    "NewSubscription": {"type": "object", "required": ["dest"], "properties": {"dest": ref("Uri")}},
    "Subscription": {"type": "object", "required": ["subscriptionID", "dest", "createdAt"]},
    "Subscriptions": {"type": "array", "items": ref("Subscription")},
}
