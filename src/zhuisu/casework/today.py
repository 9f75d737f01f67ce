"""Today: what of cases and findings needs an official now, for the desk's first screen."""

from datetime import UTC, datetime
from typing import Final

import msgspec
from django.db.models import QuerySet

from zhuisu.access import Actor
from zhuisu.casework.looking import changed_count
from zhuisu.casework.models import Case, Joined, Report
from zhuisu.casework.reading import Only, only, rows_of
from zhuisu.casework.told import CaseRow

SHOWN: Final = 8


class Today(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many cases are new, open, overdue, mine, changed since I looked, mended but open, reports not answered;
    how many findings hold in new and in overdue cases; and the first cases of each."""

    new: int
    open: int
    overdue: int
    mine: int
    changed: int
    mended: int
    reports: int
    findings_new: int
    findings_overdue: int
    newest: tuple[CaseRow, ...]
    late: tuple[CaseRow, ...]
    ours: tuple[CaseRow, ...]


def today(actor: Actor) -> Today:
    """All of it, as far as the actor may see it."""
    now = datetime.now(UTC)
    new, late, mine = (only(actor, which, now) for which in (Only.NEW, Only.LATE, Only.MINE))
    return Today(
        new=new.count(),
        open=only(actor, Only.OPEN, now).count(),
        overdue=late.count(),
        mine=mine.count(),
        changed=changed_count(actor),
        mended=only(actor, Only.MENDED, now).count(),
        reports=Report.objects.filter(case__in=only(actor, Only.OPEN, now), answered_at=None).count(),
        findings_new=_holding(new),
        findings_overdue=_holding(late),
        newest=_first(new.order_by("-opened_at", "-id"), actor, now),
        late=_first(late.order_by("due_at", "id"), actor, now),
        ours=_first(mine.order_by("due_at", "id"), actor, now),
    )


def _holding(cases: QuerySet[Case]) -> int:
    return Joined.objects.filter(case__in=cases, finding__closed_at=None).count()


def _first(cases: QuerySet[Case], actor: Actor, now: datetime) -> tuple[CaseRow, ...]:
    return tuple(rows_of(cases[:SHOWN], actor, now))
