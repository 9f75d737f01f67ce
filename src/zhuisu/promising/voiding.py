"""Voiding: a certificate counts no more, and what was recorded of it is declared in error, in one transaction."""

from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.labelling.certificates import HeldCertificate, void
from zhuisu.labelling.refusing import Refusal
from zhuisu.promising.stating import draft_of
from zhuisu.recording.correcting import withdraw
from zhuisu.recording.models import Entry
from zhuisu.recording.saving import RefusedError


def take_back(held: HeldCertificate, *, actor: Actor, reason: str) -> Refusal | None:
    """Both or neither; None where it is done, or was."""
    try:
        with transaction.atomic():
            if void(held.number, actor=actor):
                _withdraw(held, actor, reason)
    except RefusedError as refused:
        return refused.refusal
    return None


def _withdraw(held: HeldCertificate, actor: Actor, reason: str) -> None:
    """The record that counts now, where it was corrected since."""
    row = Entry.objects.filter(party=held.party, draft=draft_of(held.number)).first()
    while row is not None and row.replaced_by is not None:
        row = row.replaced_by
    done = withdraw(actor=actor, event=row.event, reason=reason) if row is not None else None
    if isinstance(done, Refusal):
        raise RefusedError(done)
