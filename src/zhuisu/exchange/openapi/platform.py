"""Platform: the addresses under /api, and of the log and the tokens."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.lineage import Direction
from zhuisu.exchange.api.identify import LONGEST
from zhuisu.exchange.api.trace import MOST_EVENTS
from zhuisu.exchange.openapi.describing import SAID, Address, Operation, Parameter, Reply, needed, query, ref
from zhuisu.exchange.openapi.epcis import READ
from zhuisu.tracing.dossier import DEFAULT_EVENTS

OPTIONS: Final = {204: Reply("No content.", {}, ("Allow",))}
CODE: Final = {**SAID, "maxLength": LONGEST}


def options(id: str, *parameters: Parameter) -> Operation:
    """Tells the methods that are possible, without a token."""
    return Operation(
        id=f"options_{id}", summary="What is possible here.", tag="Discovery", parameters=parameters, replies=OPTIONS,
        scopes=None,
    )  # fmt: skip


API: Final[Mapping[str, Address]] = {
    "/api/openapi.json": {
        "get": Operation(
            id="get_openapi", summary="This document.", tag="Discovery", scopes=None,
            replies={200: Reply("An OpenAPI 3.1 document.", {"application/json": {"type": "object"}})},
        ),
        "options": options("openapi"),
    },
    "/api/identify": {
        "get": Operation(
            id="identify", summary="What is this string? Every plausible reading, best first.", tag="Things",
            scopes=None,
            parameters=(needed(query("text", "Anything that was scanned, typed or pasted.", CODE)),),
            replies={200: Reply("The readings.", {"application/json": ref("Identified")})}, refusals=(400,),
        ),
        "options": options("identify"),
    },
    "/api/trace": {
        "get": Operation(
            id="trace", summary="Where a thing came from and what became of it.", tag="Things", scopes=READ,
            parameters=(
                needed(query("code", "Any notation of a code, or a key.", CODE)),
                query("direction", "Which way to follow it.", {"enum": [each.value for each in Direction]}),
                query("limit", f"The most events of one answer. Default: {DEFAULT_EVENTS}.",
                      {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS}),
                query("after", "Goes on where an answer was cut: taken from its `next`.",
                      {"type": "string", "minLength": 1, "maxLength": 6000}),
            ),
            replies={200: Reply("The story.", {"application/json": ref("TraceAnswer")})},
            refusals=(400, 401, 403, 404),
        ),
        "options": options("trace"),
    },
}  # fmt: skip
