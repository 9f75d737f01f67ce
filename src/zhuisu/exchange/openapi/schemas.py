"""Schemas: the documents around events, what is answered about captures, queries and subscriptions, and problems."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import msgspec

from zhuisu.exchange.api.identify import Identified
from zhuisu.exchange.epcis.warned import CaptureWarnings
from zhuisu.exchange.openapi import (
    cases,
    examples,
    figures,
    flows,
    labelling,
    planning,
    proof,
    rating,
    recall,
    recording,
    registry,
    rules,
    scope,
    supervision,
)
from zhuisu.exchange.openapi.describing import JsonSchema, ref
from zhuisu.exchange.openapi.event_schema import REFS, event_schemas
from zhuisu.exchange.openapi.queries import SCHEMAS as QUERIES
from zhuisu.exchange.openapi.tokens import SCHEMAS as TOKENS
from zhuisu.tracing.answer import TraceAnswer

ANSWERS: Final = (
    Identified,
    TraceAnswer,
    CaptureWarnings,
    *figures.ANSWERS,
    *planning.ANSWERS,
    *rating.ANSWERS,
    *flows.ANSWERS,
    *proof.ANSWERS,
    *rules.ANSWERS,
    *scope.ANSWERS,
    *recall.ANSWERS,
    *cases.ANSWERS,
    *recording.ANSWERS,
    *labelling.ANSWERS,
    *supervision.ANSWERS,
)
"""Answers of the platform's own API, described by their types."""


def _object(required: str, /, **properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "required": required.split(), "properties": properties}


def _array(items: JsonSchema, **more: Any) -> JsonSchema:
    return {"type": "array", "items": items, **more}


TEXT: Final[JsonSchema] = {"type": "string"}
TIME: Final[JsonSchema] = {"type": "string", "format": "date-time"}
COUNT: Final[JsonSchema] = {"type": "integer", "minimum": 0}
FLAG: Final[JsonSchema] = {"type": "boolean"}

_BODY: Final = _object("eventList", eventList=_array(ref("Event")))
_RESULTS: Final = _object(
    "queryName resultsBody",
    queryName=TEXT,
    subscriptionID=TEXT,
    resultsBody=_object("eventList", eventList=_array(ref("Event"))),
)

WRITTEN: Final[Mapping[str, JsonSchema]] = {
    "Context": {
        "description": "A JSON-LD context: an address, definitions of prefixes, or several of these.",
        "anyOf": [ref("Uri"), ref("Definitions"), _array({"anyOf": [ref("Uri"), ref("Definitions")]})],
    },
    "Definitions": {"type": "object", "additionalProperties": {"anyOf": [ref("Uri"), {"type": "object"}]}},
    "EPCISDocument": {
        "description": "Events, and master data in its header. EPCIS 2.0 §10.",
        "examples": [examples.DOCUMENT],
        **_object(
            "@context type schemaVersion creationDate epcisBody",
            **{
                "@context": ref("Context"),
                "type": {"const": "EPCISDocument"},
                "schemaVersion": {"type": "string", "pattern": r"^2(\.\d+)*$"},
                "creationDate": TIME,
                "instanceIdentifier": TEXT,
                "sender": TEXT,
                "receiver": TEXT,
                "epcisHeader": ref("Header"),
                "epcisBody": _BODY,
            },
        ),
    },
    "EPCISQueryDocument": {
        "description": "The events that a query found. EPCIS 2.0 §10.",
        **_object(
            "@context type epcisBody",
            **{
                "@context": ref("Context"),
                "type": {"const": "EPCISQueryDocument"},
                "schemaVersion": {"type": "string", "pattern": r"^2(\.\d+)*$"},
                "creationDate": TIME,
                "epcisBody": _object("queryResults", queryResults=_RESULTS),
            },
        ),
    },
    "Header": {
        "type": "object",
        "properties": {"epcisMasterData": {"type": "object", "properties": {
            "vocabularyList": _array(ref("Vocabulary")),
        }}},
    },
    "Vocabulary": _object("type", type=ref("Uri"), vocabularyElementList=_array(ref("VocabularyElement"))),
    "VocabularyElement": _object(
        "id",
        id=ref("Uri"),
        attributes=_array(_object("id", id={"type": "string", "minLength": 1}, attribute={})),
        children=_array(ref("Uri")),
    ),
    "Collection": {
        "description": "Names of resources, a page of them.",
        **_object("type member", **{"@context": ref("Context"), "type": {"const": "Collection"},
                                    "member": _array(TEXT)}),
    },
    "CaptureJob": {
        "description": "What became of a capture. `errors` are its first reasons; `refused` counts all events refused. "
        "`warnings` (of one job alone) tell of events that do something with what is recalled.",
        **_object(
            "captureID createdAt running success captureErrorBehaviour errors",
            captureID=TEXT,
            createdAt=TIME,
            finishedAt={"anyOf": [TIME, {"type": "null"}]},
            running=FLAG,
            success=FLAG,
            captureErrorBehaviour={"enum": ["rollback", "proceed"]},
            errors=_array(ref("Problem")),
            warnings=_array(ref("CaptureWarning")),
            accepted=COUNT,
            repeated=COUNT,
            refused=COUNT,
        ),
    },
    "CaptureJobs": _array(ref("CaptureJob")),
    "Problem": {
        "description": "A refusal (RFC 9457). `errors` holds every reason, in the language of the reader.",
        **_object(
            "type title status",
            type=TEXT,
            title=TEXT,
            status={"type": "integer", "minimum": 400, "maximum": 599},
            detail=TEXT,
            errors=_array(ref("Reason")),
        ),
    },
    "Reason": _object(
        "code severity path detail",
        code={"type": "string", "description": "Does not change with the language."},
        severity={"enum": ["error", "warning", "note"]},
        path={"type": "string", "description": "JSONPath into what was sent, or the name of a parameter or header."},
        detail=TEXT,
    ),
}  # fmt: skip


@cache
def schemas() -> Mapping[str, JsonSchema]:
    """Every schema of the document, by name."""
    _, answers = msgspec.json.schema_components(ANSWERS, ref_template=REFS)
    return {**event_schemas(), **answers, **WRITTEN, **QUERIES, **registry.schemas(), **TOKENS}
