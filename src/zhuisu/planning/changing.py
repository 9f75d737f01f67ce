"""Changing: how far a measure is, its term, and what shows it. Each change says who made it and why."""

from datetime import UTC, date, datetime
from typing import Any, Final

import msgspec
from django.db import transaction

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding
from zhuisu.core.rules.record import LOCAL
from zhuisu.planning.board import locked
from zhuisu.planning.kinds import State
from zhuisu.planning.measures import measures
from zhuisu.planning.models import Measure, MeasureStep, Proof
from zhuisu.planning.refusing import Refusal, forbidden, invalid, unknown, wrong
from zhuisu.registry.departments import roles_beside

LEAST_WHY: Final = 4
LONGEST: Final = 2_000
LONGEST_LINE: Final = 300
_WHOLE: Final = 100
_EVERYWHERE: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a measure is to be, and why."""

    state: State
    percent: int
    due: date
    why: str


def change(*, actor: Actor, measure: str, to: Change) -> Measure | Refusal:
    """Say how far a measure is, or put its term off."""
    refused = may_change(actor, measure) or _refused(to)
    if refused is not None:
        return refused
    with transaction.atomic():
        row, now = locked(measure, actor=actor.name), datetime.now(UTC)
        if to.due != row.due and to.due < now.astimezone(LOCAL).date():
            return invalid(wrong("plan.past", "$.due"))
        before = {"state": row.state, "percent": row.percent, "due": row.due.isoformat()}
        after = {"state": to.state.value, "percent": to.percent, "due": to.due.isoformat()}
        changed = {name for name in before if before[name] != after[name]}
        if not changed:
            return invalid(wrong("plan.nothing"))
        row.state, row.percent, row.due, row.why = to.state.value, to.percent, to.due, to.why.strip()
        row.changed_at, row.changed_by = now, actor.name
        row.save()
        for name in sorted(changed):
            note(row, name, actor=actor.name, at=now, before=before[name], after=after[name], why=to.why.strip())
    return row


def prove(*, actor: Actor, measure: str, title: str, address: str = "") -> Proof | Refusal:
    """Add what shows how far a measure is."""
    findings = [*_long("title", title, LONGEST_LINE), *_long("address", address, LONGEST_LINE)]
    if len(title.strip()) < LEAST_WHY:
        findings.append(wrong("plan.why", "$.title", least=LEAST_WHY))
    if address and not address.startswith(("https://", "http://")):
        findings.append(wrong("plan.address", "$.address"))
    refused = may_change(actor, measure) or (invalid(*findings) if findings else None)
    if refused is not None:
        return refused
    with transaction.atomic():
        row, now = locked(measure, actor=actor.name), datetime.now(UTC)
        proof = Proof.objects.create(measure=row, at=now, actor=actor.name, title=title.strip(), address=address)
        note(row, "proof", actor=actor.name, at=now, title=title.strip())
    return proof


def may_change(actor: Actor, measure: str) -> Refusal | None:
    """Why this actor may not: the office changes any measure, a department of the city those that it leads; one whose
    account names no department, those of its categories."""
    planned = measures().get(measure)
    if planned is None:
        return unknown("plan.unknown", measure=measure[:60])
    if not may(actor, Deed.KEEP_PLAN):
        return forbidden("plan.not_yours")
    if actor.kind in _EVERYWHERE:
        return None
    if actor.department and roles_beside(actor.department).isdisjoint(planned.leads):
        return forbidden("plan.not_lead")
    if not actor.department and planned.category not in actor.categories:
        return forbidden("plan.not_yours")
    return None if is_of_the_city(actor) else forbidden("plan.not_the_city")


def note(row: Measure, verb: str, *, actor: str, at: datetime, **facts: Any) -> None:
    """Write down who did what to a measure, with its audit row."""
    MeasureStep.objects.create(measure=row, at=at, actor=actor, verb=verb, facts=facts)
    Audit.objects.create(actor=actor, verb=f"measure {verb}", facts={"measure": row.pk, **facts})


def is_of_the_city(actor: Actor) -> bool:
    """Measures are the city's: who answers for a district or two does not say how far the city is."""
    return not actor.regions or any(code.endswith("00") for code in actor.regions)


def _refused(to: Change) -> Refusal | None:
    findings = list(_long("why", to.why, LONGEST))
    if len(to.why.strip()) < LEAST_WHY:
        findings.append(wrong("plan.why", "$.why", least=LEAST_WHY))
    if not 0 <= to.percent <= _WHOLE:
        findings.append(wrong("plan.percent", "$.percent", found=to.percent))
    elif to.state is State.DONE and to.percent != _WHOLE:
        findings.append(wrong("plan.done_percent", "$.percent"))
    elif to.percent == _WHOLE and to.state is not State.DONE:
        findings.append(wrong("plan.whole_percent", "$.state"))
    elif to.percent and to.state is State.PLANNED:
        findings.append(wrong("plan.planned_percent", "$.percent"))
    return invalid(*findings) if findings else None


def _long(field: str, text: str, limit: int) -> list[Finding]:
    return [wrong("plan.too_long", f"$.{field}", field=field, limit=limit)] if len(text) > limit else []
