"""Read: from the bytes of one JSON-LD event to the event, or to everything that is wrong with them."""

from typing import Any

import msgspec

from zhuisu.core.epcis import json_text
from zhuisu.core.epcis.context import Context, context_problems
from zhuisu.core.epcis.model import EVENT_TYPES, Event
from zhuisu.core.epcis.refusal import Refusal, error
from zhuisu.core.epcis.shape import EVENT_SHAPES
from zhuisu.core.epcis.vocabulary import ILMD_NAMES
from zhuisu.core.findings import Finding

_TYPED = msgspec.json.Decoder(Event)
_PLAIN = msgspec.json.Decoder()
_ENCODER = msgspec.json.Encoder()
_ACCEPTS = {kind: EVENT_SHAPES[name].accepts for name, kind in EVENT_TYPES.items()}
_ATTACH = {kind: EVENT_SHAPES[name].attach for name, kind in EVENT_TYPES.items()}


def read_event(raw: bytes, context: Context) -> Event | Refusal:
    """Read one event of EPCIS 2.0 JSON-LD (ISO/IEC 19987:2024 §10) under the context of its document.

    A refusal holds every problem, with paths relative to the event (`$.eventTime`). Nothing is raised on any input.
    """
    event = _accepted(raw, context)
    return event if event is not None else Refusal(_explained(raw, context))


def _accepted(raw: bytes, context: Context) -> Event | None:
    """The event where all rules hold; None where one does not, and `_explained` says which."""
    try:
        event: Event = _TYPED.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if not _ACCEPTS[type(event)](event) or json_text.has_nul(raw):
        return None
    quotes = json_text.structural_quotes(raw)
    is_plain = event.own_context is None and getattr(event, "ilmd", None) is None
    if is_plain and quotes == json_text.structural_quotes(_ENCODER.encode(event)):
        return event
    return event if _completed(event, raw, quotes, context) else None


def _completed(event: Event, raw: bytes, quotes: int, context: Context) -> bool:
    """Give the event its fields of other namespaces. False where these are at fault, or a member is repeated."""
    if json_text.too_deep(raw):
        return False
    try:
        members: dict[str, Any] = _PLAIN.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    if quotes != json_text.structural_quotes(_ENCODER.encode(members)) and _decoded(raw)[1]:
        return False
    if event.own_context is not None:
        if any(context_problems(event.own_context, "")):
            return False
        context = context.with_own(event.own_context)
    ilmd = members.get("ilmd")
    if ilmd is not None and not all(name in ILMD_NAMES or context.admits(name) for name in ilmd):
        return False
    return _ATTACH[type(event)](event, members, context)


def _decoded(raw: bytes) -> tuple[Any, tuple[Finding, ...]]:
    """The plain event and what is wrong with its text.

    One repetition is let pass, since a published example has it: a hash id, which anyone can compute from the event,
    and after it the eventID that was given to the event, which counts.
    """
    value, findings = json_text.decode(raw)
    repeated = [finding for finding in findings if finding.path == "$.eventID" and "earlier" in finding.facts]
    if len(repeated) == 1 and str(repeated[0].facts["earlier"]).startswith("ni:///sha-256;"):
        findings = tuple(finding for finding in findings if finding is not repeated[0])
    return value, findings


def _explained(raw: bytes, context: Context) -> tuple[Finding, ...]:
    value, findings = _decoded(raw)
    if value is None and findings:
        return findings
    findings += explain_event(value, context)
    return findings or (error("unexplained", "$"),)


def explain_event(value: Any, context: Context, path: str = "$") -> tuple[Finding, ...]:
    """Everything that is wrong with an event given as plain JSON."""
    if not isinstance(value, dict):
        return (error("not_an_object", path),)
    findings: list[Finding] = []
    if "@context" in value:
        findings.extend(context_problems(value["@context"], f"{path}['@context']"))
        if not findings:
            context = context.with_own(value["@context"])
    if "type" not in value:
        return (*findings, error("missing", f"{path}.type", name="type"))
    kind = value["type"]
    if not isinstance(kind, str) or kind not in EVENT_SHAPES:
        found = kind if isinstance(kind, str) else msgspec.json.encode(kind).decode()
        return (*findings, error("event_type", f"{path}.type", value=found, expected=", ".join(EVENT_TYPES)))
    findings.extend(EVENT_SHAPES[kind].explain(value, path, context))
    return tuple(findings)
