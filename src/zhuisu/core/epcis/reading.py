"""Read: from the bytes of one JSON-LD event to the event, or to everything that is wrong with them."""

from itertools import islice
from typing import Any

import msgspec

from zhuisu.core.epcis import json_text
from zhuisu.core.epcis.context import Context, context_problems
from zhuisu.core.epcis.model import EVENT_TYPES, Event
from zhuisu.core.epcis.refusal import MAX_FINDINGS, Refusal, error
from zhuisu.core.epcis.shape import EVENT_SHAPES
from zhuisu.core.epcis.vocabulary import ILMD_NAMES
from zhuisu.core.findings import Finding

_TYPED = msgspec.json.Decoder(Event)
_PLAIN = msgspec.json.Decoder()
_ENCODER = msgspec.json.Encoder()
_SHAPES = {kind: EVENT_SHAPES[name] for name, kind in EVENT_TYPES.items()}


def read_event(raw: bytes, context: Context) -> Event | Refusal:
    """Read one event of EPCIS 2.0 JSON-LD (ISO/IEC 19987:2024 §10) under the context of its document.

    A refusal holds every problem, with paths relative to the event (`$.eventTime`). Nothing is raised on any input.
    """
    event = _accepted(raw, context)
    return event if event is not None else Refusal(_explained(raw, context))


def _accepted(raw: bytes, context: Context) -> Event | None:
    """The event where all rules hold; None where one does not, and `_explained` says which.

    Nothing that was sent may be lost: the event, written again, has as many quotation marks as the text.
    """
    try:
        event: Event = _TYPED.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if not _SHAPES[type(event)].accepts(event) or json_text.has_nul(raw):
        return None
    is_whole = json_text.structural_quotes(raw) == json_text.structural_quotes(_ENCODER.encode(event))
    if is_whole and event.own_context is None and getattr(event, "ilmd", None) is None:
        return event
    if json_text.too_deep(raw) or (context_of := _context(event, context)) is None:
        return None
    return event if _named(event, context_of) and (is_whole or _extended(event, raw, context_of)) else None


def _context(event: Event, context: Context) -> Context | None:
    """The context that holds within the event; None where its own is at fault."""
    if event.own_context is None:
        return context
    if any(context_problems(event.own_context, "")):
        return None
    return context.with_own(event.own_context)


def _named(event: Event, context: Context) -> bool:
    ilmd = getattr(event, "ilmd", None)
    return ilmd is None or all(name in ILMD_NAMES or context.admits(name) for name in ilmd)


def _extended(event: Event, raw: bytes, context: Context) -> bool:
    try:
        members: dict[str, Any] = _PLAIN.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    quotes = json_text.structural_quotes(raw)
    shape = _SHAPES[type(event)]
    attached = shape.attach(event, members, context)
    if attached > 0 and quotes == _quotes_without(event, attached):
        return True
    attached += shape.attach_below(event, members, context)
    if attached < 0:
        return False
    lost = quotes - _quotes_without(event, attached)
    return lost == 0 or (lost == 4 and not _decoded(raw)[1])


def _quotes_without(event: Event, attached: int) -> int:
    """The quotation marks of the event, written again, without those around the name of so many `extensions`."""
    return json_text.structural_quotes(_ENCODER.encode(event)) - 2 * attached


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
    """What is wrong with an event given as plain JSON: everything, or the first thousand problems."""
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
    findings.extend(islice(EVENT_SHAPES[kind].explain(value, path, context), MAX_FINDINGS))
    return tuple(findings)
