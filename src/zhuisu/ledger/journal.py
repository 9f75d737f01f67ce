"""The journal: one order of all events, for everything that follows the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.sight import Sight

_SQL = load("journal")
MARKING = "concern"
"""The follower that writes scope keys."""


class Numbered(NamedTuple):
    """An event and its place in the journal."""

    number: int
    event: UUID


def waiting() -> int:
    """How many events have no number yet."""
    return _one("waiting")


def size() -> int:
    """How many events are numbered: the next number."""
    return _one("size")


def reach(sight: Sight) -> int:
    """Up to which number what is in sight is known: where it rests on scope keys, as far as events are marked."""
    return min(size(), position(MARKING)) if sight.scopes else size()


def position(name: str) -> int:
    """The number of the next event that a follower will see."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["how_far"], {"name": name}).fetchone()
    return int(row[0]) if row else 0


def number_of(event: UUID, run: int) -> int | None:
    """The journal number of a stored event, None while it waits."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["number_of"], {"event": event, "run": run}).fetchone()
    return row[0] if row else None


def read(position: int, limit: int) -> list[Numbered]:
    """The events from number `position` on, at most `limit`, in order and without a gap."""
    with ledger_cursor() as cursor:
        return [Numbered(*row) for row in cursor.execute(_SQL["entries_from"], {"position": position, "limit": limit})]


def first_since(moment: datetime) -> int | None:
    """The least number of an event that was recorded at or after this moment; None where there is none."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["first_since"], {"time": moment}).fetchone()
    return row[0] if row else None


@contextmanager
def following(name: str, limit: int) -> Iterator[list[Numbered]]:
    """The next events for a follower. Its position moves when the block ends well, in the same transaction."""
    with transaction.atomic():
        events = read(take_position(name), limit)
        yield events
        if events:
            move_position(name, events[-1].number + 1)


def take_position(name: str) -> int:
    """Where a follower of this or of another list of numbers is. Nobody else moves it until the transaction ends."""
    with ledger_cursor() as cursor:
        return int((cursor.execute(_SQL["position_of"], {"name": name}).fetchone() or (0,))[0])


def move_position(name: str, position: int) -> None:
    """The number of the next that it will see, in the transaction that took the position."""
    with ledger_cursor() as cursor:
        cursor.execute(_SQL["move_to"], {"name": name, "position": position})


def _one(statement: str) -> int:
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL[statement]).fetchone()
    return int(row[0]) if row else 0
