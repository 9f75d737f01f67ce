"""Filing: an application is handed in, or taken back."""

from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.findings import Finding
from zhuisu.enrolling.answering import Answered
from zhuisu.enrolling.beginning import standing_of
from zhuisu.enrolling.held import held
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.enrolling.states import NAMES, OPEN, Aim, State


def file(number: str, *, promised: str, actor: Actor) -> Answered:
    """Hand it in. `promised` is what was ticked; refused where anything is missing.

    Whether its party is registered by now is looked up anew: then it asks for an account of that party, no more.
    """
    with transaction.atomic():
        row = Application.objects.select_for_update().get(number=number)
        refused = _not_open(row)
        if refused is not None:
            return refused
        standing = standing_of(row.key)
        if standing["aim"] == Aim.JOIN:
            for name, value in standing.items():
                setattr(row, name, value)
        found = (*_unpromised(promised), *held(row).missing)
        if found:
            return invalid(*found)
        row.state, row.filed_at = State.FILED.value, timezone.now()
        row.changed_at, row.notes, row.agreed = row.filed_at, {}, []
        row.save()
        Audit.objects.create(actor=actor.name, verb="enrolment filed", facts={"enrolment": number, "aim": row.aim})
    return row


def withdraw(number: str, *, actor: Actor) -> Answered:
    """Take it back for good; its papers and its contact go."""
    with transaction.atomic():
        row = Application.objects.select_for_update().get(number=number)
        if row.state in (State.APPROVED, State.WITHDRAWN):
            name = NAMES[State(row.state)]
            return conflicting("enrol.not_open", number=number, zh=name.zh, en=name.en)
        row.papers.all().delete()
        row.state, row.changed_at, row.contact, row.password = State.WITHDRAWN.value, timezone.now(), None, ""
        row.save()
        Audit.objects.create(actor=actor.name, verb="enrolment withdrawn", facts={"enrolment": number})
    return row


def _not_open(row: Application) -> Refusal | None:
    if State(row.state) in OPEN:
        return None
    name = NAMES[State(row.state)]
    return conflicting("enrol.not_open", number=row.number, zh=name.zh, en=name.en)


def _unpromised(promised: str) -> tuple[Finding, ...]:
    return () if promised else (wrong("enrol.no_promise", "$.promise"),)
