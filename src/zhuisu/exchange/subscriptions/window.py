"""Window: the next events of the journal that a subscriber is to be told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.core.epcis.query import Query
from zhuisu.core.epcis.query.filters import Clock, Relation, When
from zhuisu.ledger import journal
from zhuisu.ledger.reading import StoredEvent
from zhuisu.ledger.search import matching
from zhuisu.ledger.sight import Sight

MOST_EVENTS: Final = 250
MOST_BYTES: Final = 1 << 20
LOOKED_AT: Final = 2_000
ROUNDS: Final = 20


class Interest(msgspec.Struct, frozen=True):
    """Which events are wanted. `sight`: what the subscriber may see; `since`: the least record time, if stated."""

    query: Query
    sight: Sight
    since: datetime | None

    @property
    def asked(self) -> Query:
        """The query, within the record times that are wanted."""
        if self.since is None:
            return self.query
        recorded = When(Clock.RECORD_TIME, Relation.GE, self.since)
        return msgspec.structs.replace(self.query, filters=(*self.query.filters, recorded))


class Window(msgspec.Struct, frozen=True):
    """The events that match among the journal's entries before number `end`, which is not in it."""

    events: Sequence[StoredEvent]
    end: int


def next_window(interest: Interest, position: int, stop: int, *, most: int = MOST_EVENTS) -> Window:
    """The first matches from `position` on, before `stop`: at most so many, and about a megabyte.

    It looks at so many entries and no more; whether there are more is told by comparing `end` with `stop`.
    """
    found: list[StoredEvent] = []
    size, wide = 0, most
    for _ in range(ROUNDS):
        entries = [entry for entry in journal.read(position, min(wide, stop - position)) if entry.number < stop]
        if not entries:
            break
        numbers = {entry.event: entry.number for entry in entries}
        for event in matching(interest.asked, interest.sight, list(numbers), most_bytes=MOST_BYTES):
            if found and (len(found) == most or size + len(event.body) > MOST_BYTES):
                return Window(found, numbers[event.id])
            found.append(event)
            size += len(event.body)
        if size > MOST_BYTES:  # one event that is larger by itself: nothing after it was looked at
            return Window(found, numbers[found[-1].id] + 1)
        position = entries[-1].number + 1
        if found or position >= stop:
            break
        wide = min(LOOKED_AT, wide * 2)
    return Window(found, position)


def first_position(initial: datetime | None) -> int:
    """Where a subscription begins: at the journal's end, or at the first entry recorded at or after `initial`.

    What is captured and waits for its number is in both.
    """
    size = journal.size()
    if initial is None:
        return size
    found = journal.first_since(initial)
    return size if found is None else found
