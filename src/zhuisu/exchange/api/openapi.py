"""GET /api/openapi.json: what the platform's own API takes and answers, derived from its types."""

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu import __version__
from zhuisu.access import Actor
from zhuisu.core.lineage import Direction
from zhuisu.exchange.api.identify import LONGEST, Identified
from zhuisu.exchange.api.trace import MOST_EVENTS
from zhuisu.tracing.answer import TraceAnswer
from zhuisu.tracing.dossier import DEFAULT_EVENTS


class Problem(msgspec.Struct, frozen=True):
    """A refusal (RFC 9457). `errors` holds every reason: code, severity, path, detail in the reader's language."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: tuple[dict[str, str], ...] = ()


def get_openapi(_: HttpRequest, __: Actor, /, **___: str) -> HttpResponse:
    """Public."""
    return HttpResponse(openapi(), content_type="application/json")


@cache
def openapi() -> bytes:
    """The OpenAPI 3.1 document."""
    (identified, traced, problem), components = msgspec.json.schema_components(
        (Identified, TraceAnswer, Problem), ref_template="#/components/schemas/{name}"
    )
    text = _parameter(
        "code", "Any notation of a code, or a key.", {"type": "string", "maxLength": LONGEST}, required=True
    )
    direction = {"type": "string", "enum": list(Direction), "default": Direction.BOTH.value}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS, "default": DEFAULT_EVENTS}
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Zhuisu 追溯",
                "version": __version__,
                "description": "What EPCIS has no address for. Events are captured and queried at /epcis.",
            },
            "paths": {
                "/api/identify": _get(
                    "What is this string? Every plausible reading, best first.",
                    [{**text, "name": "text", "description": "Anything that was scanned, typed or pasted."}],
                    identified, problem, security=[],
                ),
                "/api/trace": _get(
                    "Where a thing came from and what became of it.",
                    [
                        text,
                        _parameter("direction", "Which way to follow it.", direction),
                        _parameter("limit", "The most events of one answer.", limit),
                        _parameter("after", "Goes on where an answer was cut: see `next`.", {"type": "string"}),
                    ],
                    traced, problem, security=[{"bearer": []}],
                ),
                "/api/openapi.json": _get("This document.", [], {"type": "object"}, problem, security=[]),
            },
            "components": {
                "schemas": components,
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            },
        }
    )  # fmt: skip


def _parameter(name: str, description: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def _get(
    summary: str, parameters: list[dict[str, Any]], answer: Any, problem: Any, *, security: list[dict[str, list[str]]]
) -> dict[str, Any]:
    found = {"description": "The answer.", "content": {"application/json": {"schema": answer}}}
    refused = {"description": "A problem.", "content": {"application/problem+json": {"schema": problem}}}
    responses = {"200": found, "default": refused}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses, "security": security}}
