"""The follower of the journal that judges: its verbs, each one transaction, so that one broken off is done again whole.

They all take the follower's position first, so that one process at a time judges, and the others wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from zhuisu.ledger import journal
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.judging import Candidate
from zhuisu.supervision.learning import learn, take_again
from zhuisu.supervision.models import Reassessment
from zhuisu.supervision.reassessing import NAME
from zhuisu.supervision.sitting import judge_events, judge_past, judge_subjects
from zhuisu.supervision.standing import Cause

BATCH: Final = 500
"""Events of one transaction: large enough to read and write in sets, small enough to be seen soon."""

_SQL = load("following", SQL_FOLDER)


def follow(limit: int = BATCH) -> int:
    """Judge the next events of the journal, and move on. Answers how many; 0: there are none."""
    with journal.following(NAME, limit) as entries:
        if entries:
            judge_events([str(entry.event) for entry in entries], _last_run(entries[0].number), Cause.EVENT)
    return len(entries)


def again(limit: int = BATCH) -> int:
    """Judge events again for which the registry says something else. Answers how many were looked at."""
    learned = learn()
    with _sitting() as position:
        events = take_again(limit)
        if events:
            judge_events(events, _last_run(position), Cause.REGISTRY)
    return learned + len(events)


def wake(limit: int = BATCH, now: datetime | None = None) -> int:
    """Judge whom something has fallen due for. Answers how many subjects were looked at."""
    with _sitting() as position, ledger_cursor() as cursor:
        asked = {"now": now or datetime.now(UTC), "limit": limit}
        due = [Candidate(*row) for row in ask(cursor, _SQL["due"], asked).fetchall()]
        if due:
            judge_subjects(due, _last_run(position), Cause.TIME)
    return len(due)


def reassess_next(limit: int = BATCH) -> int:
    """A portion of the oldest reassessment that is not finished. Answers how many events; 0: there is none."""
    with _sitting() as position:
        found = Reassessment.objects.filter(finished_at=None).order_by("pk").select_for_update().first()
        if found is None:
            return 0
        now = datetime.now(UTC)
        end = min(found.until, position)  # what was not followed yet is judged by the profile of now in its turn
        entries = journal.read(found.position, min(limit, max(end - found.position, 0)))
        row = Reassessment.objects.filter(pk=found.pk)
        if found.started_at is None:
            row.update(started_at=now)
        if not entries:
            row.update(finished_at=now)
            return 1
        tally = judge_past([str(entry.event) for entry in entries], _last_run(position), found.profile)
        row.update(
            position=entries[-1].number + 1, opened=F("opened") + tally.opened, closed=F("closed") + tally.closed
        )
    return len(entries)


def catch_up(limit: int = BATCH) -> None:
    """Go on until nothing is left: the journal first, then the registry, the clock and what is judged anew."""
    while follow(limit) or again(limit) or wake(limit) or reassess_next(limit):
        pass


@contextmanager
def _sitting() -> Iterator[int]:
    """The only sitting, until the transaction ends; the position up to which the journal was followed."""
    with transaction.atomic():
        yield journal.take_position(NAME)


def _last_run(position: int) -> int:
    """The highest run of the journal before this number."""
    with ledger_cursor() as cursor:
        return int((ask(cursor, _SQL["last_run"], {"position": position}).fetchone() or (0,))[0])
