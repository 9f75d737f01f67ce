"""Seeds: the questions that find what an inquiry is about, each of a stretch of time and of so many answers."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import transaction
from psycopg.errors import QueryCanceled

from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.identity import lowest_id, microseconds
from zhuisu.ledger.queries import load

_SQL = load("seeds")
_FIRST: Final = UUID(int=0)
_LAST: Final = UUID(int=(1 << 128) - 1)
_AT_ONCE: Final = 500
_TIMEOUT: Final = "SELECT set_config('statement_timeout', %s, true)"
STATEMENT_SECONDS: Final = 15
"""The longest that one question may take."""


class SlowError(Exception):
    """There is so much that finding it would take too long."""


class Stretch(NamedTuple):
    """A stretch of time, as ids of events: from `low` on, and before `high`."""

    low: UUID = _FIRST
    high: UUID = _LAST

    @classmethod
    def of(cls, since: datetime | None, until: datetime | None) -> "Stretch":
        """From one moment up to before another; open where None."""
        low = _FIRST if since is None else lowest_id(microseconds(since))
        return cls(low, _LAST if until is None else lowest_id(microseconds(until)))


class ToldEvent(NamedTuple):
    """What an event says: numbers of `core.lineage.facts.EventType` and `Action`; `facts` in MessagePack."""

    type: int
    action: int
    biz_step: str | None
    disposition: str | None
    facts: bytes


class LastSeen(NamedTuple):
    """Where a thing was last heard of, and as what (`core.lineage.facts.Role`)."""

    thing: str
    biz_location: str | None
    read_point: str | None
    biz_step: str | None
    disposition: str | None
    role: int


def events_of_party(keys: Collection[str], roles: Collection[int], stretch: Stretch, most: int) -> list[UUID]:
    """Events that name one of these keys in one of these roles, the first ones."""
    return _ids("of_party", {"keys": list(keys), "roles": list(roles), **stretch._asdict(), "most": most})


def events_at(places: Collection[str], stretch: Stretch, most: int) -> list[UUID]:
    """Events at one of these places, the latest first."""
    return _ids("at_places", {"keys": list(places), **stretch._asdict(), "most": most})


def events_naming(things: Collection[str], most: int) -> list[UUID]:
    """Some events that touch these things."""
    return _ids("naming", {"things": list(things), "most": most})


def events_at_step(step: str, before: UUID, most: int) -> list[UUID]:
    """The latest events of a business step before an id."""
    return _ids("at_step", {"step": step, "before": before, "most": most})


def told_by(events: Sequence[UUID]) -> Iterator[ToldEvent]:
    """What these events say, those declared in error aside; a few hundred at a time in memory."""
    for start in range(0, len(events), _AT_ONCE):
        with _looking() as cursor:
            asked = {"ids": list(events[start : start + _AT_ONCE])}
            rows = ask(cursor, _SQL["told"], asked).fetchall()
        yield from (ToldEvent(*row) for row in rows)


def last_seen(things: Sequence[str], before: UUID) -> Iterator[LastSeen]:
    """Where each of these things was last heard of before an id; none of those that were not."""
    for start in range(0, len(things), _AT_ONCE):
        with _looking() as cursor:
            asked = {"things": list(things[start : start + _AT_ONCE]), "before": before}
            rows = ask(cursor, _SQL["last_before"], asked).fetchall()
        yield from (LastSeen(*row) for row in rows)


def things_between(from_key: str, to_key: str, stretch: Stretch, most: int) -> list[str]:
    """Things whose keys lie from one to before another and that events of the stretch name, in no order."""
    asked = {"from_key": from_key, "to_key": to_key, **stretch._asdict(), "most": most}
    with _looking() as cursor:
        return [thing for (thing,) in ask(cursor, _SQL["of_product"], asked)]


@contextmanager
def _looking() -> Iterator[LedgerCursor]:
    """A cursor whose statement takes no longer than so many seconds. Raises SlowError where it would."""
    try:
        with transaction.atomic(), ledger_cursor() as cursor:
            before = cursor.execute("SELECT current_setting('statement_timeout')").fetchone() or ("0",)
            cursor.execute(_TIMEOUT, [f"{STATEMENT_SECONDS}s"])
            yield cursor
            cursor.execute(_TIMEOUT, before)  # a transaction around it has its own again
    except QueryCanceled as slow:
        raise SlowError from slow


def _ids(statement: str, asked: dict[str, Any]) -> list[UUID]:
    with _looking() as cursor:
        return [event for (event,) in ask(cursor, _SQL[statement], asked)]
