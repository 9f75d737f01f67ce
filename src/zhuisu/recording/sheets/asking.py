"""Asking: that a sheet that was checked is loaded, or one that was loaded undone."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.recording.models import Sheet
from zhuisu.recording.refusing import Refusal, Why, forbidden, wrong
from zhuisu.recording.sheets.states import State
from zhuisu.recording.sheets.uploading import own

_LONGEST = 500


def ask_load(*, actor: Actor, sheet: UUID) -> Sheet | Refusal:
    """Load it, all or nothing. Refused unless it was checked and has no errors."""
    if not may(actor, Deed.RECORD):
        return forbidden(actor.name)
    with transaction.atomic():
        row = own(actor).select_for_update().filter(pk=sheet).first()
        if row is None or row.state != State.CHECKED or row.errors or not row.records:
            return Refusal(Why.CONFLICT, (wrong("sheets.not_checked"),))
        return _waiting(row, State.LOADING, "sheet loading asked", actor)


def ask_undo(*, actor: Actor, sheet: UUID, reason: str) -> Sheet | Refusal:
    """Declare each of its records in error."""
    if not may(actor, Deed.RECORD):
        return forbidden(actor.name)
    if not reason.strip():
        return Refusal(Why.INVALID, (wrong("sheets.no_reason", "reason"),))
    with transaction.atomic():
        row = own(actor).select_for_update().filter(pk=sheet).first()
        if row is None or row.state != State.LOADED:
            return Refusal(Why.CONFLICT, (wrong("sheets.not_loaded"),))
        row.reason = reason.strip()[:_LONGEST]
        return _waiting(row, State.UNDOING, "sheet undoing asked", actor)


def _waiting(row: Sheet, state: State, verb: str, actor: Actor) -> Sheet:
    row.state, row.done, row.changed_at = state.value, 0, timezone.now()
    row.account = actor.name
    row.save()
    Audit.objects.create(actor=actor.name, verb=verb, facts={"sheet": str(row.pk)})
    return row
