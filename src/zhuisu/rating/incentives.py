"""Incentives: subsidies, demonstration activities, credit and insurance that somebody was given for tracing well."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import may_see_scopes
from zhuisu.core.findings import Finding
from zhuisu.ledger.concern import scope_keys
from zhuisu.packaged import profiles
from zhuisu.rating.deciding import said
from zhuisu.rating.kinds import Sort
from zhuisu.rating.models import Incentive, Subject
from zhuisu.rating.refusing import Refusal, conflicting, forbidden, invalid, unknown, wrong
from zhuisu.rating.sight import official
from zhuisu.registry.acting import day_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find
from zhuisu.registry.models import Party

LONGEST_LINE: Final = 300
MOST_YUAN: Final = Decimal(10_000_000_000)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What is recorded. `party` is a key or a code as people type it, `evidence` a document's number or name."""

    party: str
    sort: Sort
    what: str
    amount_yuan: Decimal | None
    day: date
    giver: str
    evidence: str
    address: str = ""


def record(*, actor: Actor, given: Given, now: datetime | None = None) -> Incentive | Refusal:
    """Write down what somebody was given."""
    at = now or datetime.now(UTC)
    if not may(actor, Deed.KEEP_RATINGS):
        return forbidden("exposure.forbidden")
    party = find(KINDS["party"], given.party)
    findings = list(_wrongs(given, at))
    if not isinstance(party, Party):
        findings.append(wrong("incentive.party", "$.party", found=given.party[:100]))
    if findings or not isinstance(party, Party):
        return invalid(*findings)
    scopes = scopes_of(party)
    if not may_see_scopes(actor, scopes):
        return forbidden("incentive.elsewhere", name=party.name)
    with transaction.atomic():
        row = Incentive.objects.create(
            party=party.key,
            name=party.name,
            scopes=scopes,
            sort=given.sort.value,
            what=given.what.strip(),
            amount_yuan=given.amount_yuan,
            day=given.day,
            giver=given.giver.strip(),
            evidence=given.evidence.strip(),
            address=given.address.strip(),
            recorded_at=at,
            recorded_by=actor.name,
        )
        Audit.objects.create(
            actor=actor.name, verb="incentive recorded", facts={"incentive": row.pk, "party": party.key}
        )
    return row


def seen(actor: Actor) -> QuerySet[Incentive]:
    """What an official may see: that of its field, and what it recorded itself."""
    if not may(actor, Deed.READ_FIGURES):
        return Incentive.objects.none()
    return official(Incentive.objects.all(), actor) | Incentive.objects.filter(recorded_by=actor.name)


def withdraw(*, actor: Actor, id: int, why: str, now: datetime | None = None) -> Incentive | Refusal:
    """What was written down by mistake counts no more; it stays on record, struck out."""
    findings = said("why", why)
    if not may(actor, Deed.KEEP_RATINGS):
        return forbidden("exposure.forbidden")
    if findings:
        return invalid(*findings)
    with transaction.atomic():
        row = official(Incentive.objects.select_for_update(), actor).filter(pk=id).first()
        if row is None:
            return unknown("incentive.unknown")
        if row.withdrawn_at is not None:
            return conflicting("incentive.withdrawn")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = now or datetime.now(UTC), actor.name, why.strip()
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        Audit.objects.create(actor=actor.name, verb="incentive withdrawn", facts={"incentive": id, "why": why.strip()})
    return row


def scopes_of(party: Party) -> list[str]:
    """Whose business a party is: by the categories of its roles and of what it recorded, and its region."""
    known = profiles()
    roles = {
        role.category or (known[role.variety].category.value if role.variety in known else "")
        for role in party.roles.all()
    }
    seen = Subject.objects.filter(kind="party", subject=party.key).values_list("categories", flat=True).first() or ()
    return list(scope_keys({*roles, *seen} - {""}, [party.region] if party.region else []))


def _wrongs(given: Given, at: datetime) -> Iterator[Finding]:
    for name in ("what", "giver", "evidence"):
        text = getattr(given, name).strip()
        if not text:
            yield wrong("incentive.empty", f"$.{name}")
        elif len(text) > LONGEST_LINE:
            yield wrong("rating.too_long", f"$.{name}", limit=LONGEST_LINE)
    if given.amount_yuan is not None and not 0 < given.amount_yuan < MOST_YUAN:
        yield wrong("incentive.amount", "$.amount_yuan")
    if given.sort is Sort.SUBSIDY and given.amount_yuan is None:
        yield wrong("incentive.no_amount", "$.amount_yuan")
    if given.day > day_of(at):
        yield wrong("incentive.day", "$.day")
    if given.address and not given.address.startswith(("https://", "http://")):
        yield wrong("incentive.address", "$.address")
