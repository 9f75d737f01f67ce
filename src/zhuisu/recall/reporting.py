"""Reporting: the reports of its progress that the rule of a recall asks for; who has not made one is reminded."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from zhuisu.access import Actor
from zhuisu.recall.effect import effect_of
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.keeping import take
from zhuisu.recall.kinds import State
from zhuisu.recall.models import Recall
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.rhythm import hours_of
from zhuisu.recall.steps import MACHINE, note


def report(number: str, *, actor: Actor) -> HeldRecall | Refusal:
    """Its progress was reported to whom it is owed. The next report is due so many hours from now."""
    with transaction.atomic():
        row = take(number, actor, (State.ISSUED,))
        if isinstance(row, Refusal):
            return row
        now = datetime.now(UTC)
        row.reported_at = now
        row.save(update_fields=["reported_at"])
        note(row, "reported", actor=actor.name, at=now, found_percent=effect_of(row, now).found_percent)
    return held(row, actor)


def remind(now: datetime) -> int:
    """Write down of which recalls a report is due; again after as many hours, until it is made. Answers how many."""
    said = Max("steps__at", filter=Q(steps__verb="report due"))
    rows = list(Recall.objects.filter(state=State.ISSUED).annotate(said=said).order_by("id"))
    due = [row for row in rows if _is_due(row, now)]
    with transaction.atomic():
        for row in due:
            note(row, "report due", actor=MACHINE, at=now, hours=hours_of(row))
    return len(due)


def _is_due(row: Any, now: datetime) -> bool:
    hours = hours_of(row)
    last = max(each for each in (row.issued_at, row.reported_at, row.said) if each is not None)
    return bool(hours) and last + timedelta(hours=hours) <= now
