"""Arrival: one event on its way in, from raw bytes to a row that is ready to be written."""

from typing import Final

import msgspec

from zhuisu.core.codes import SCHEMES, key_of_uri
from zhuisu.core.epcis import Context, Event, hash_id
from zhuisu.core.epcis.model import (
    AggregationEvent,
    AssociationEvent,
    ObjectEvent,
    TransactionEvent,
    TransformationEvent,
)
from zhuisu.core.epcis.query.words import expanded, short_word
from zhuisu.core.epcis.vocabulary import BIZ_STEPS, DISPOSITIONS, WordList
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.extract import facts_of, references_of, touches_of
from zhuisu.core.lineage.facts import Action, EventType, Role
from zhuisu.ledger.append import NewEvent
from zhuisu.ledger.identity import identity_digest, ledger_id, microseconds

IDENTIFIER_BYTES: Final = 1_000
"""The longest key that is kept: an index entry of PostgreSQL holds no more than about 2,700 bytes."""

_TYPES: Final = {
    ObjectEvent: int(EventType.OBJECT),
    AggregationEvent: int(EventType.AGGREGATION),
    TransactionEvent: int(EventType.TRANSACTION),
    TransformationEvent: int(EventType.TRANSFORMATION),
    AssociationEvent: int(EventType.ASSOCIATION),
}
PERSONAL_DATA: Final = "capture.personal_data"
_PERSONAL: Final = tuple(f"{scheme.name}:" for scheme in SCHEMES.values() if scheme.personal)
_ACTIONS: Final = {action.name: int(action) for action in Action}
_pack = msgspec.msgpack.Encoder().encode


class Reporter(msgspec.Struct, frozen=True):
    """Who captures: the `captured_by` of each event, and the row of `touch` that leads from the party to it."""

    name: str
    touches: list[tuple[str, int]]

    @classmethod
    def of(cls, account: str, party: str | None) -> "Reporter":
        if party is None:
            return cls(f"account:{account}", [])
        return cls(party, [(party, int(Role.CAPTURED_BY))])


def arrive(
    raw: bytes, event: Event, context: Context, mda_prefixes: tuple[str, ...], captured_by: Reporter
) -> NewEvent | Finding:
    """The row of a valid event, or the finding that it cannot be kept."""
    event_id = event.event_id or hash_id(event, context)
    declaration = event.error_declaration
    digest = identity_digest(event_id, declaration.declaration_time if declaration else None)
    time_us = microseconds(event.event_time)
    facts = facts_of(event, mda_prefixes)
    touches = touches_of(facts) + references_of(event) + captured_by.touches
    biz_step = _word(event.biz_step, BIZ_STEPS, event, context)
    disposition = _word(event.disposition, DISPOSITIONS, event, context)
    read_point, biz_location = (key_of_uri(at.id) if at else None for at in (event.read_point, event.biz_location))
    indexed = [biz_step, disposition, read_point, biz_location, event_id if declaration else None]
    if (refused := unkeepable([thing for thing, _ in touches] + [each for each in indexed if each])) is not None:
        return refused
    kind = type(event)
    return NewEvent(
        id=ledger_id(time_us, digest),
        identity=digest[:16],
        event_id=event_id,
        time_us=time_us,
        type=_TYPES[kind],
        action=0 if kind is TransformationEvent else _ACTIONS[event.action],  # type: ignore[union-attr]
        biz_step=biz_step,
        disposition=disposition,
        read_point=read_point,
        biz_location=biz_location,
        declares_error=declaration is not None,
        facts=_pack(facts),
        touches=touches,
        body=raw,
        captured_by=captured_by.name,
    )


def _word(word: str | None, words: WordList, event: Event, context: Context) -> str | None:
    """A word as queries look for it: where a prefix shortens it, the short name of CBV, or else the whole URI."""
    if word is None or ":" not in word:
        return word
    inside = context if event.own_context is None else context.with_own(event.own_context)
    return short_word(words, expanded(word, inside.declared))


def unkeepable(things: list[str]) -> Finding | None:
    """Why what is to be indexed cannot be written down: a key that no index holds, an identity number."""
    lines = "\n".join(things)
    if len(lines) > IDENTIFIER_BYTES // 4:  # of so many characters, each may take four bytes
        longest = max(things, key=len)
        if (size := len(longest.encode())) > IDENTIFIER_BYTES:
            facts: dict[str, str | int | float] = {"size": size, "limit": IDENTIFIER_BYTES, "start": longest[:60]}
            return Finding("capture.identifier_too_long", Severity.ERROR, "$", facts)
    for scheme in _PERSONAL:
        if scheme in lines and any(thing.startswith(scheme) for thing in things):
            return Finding(PERSONAL_DATA, Severity.ERROR, "$")
    return None
