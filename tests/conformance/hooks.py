"""Hooks: what schemathesis cannot read from the document, since OpenAPI cannot say it."""

import re
from collections.abc import Iterator
from typing import Any

import schemathesis
from schemathesis import Case, HookContext

WITH_UPGRADE = (
    "stream", "second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek", "reportIfEmpty", "initialRecordTime",
)  # fmt: skip
CONSISTENCY = "/api/proof/consistency"
TAKEN_FROM_ANSWERS = ("nextPageToken", "after", "to")

PREFIX = re.compile(
    r"(?:EQ|GT|GE|LT|LE|EXISTS)_(?:INNER_)?"
    r"(?:(?:ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT|readPoint|bizLocation)_)?"
    r"(?P<prefix>[A-Za-z][A-Za-z0-9_]*):(?!//)"
)


@schemathesis.hook
def before_call(_: HookContext, case: Case[Any], __: dict[str, Any]) -> None:
    """Gives valid requests what holds between parameters, and nothing that only answers give or WebSockets need."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    for name in (*TAKEN_FROM_ANSWERS, *WITH_UPGRADE):
        case.query.pop(name, None)
    prefixes = sorted({found["prefix"] for name in names(case.query) if (found := PREFIX.match(name))})
    if prefixes:
        case.headers["GS1-Extensions"] = ", ".join(f"{prefix}=https://ex.example/{prefix}/" for prefix in prefixes)
    if case.path == CONSISTENCY:
        case.query["from"] = "0"
    if "eventCountLimit" in case.query or "orderDirection" in case.query:
        case.query["orderBy"] = "eventTime"
        case.query.pop("maxEventCount", None)


def names(query: dict[str, Any]) -> Iterator[str]:
    """The names of parameters, those that are members of an object too."""
    for name, value in query.items():
        yield from value if isinstance(value, dict) else [name]
