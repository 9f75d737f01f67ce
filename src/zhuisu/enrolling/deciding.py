"""Deciding: an official returns an application, or agrees to it; when all whose field it is have, it is carried out."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.models import Account, Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.enrolling.admitting import RefusedError, admit_account, admit_party, kind_of_account
from zhuisu.enrolling.answering import Answered
from zhuisu.enrolling.beginning import registered
from zhuisu.enrolling.held import held
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal, Why, conflicting, forbidden, invalid, wrong
from zhuisu.enrolling.sight import open_categories, visible
from zhuisu.enrolling.states import NAMES, Aim, State
from zhuisu.enrolling.steps import Step

_LONGEST: Final = 2000


def send_back(number: str, reason: str, notes: Mapping[str, str], *, actor: Actor) -> Answered:
    """Return it, with a reason, or notes by step of what is to be mended."""
    said = {step: text.strip()[:_LONGEST] for step, text in notes.items() if step in set(Step) and text.strip()}
    if not reason.strip() and not said:
        return invalid(wrong("enrol.no_reason", "$.reason"))
    with transaction.atomic():
        row = _for_decision(number, actor)
        if isinstance(row, Refusal):
            return row
        row.state, row.reason, row.notes, row.agreed = State.RETURNED.value, reason.strip()[:_LONGEST], said, []
        _decided(row, actor)
        facts = {"enrolment": number, "reason": row.reason, "steps": sorted(said)}
        Audit.objects.create(actor=actor.name, verb="enrolment returned", facts=facts)
    return row


def agree(number: str, *, actor: Actor) -> Answered:
    """Agree for the actor's categories. When none is open any more, its party, licences and account come to be."""
    try:
        with transaction.atomic():
            row = _for_decision(number, actor)
            return row if isinstance(row, Refusal) else _agreed(row, actor)
    except RefusedError as fault:
        return Refusal(Why.CONFLICT, fault.refusal.findings)


def _agreed(row: Application, actor: Actor) -> Answered:
    row.agreed = sorted({*row.agreed, *open_categories(actor, row)})
    facts: dict[str, Any] = {"enrolment": row.number, "categories": row.agreed}
    if set(row.categories) - set(row.agreed):
        row.save()
        Audit.objects.create(actor=actor.name, verb="enrolment agreed to", facts=facts)
        return row
    refused = _admitted(row, actor)
    if refused is not None:
        transaction.set_rollback(True)
        return refused
    row.state, row.reason, row.notes = State.APPROVED.value, "", {}
    _decided(row, actor)
    Audit.objects.create(
        actor=actor.name, verb="enrolment approved", facts={**facts, "party": row.key, "account": row.account}
    )
    return row


def _admitted(row: Application, actor: Actor) -> Refusal | None:
    """Whether it may not come to be after all; else it has. The password goes with it."""
    told, known = held(row), registered(row.key)
    if Account.objects.filter(name=row.account).exists():
        return conflicting("enrol.account_taken", found=row.account)
    if row.aim == Aim.ENROL and known is not None:
        return conflicting("enrol.registered_meanwhile", key=row.key)
    if row.aim == Aim.JOIN and known is None:
        return conflicting("enrol.party_closed", key=row.key)
    party: Any = known.entry if known is not None else None
    key = admit_party(told, actor=actor) if party is None else party.key
    admit_account(told, key, row.password, kind_of_account(party.kind if party else row.kind), actor=actor)
    row.key, row.password = key, ""
    return None


def _for_decision(number: str, actor: Actor) -> Answered:
    """The application, locked; refused where it is not the actor's to decide, or not now."""
    if not may(actor, Deed.DECIDE_ENROLMENTS) or not visible(actor).filter(number=number).exists():
        return forbidden("enrol.not_your_field", number=number)
    row = Application.objects.select_for_update().get(number=number)
    if row.state != State.FILED:
        name = NAMES[State(row.state)]
        return conflicting("enrol.not_filed", number=number, zh=name.zh, en=name.en)
    if actor.kind is ActorKind.DEPARTMENT and row.categories and not open_categories(actor, row):
        return conflicting("enrol.not_filed", number=number, zh="您已同意", en="agreed to by you")
    return row


def _decided(row: Application, actor: Actor) -> None:
    row.decided_at = row.changed_at = timezone.now()
    row.decided_by = actor.name
    row.save()
