"""Correcting: a record is declared in error, and another one counts instead, or none. Nothing is deleted."""

from datetime import datetime
from typing import Any, Final

import msgspec
from django.db import IntegrityError, transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Severity
from zhuisu.core.forms.filled import LOCAL, Filled
from zhuisu.core.forms.model import Told
from zhuisu.ledger.reading import event_by_id
from zhuisu.recording.checking import findings_of
from zhuisu.recording.clock import now
from zhuisu.recording.keeping import SHIPMENT
from zhuisu.recording.making import event_name
from zhuisu.recording.mine import RecordRow, RecordState, record
from zhuisu.recording.models import Entry
from zhuisu.recording.preparing import prepared
from zhuisu.recording.refusing import Refusal, Why, forbidden, unknown, wrong
from zhuisu.recording.saving import RefusedError, Saved, append, repeat_of, saved
from zhuisu.recording.saving import record as put
from zhuisu.recording.telling import told

MOST_WORDS: Final = 500
_REASON: Final = "urn:zhuisu:voc:reason"


class Withdrawn(Told, frozen=True, kw_only=True, rename="camel"):
    """A record that was declared in error. `repeated`: it was already."""

    event: str
    repeated: bool


def replace(*, actor: Actor, event: str, filled: Filled, reason: str) -> Saved | Refusal:
    """Declare a record (by its eventID) in error and record another one instead, in one transaction. `filled` has a
    draft of its own; a repeat of it is a no-op. Own records alone."""
    known = repeat_of(actor, filled)
    if known is not None:
        return known
    row = _correctable(actor, event, reason)
    if isinstance(row, Refusal):
        return row
    at = now()
    read = prepared(actor, filled, at)
    if isinstance(read, Refusal):
        return read
    findings = findings_of(read, at, instead_of=event)
    if read.errors:
        return Refusal(Why.INVALID, read.errors)
    try:
        with transaction.atomic():
            _declare(actor, row, reason, at, event_name(read.party, filled.draft))
            entry = put(read, filled, actor=actor, at=at, extra=_handed(event))
            Entry.objects.filter(event=event).update(replaced_by=entry)
    except RefusedError as refused:
        return refused.refusal
    except IntegrityError:
        overtaken = repeat_of(actor, filled)
        if overtaken is None:
            raise
        return overtaken
    return saved(read, entry, told(each for each in findings if each.severity is not Severity.ERROR))


def withdraw(*, actor: Actor, event: str, reason: str) -> Withdrawn | Refusal:
    """Declare a record (by its eventID) in error; nothing counts instead. Own records alone; a repeat is a no-op."""
    known = record(actor, event)
    if known is not None and known.state is RecordState.WITHDRAWN:
        return Withdrawn(event=event, repeated=True)
    row = _correctable(actor, event, reason)
    if isinstance(row, Refusal):
        return row
    try:
        with transaction.atomic():
            _declare(actor, row, reason, now(), "")
    except RefusedError as refused:
        return refused.refusal
    return Withdrawn(event=event, repeated=False)


def _correctable(actor: Actor, event: str, reason: str) -> RecordRow | Refusal:
    """The record, where the actor may correct it now, with a reason."""
    if not may(actor, Deed.RECORD):
        return forbidden(actor.name)
    row = record(actor, event)
    if row is None or not row.is_own:
        return unknown("recording.unknown_event")
    if not reason.strip() or len(reason) > MOST_WORDS:
        return Refusal(Why.INVALID, (wrong("recording.no_reason", "reason"),))
    if row.state is not RecordState.STANDS:
        return Refusal(Why.CONFLICT, (wrong("recording.withdrawn_already"),))
    return row


def _handed(event: str) -> dict[str, Any]:
    """What a receipt says of its delivery is said by the one that counts instead, too."""
    stored = event_by_id(event)
    body: dict[str, Any] = {} if stored is None else msgspec.json.decode(stored.body)
    return {name: body[name] for name in (SHIPMENT,) if name in body}


def _declare(actor: Actor, row: RecordRow, reason: str, at: datetime, instead: str) -> None:
    """The declaration repeats the event (EPCIS 2.0 §7.4.1.3) and says when and why it was found to be wrong, and which
    eventID counts instead. The row is locked, so that of two corrections one is refused."""
    entry = Entry.objects.select_for_update().filter(event=row.event).first()
    if entry is not None and entry.withdrawn_at is not None:
        raise RefusedError(Refusal(Why.CONFLICT, (wrong("recording.withdrawn_already"),)))
    append(_declaration(row.event, reason, at, instead), actor)
    if entry is not None:
        entry.withdrawn_at, entry.reason = at, reason.strip()
        entry.save(update_fields=["withdrawn_at", "reason"])
    facts = {"event": row.event, "reason": reason.strip(), "instead": instead}
    Audit.objects.create(actor=actor.name, verb="record replaced" if instead else "record withdrawn", facts=facts)


def _declaration(event_id: str, reason: str, at: datetime, instead: str) -> bytes:
    stored = event_by_id(event_id)
    if stored is None:
        raise RefusedError(unknown("recording.unknown_event"))
    body: dict[str, Any] = msgspec.json.decode(stored.body)
    declared: dict[str, Any] = {
        "declarationTime": at.astimezone(LOCAL).isoformat(timespec="milliseconds"),
        "reason": "incorrect_data" if instead else "did_not_occur",
        _REASON: reason.strip(),
    }
    if instead:
        declared["correctiveEventIDs"] = [instead]
    context = body.get("@context") or msgspec.json.decode(stored.context)
    return msgspec.json.encode({**body, "@context": context, "eventID": event_id, "errorDeclaration": declared})
