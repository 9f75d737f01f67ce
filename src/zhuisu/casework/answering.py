"""Answering: the one who reported a problem is told what became of it; and how that one can be reached."""

from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from zhuisu.access import Actor
from zhuisu.casework.models import Case, Report
from zhuisu.casework.refusing import Refusal, Why, conflicting, forbidden, invalid, wrong
from zhuisu.casework.sight import may_keep, visible
from zhuisu.casework.steps import note
from zhuisu.casework.writing import Line, lines_wrong
from zhuisu.core.findings import Text
from zhuisu.registry.vault import unseal

LONGEST: Final = 2_000


def answer(number: str, text: str, *, actor: Actor) -> Case | Refusal:
    """Tell the one who reported. What is said is seen by whoever has the report's secret, and said once."""
    with transaction.atomic():
        row = _taken(number, actor)
        if isinstance(row, Refusal):
            return row
        if row.answered_at is not None:
            return conflicting("report.answered", number=number)
        if findings := lines_wrong((Line("text", Text("答复", "The answer"), text, 1),), LONGEST):
            return invalid(*findings)
        now = datetime.now(UTC)
        row.answer, row.answered_by, row.answered_at = text.strip(), actor.name, now
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        note(row.case, "answered", actor=actor.name, at=now, report=row.number)
    return row.case


def reveal(number: str, reason: str, *, actor: Actor) -> str | Refusal:
    """How the one who reported can be reached: in plain, with a reason, which is written down first."""
    with transaction.atomic():
        row = _taken(number, actor)
        if isinstance(row, Refusal):
            return row
        if findings := lines_wrong((Line("reason", Text("理由", "The reason"), reason, 1),), LONGEST):
            return invalid(*findings)
        note(row.case, "revealed", actor=actor.name, at=datetime.now(UTC), report=row.number, reason=reason.strip())
    return unseal(bytes(row.contact)) if row.contact else ""


def _taken(number: str, actor: Actor) -> Report | Refusal:
    if not may_keep(actor):
        return forbidden("case.forbidden", account=actor.name)
    rows = Report.objects.select_for_update(of=("self",)).select_related("case")
    row = rows.filter(number=number, case__in=visible(actor)).first() if "\0" not in number else None
    return Refusal(Why.UNKNOWN, (wrong("report.unknown", ""),)) if row is None else row
