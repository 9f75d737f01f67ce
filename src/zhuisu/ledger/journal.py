"""The journal: one order of all events, for everything that follows the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Signal
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from zhuisu.ledger.queries import load

_SQL = load("journal")
_ADVISORY_LOCK = 0x5A48_0002
_RUNS_AT_ONCE = 2_000
_IDLE_SECONDS = 0.2


def number_once() -> int:
    """Number the events that wait, in one transaction. Answers how many; 0 also when another process is the sequencer."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SQL["try_to_be_sequencer"], {"lock": _ADVISORY_LOCK})
        if cursor.fetchone() != (True,):
            return 0
        cursor.execute(_SQL["number_runs"], {"limit": _RUNS_AT_ONCE})
        return sum(size for (size,) in cursor.fetchall())


def number_until(stop: Signal) -> None:
    """Be the sequencer, or stand by for it, until told to stop."""
    while not stop.is_set():
        if number_once() == 0:
            stop.wait(_IDLE_SECONDS)


def waiting() -> int:
    """How many events have no number yet."""
    return _one("waiting")


def size() -> int:
    """How many events are numbered: the next number."""
    return _one("size")


def number_of(event: UUID, run: int) -> int | None:
    """The journal number of a stored event, None while it waits."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL["number_of"], {"event": event, "run": run})
        row = cursor.fetchone()
    return row[0] if row else None


class Numbered(NamedTuple):
    """An event and its place in the journal."""

    number: int
    event: UUID


def read(position: int, limit: int) -> list[Numbered]:
    """The events from number `position` on, at most `limit`, in order and without a gap."""
    found: list[Numbered] = []
    with connection.cursor() as cursor:
        cursor.execute(_SQL["runs_from"], {"position": position, "limit": limit})
        for first, events in cursor.fetchall():
            skipped = max(position - first, 0)
            found.extend(Numbered(first + offset, event) for offset, event in enumerate(events[skipped:], skipped))
            if len(found) >= limit:
                break
    return found[:limit]


@contextmanager
def following(name: str, limit: int) -> Iterator[list[Numbered]]:
    """The next events for a follower. Its position moves when the block ends well, in the same transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SQL["position_of"], {"name": name})
        (position,) = cursor.fetchone()
        events = read(position, limit)
        yield events
        if events:
            cursor.execute(_SQL["move_to"], {"name": name, "position": events[-1].number + 1})


def _one(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_SQL[statement])
        return int(cursor.fetchone()[0])
