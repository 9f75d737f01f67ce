"""Revoking: that a certificate does not hold any more, by a person, with a reason."""

from datetime import UTC, datetime

from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.rating.deciding import said
from zhuisu.rating.models import Certificate
from zhuisu.rating.refusing import Refusal, conflicting, forbidden, invalid, unknown
from zhuisu.rating.sight import may_decide, official


def revoke(*, actor: Actor, number: str, why: str, now: datetime | None = None) -> Certificate | Refusal:
    """It is shown as revoked from now on, with the reason."""
    findings = said("why", why)
    if findings:
        return invalid(*findings)
    with transaction.atomic():
        row = official(Certificate.objects.select_for_update(), actor).filter(number=number[:40]).first()
        if row is None:
            return unknown("certificate.unknown", number=number[:40])
        if not may_decide(actor, row.scopes):
            return forbidden("exposure.forbidden")
        if row.revoked_at is not None:
            return conflicting("certificate.revoked", number=row.number)
        row.revoked_at, row.revoked_by, row.revoked_why = now or datetime.now(UTC), actor.name, why.strip()
        row.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
        Audit.objects.create(
            actor=actor.name, verb="certificate revoked", facts={"certificate": row.number, "why": row.revoked_why}
        )
    return row
