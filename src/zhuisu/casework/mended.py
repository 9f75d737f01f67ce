"""Mended: cases are told of findings that no longer hold. Nobody's decision: the case stays as it is."""

from collections import Counter
from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from zhuisu.casework.folder import SQL_FOLDER
from zhuisu.casework.models import Case, Joined, Reached
from zhuisu.casework.steps import MACHINE, note_each
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load

PORTION: Final = 2_000
"""Findings that are looked at in one transaction."""

_NAME: Final = "mended"
_SQL = load("grouping", SQL_FOLDER)


def mend_next(limit: int = PORTION) -> int:
    """Look at the next findings of cases, and begin again after the last. Answers how many were mended."""
    with transaction.atomic():
        reached, _ = Reached.objects.select_for_update().get_or_create(name=_NAME)
        with ledger_cursor() as cursor:
            rows = ask(cursor, _SQL["mended"], {"after": reached.position, "limit": limit}).fetchall()
        Reached.objects.filter(pk=_NAME).update(position=rows[-1][0] if len(rows) == limit else 0)
        mended = [(id, case) for id, case, closed_at in rows if closed_at is not None]
        if mended:
            _tell(mended, datetime.now(UTC))
    return len(mended)


def _tell(mended: list[tuple[int, int]], now: datetime) -> None:
    Joined.objects.filter(pk__in=[id for id, _ in mended]).update(mended_at=now)
    counts = Counter(case for _, case in mended)
    cases = Case.objects.filter(pk__in=counts)
    note_each([(case, {"count": counts[case.pk]}) for case in cases], "mended", actor=MACHINE, at=now)
