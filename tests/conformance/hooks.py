"""Hooks: what schemathesis cannot read from the document, since OpenAPI cannot say it."""

from typing import Any

import schemathesis
from schemathesis import Case, HookContext

WITH_UPGRADE = (
    "stream", "second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek", "reportIfEmpty", "initialRecordTime",
)  # fmt: skip
CONSISTENCY = "/api/proof/consistency"
TAKEN_FROM_ANSWERS = ("nextPageToken", "after", "to")


@schemathesis.hook
def before_call(_: HookContext, case: Case[Any], __: dict[str, Any]) -> None:
    """Gives valid requests what holds between parameters, and nothing that only answers give or WebSockets need."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    for name in (*TAKEN_FROM_ANSWERS, *WITH_UPGRADE):
        case.query.pop(name, None)
    if case.path == CONSISTENCY:
        case.query["from"] = "0"
    if "eventCountLimit" in case.query or "orderDirection" in case.query:
        case.query["orderBy"] = "eventTime"
        case.query.pop("maxEventCount", None)
