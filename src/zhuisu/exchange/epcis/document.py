"""Document: stored events as an EPCISQueryDocument in JSON-LD, under one merged context."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from zhuisu.core.epcis.notation_event import Notations, needs_translation, translate
from zhuisu.ledger.reading import StoredEvent

EPCIS_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
SAME_CONTEXT = frozenset(
    {
        EPCIS_CONTEXT,
        "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
        "https://gs1.github.io/EPCIS/epcis-context.jsonld",
        "https://id.gs1.org/epcis-context.jsonld",
    }
)
"""Addresses at which GS1 published the one context of EPCIS 2.0."""

_members = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encode = msgspec.json.encode


class MergedContext:
    """Contexts of several documents as one. Where two give a prefix two meanings, the later event keeps its own."""

    def __init__(self) -> None:
        self.links: list[Any] = [EPCIS_CONTEXT]
        self.terms: dict[str, Any] = {}
        self._owns: dict[bytes, bytes | None] = {}

    def own(self, context: bytes) -> bytes | None:
        """Take this context in. Answers what an event under it has to state itself; None: the merged one serves."""
        if context not in self._owns:
            self._owns[context] = self._take(context)
        return self._owns[context]

    def merged(self) -> list[Any]:
        return [*self.links, self.terms] if self.terms else self.links

    def _take(self, context: bytes) -> bytes | None:
        links, terms = _parts(msgspec.json.decode(context) if context else None)
        if any(self.terms.get(name, meaning) != meaning for name, meaning in terms.items()):
            return _encode([*links, terms])
        self.links += [link for link in links if link not in self.links]
        self.terms |= terms
        return None


def _parts(context: Any) -> tuple[list[Any], dict[str, Any]]:
    """The links (the standard's first, under one address) and the terms of a context, as JSON-LD 1.1 §4.1 allows it."""
    links: list[Any] = [EPCIS_CONTEXT]
    terms: dict[str, Any] = {}
    for entry in context if isinstance(context, list) else [context]:
        if isinstance(entry, dict):
            terms |= entry
        elif entry is not None and entry not in SAME_CONTEXT and entry not in links:
            links.append(entry)
    return links, terms


def query_document(
    events: Sequence[StoredEvent],
    context: MergedContext,
    notations: Notations,
    *,
    now: datetime,
    query_name: str,
    subscription_id: str | None,
) -> bytes:
    """An EPCISQueryDocument (EPCIS 2.0 §12.6) of these events, each with its recordTime. `context` takes theirs in."""
    listed = [msgspec.Raw(event_json(event, context, notations)) for event in events]
    subscription = {} if subscription_id is None else {"subscriptionID": subscription_id}
    results = {"queryName": query_name, **subscription, "resultsBody": {"eventList": listed}}
    return _encode(
        {
            "@context": context.merged(),
            "type": "EPCISQueryDocument",
            "schemaVersion": "2.0",
            "creationDate": iso(now),
            "epcisBody": {"queryResults": results},
        }
    )


def event_json(event: StoredEvent, context: MergedContext, notations: Notations) -> bytes:
    """The event under the merged context, or with what it has to state of its own."""
    members = event_members(event, notations)
    own = context.own(full_context(event, members.pop("@context", None)))
    return _encode({"@context": msgspec.Raw(own), **members} if own else members)


def event_members(event: StoredEvent, notations: Notations) -> dict[str, msgspec.Raw]:
    """The members of an event as received, but for these notations. recordTime, and eventID where it had none, are the
    platform's.
    """
    members = _members.decode(event.body)
    if needs_translation(event.body, notations):
        members = translate(members, notations)
    members.setdefault("eventID", msgspec.Raw(_encode(event.event_id)))
    members["recordTime"] = msgspec.Raw(_encode(iso(event.record_time)))
    return members


def full_context(event: StoredEvent, own: msgspec.Raw | None) -> bytes:
    """The context that an event was received under, its own included."""
    return event.context if own is None else _joined(event.context, bytes(own))


def _joined(outer: bytes, inner: bytes) -> bytes:
    """A document's context and the event's own, as one."""
    return _encode([*_listed(outer), *_listed(inner)])


def _listed(context: bytes) -> Iterable[Any]:
    value = msgspec.json.decode(context) if context else []
    return value if isinstance(value, list) else [value]


def iso(moment: datetime) -> str:
    """`2026-11-02T08:00:00.123456Z`."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
