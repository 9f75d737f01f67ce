"""Proposing: that those be exposed whose scores were below the threshold for so many settled months in a row."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from zhuisu.access.models import Audit
from zhuisu.core.rules.record import LOCAL
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.rating.folder import SQL_FOLDER
from zhuisu.rating.formula import Formula, Kind, formula_on
from zhuisu.rating.kinds import OPEN, State
from zhuisu.rating.models import Exposure, ExposureStep
from zhuisu.rating.numbering import next_exposure
from zhuisu.rating.periods import month_of
from zhuisu.rating.systems import connected

PLATFORM: Final = "rating"
"""Who proposes, in the history and the audit: the rule."""
AT_ONCE: Final = 50
_SQL: Final = load("proposing", SQL_FOLDER)


def propose_next(now: datetime | None = None, limit: int = AT_ONCE) -> int:
    """Propose the next. Answers how many; 0: there is none."""
    at = now or datetime.now(UTC)
    return sum(_propose(kind, at, limit) for kind in Kind)


def last_months(formula: Formula, many: int, at: datetime) -> Sequence[str]:
    """The names of the last months that are to be settled by now, the oldest first."""
    day = at.astimezone(LOCAL).date() - timedelta(days=formula.settle_days)
    found = []
    for _ in range(many):
        day = month_of(day).since - timedelta(days=1)
        found.append(month_of(day).name)
    return found[::-1]


def _propose(kind: Kind, at: datetime, limit: int) -> int:
    formula = formula_on(at.astimezone(LOCAL).date())
    terms = formula.terms(kind)
    months = last_months(formula, terms.months_below, at)
    asked: dict[str, Any] = {
        "kind": kind.value,
        "months": list(months),
        "last": months[-1],
        "threshold": float(terms.threshold),
        "open": sorted(state.value for state in OPEN),
        "now": at,
        "limit": limit,
    }
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["below"], asked).fetchall()
    if kind is Kind.SYSTEM:
        machines = connected([subject for subject, *_ in rows])
        rows = [row for row in rows if row[0] in machines]
    for row in rows:
        _write(kind, formula, row, at)
    return len(rows)


def _write(kind: Kind, formula: Formula, row: tuple[Any, ...], at: datetime) -> None:
    subject, name, party, region, months, scores = row
    with transaction.atomic():
        with ledger_cursor() as cursor:
            asked = {"kind": kind.value, "subject": subject, "period": months[-1]}
            (scopes,) = ask(cursor, _SQL["scopes"], asked).fetchone() or ([],)
        exposure = Exposure.objects.create(
            number=next_exposure(at),
            kind=kind.value,
            subject=subject,
            name=name,
            party=party,
            region=region,
            scopes=scopes,
            months=[{"month": month, "score": score} for month, score in zip(months, scores, strict=True)],
            formula=formula.since,
            state=State.PROPOSED.value,
            proposed_at=at,
        )
        ExposureStep.objects.create(exposure=exposure, at=at, actor=PLATFORM, verb="propose")
        facts = {"exposure": exposure.number, "subject": subject, "months": exposure.months}
        Audit.objects.create(actor=PLATFORM, verb="exposure proposed", facts=facts)
