"""Reassessing: judging the past anew for one profile, in portions that a broken-off run resumes."""

from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from zhuisu.ledger import journal
from zhuisu.supervision.models import Reassessment

NAME: Final = "rules"
"""The follower's name among those of the journal."""


def reassess(profile: str, *, reason: str, actor: str, now: datetime | None = None) -> Reassessment:
    """Ask for all events so far to be judged anew by a profile. One that has not begun yet is as good as a new one."""
    with transaction.atomic():
        waiting = Reassessment.objects.filter(profile=profile, started_at=None).select_for_update().first()
        size = journal.size()
        if waiting is not None:
            Reassessment.objects.filter(pk=waiting.pk).update(until=max(waiting.until, size))
            return waiting
        return Reassessment.objects.create(
            profile=profile, reason=reason, asked_by=actor, asked_at=now or datetime.now(UTC), until=size
        )


def unfinished() -> list[Reassessment]:
    """Those that are under way or wait, in their order."""
    return list(Reassessment.objects.filter(finished_at=None).order_by("pk"))
