"""State: how far the follower is, what it lags behind, and what it has before it."""

from datetime import UTC, datetime
from typing import Final

import msgspec

from zhuisu.ledger import journal
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.reassessing import NAME, unfinished

MANY: Final = 1_000
"""From so many events on that are not judged yet, pages of what was found say so."""
_SQL = load("state", SQL_FOLDER)


class Progress(msgspec.Struct, frozen=True, rename="camel"):
    """A reassessment that is under way or waits: so many of the events up to `until` are judged anew."""

    id: int
    profile: str
    reason: str
    asked_by: str
    asked_at: datetime
    position: int
    until: int
    opened: int
    closed: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.position / self.until if self.until else 1.0


class Following(msgspec.Struct, frozen=True, rename="camel"):
    """Of `size` events of the journal, those before number `position` are judged.

    `lag_events` are the others, and those that wait for a number; `lag_seconds` is how long the first of them has been
    recorded. `again` events are to be judged again since the registry says something else; `waking` subjects are due.
    """

    position: int
    size: int
    lag_events: int
    lag_seconds: float
    again: int
    waking: int
    reassessments: tuple[Progress, ...]


def following() -> Following:
    """As it is now."""
    now = datetime.now(UTC)
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["standing"], {"name": NAME, "now": now}).fetchone() or (0, None, 0, 0)
    position, since, again, waking = row
    size = journal.size()
    lag = max(size - position, 0) + journal.waiting()
    seconds = (now - since).total_seconds() if since is not None and lag else 0.0
    return Following(
        position=position,
        size=size,
        lag_events=lag,
        lag_seconds=round(max(seconds, 0.0), 3),
        again=again,
        waking=waking,
        reassessments=tuple(
            Progress(
                id=each.pk,
                profile=each.profile,
                reason=each.reason,
                asked_by=each.asked_by,
                asked_at=each.asked_at,
                position=each.position,
                until=each.until,
                opened=each.opened,
                closed=each.closed,
            )
            for each in unfinished()
        ),
    )


def not_judged() -> int:
    """How many events are not judged yet."""
    return following().lag_events


def worth_saying() -> int:
    """The same, where it is so many that what is found so far may mislead; else 0."""
    left = max(journal.size() - journal.position(NAME), 0)
    return left if left >= MANY else 0
