"""Document: the tables as one OpenAPI 3.1 document."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from zhuisu import __version__
from zhuisu.exchange.openapi import (
    cases,
    epcis,
    figures,
    flows,
    labelling,
    planning,
    platform,
    proof,
    rating,
    recall,
    recording,
    registry,
    rules,
    scope,
    supervision,
)
from zhuisu.exchange.openapi.describing import Address, Kind, Operation, Parameter, Place, Reply
from zhuisu.exchange.openapi.headers import GIVEN
from zhuisu.exchange.openapi.queries import DELIVERY, QUERIES
from zhuisu.exchange.openapi.refusals import refused
from zhuisu.exchange.openapi.schemas import schemas
from zhuisu.exchange.openapi.tokens import TOKENS

ALWAYS_REFUSED: Final = (414, 500, 503)
"""Statuses that every address may give: one that is too long, a bug, a database that is away."""

SCOPES: Final[Mapping[str, str]] = {
    "capture": "Add events.",
    "read": "Read events.",
    "registry": "Keep the registry.",
    "supervise": "Keep profiles, and look after findings.",
}
DESCRIPTION: Final = (
    "Traceability of a city. Events are captured and queried at `/epcis` (GS1 EPCIS 2.0, ISO/IEC 19987), everything "
    "else is at `/api`. Refusals are RFC 9457 problems, in Chinese or English by `Accept-Language`."
)
TAGS: Final[Mapping[str, str]] = {
    "Discovery": "What is served.",
    "Capture": "Documents of events in.",
    "Events": "Events in and out.",
    "Resources": "What events name, and the events of it.",
    "Queries": "Queries that have a name, and subscriptions to them.",
    "Things": "Codes, and the story of what they name.",
    "Findings": "What rules found, and how far they are.",
    "Scopes": "Everything that derives from things, or from what they derive; what complaints have in common; drills.",
    "Recalls": "Recalls and their kin: what is meant, who holds it, what is done about it, and how well that works.",
    "Cases": "What officials look into: findings grouped, and what the public reported; for officials alone.",
    "Figures": "What was counted: by region, variety, stage, market, rule and month; for officials alone.",
    "Ratings": "How well parties and connected systems report, by a formula that is shown.",
    "Notices": "What holders are told of recalls, and what they answer.",
    "Labels": "Codes that are issued, labels, certificates and tickets; how often each was printed and looked up.",
    "Records": "Forms of the stages of profiles, what is recorded by them, what is on hand and on its way.",
    "Profiles": "What each variety must record, and departments' own editions of it.",
    "Registry": "Who takes part, where, with what, and under which licence.",
    "Proof": "That what is answered is what was recorded.",
    "Tokens": "Who may ask.",
}


def paths() -> Mapping[str, Address]:
    """Every address that is described."""
    own = {**flows.PATHS, **platform.API, **proof.PATHS, **registry.PATHS, **rules.PATHS, **supervision.PATHS}
    own |= {
        **scope.PATHS,
        **recall.PATHS,
        **cases.PATHS,
        **figures.PATHS,
        **planning.PATHS,
        **rating.PATHS,
        **recording.PATHS,
        **labelling.PATHS,
    }
    return {**epcis.PATHS, **QUERIES, **own, **TOKENS}


@lru_cache(maxsize=8)
def openapi(address: str) -> bytes:
    """The document, as JSON, of a server at this address (without a slash at the end)."""
    addresses = paths()
    operations = [operation for address in addresses.values() for operation in address.values()]
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Zhuisu 追溯",
                "version": __version__,
                "description": DESCRIPTION,
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/"}],
            "tags": [{"name": name, "description": said} for name, said in TAGS.items()],
            "paths": {path: _address(path, address) for path, address in addresses.items()},
            "webhooks": {"delivery": {"post": _webhook(DELIVERY)}},
            "components": {
                "parameters": {p.key: p.described() for operation in operations for p in _named(operation)},
                "headers": {name: {"description": said, "schema": schema} for name, (said, schema) in GIVEN.items()},
                "schemas": schemas(),
                "securitySchemes": _security_schemes(address),
            },
        }
    )


def _address(path: str, address: Address) -> dict[str, Any]:
    always = epcis.ALWAYS if path.startswith("/epcis/") else ()
    return {verb: _operation(operation, always) for verb, operation in address.items()}


def _operation(operation: Operation, always: tuple[str, ...]) -> dict[str, Any]:
    replies = {**{status: refused(status) for status in statuses(operation)}, **operation.replies}
    said: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [operation.tag],
        "security": _security(operation),
        "parameters": [{"$ref": f"#/components/parameters/{p.key}"} for p in _named(operation)]
        + [p.described() for p in operation.parameters if p.place is Place.PATH],
        "responses": {str(status): _reply(replies[status], always) for status in sorted(replies)},
    }
    if operation.body is not None:
        said["requestBody"] = {"required": True, "content": _content(operation.body)}
    return said


def _webhook(operation: Operation) -> dict[str, Any]:
    """What we send, and what an answer to it means: no parameter of it is among the components."""
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": [parameter.described() for parameter in operation.parameters],
        "requestBody": {"required": True, "content": _content(operation.body or {})},
        "responses": {str(status): _reply(reply, ()) for status, reply in operation.replies.items()},
    }


def statuses(operation: Operation) -> tuple[int, ...]:
    """The statuses that a problem of this operation may have."""
    return (*operation.refusals, *ALWAYS_REFUSED) if operation.kind is Kind.RESOURCE else ()


def _named(operation: Operation) -> list[Parameter]:
    """The parameters that stand among the components: all but those of the path."""
    return [parameter for parameter in operation.parameters if parameter.place is not Place.PATH]


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    if operation.scopes is None:
        return []
    return [{"bearer": []}, *({"oauth": [scope]} for scope in operation.scopes or SCOPES)]


def _security_schemes(address: str) -> dict[str, Any]:
    flow = {"clientCredentials": {"tokenUrl": f"{address}/oauth/token", "scopes": dict(SCOPES)}}
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": "A token that `zhuisu token` printed."},
        "oauth": {"type": "oauth2", "description": "OAuth 2.0 client credentials (RFC 6749 §4.4).", "flows": flow},
    }


def _reply(reply: Reply, always: tuple[str, ...]) -> dict[str, Any]:
    said: dict[str, Any] = {"description": reply.description}
    names = dict.fromkeys((*always, *reply.headers))
    if names:
        said["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    if reply.content:
        said["content"] = _content(reply.content)
    return said


def _content(content: Mapping[str, Any]) -> dict[str, Any]:
    return {media_type: {"schema": schema} for media_type, schema in content.items()}
