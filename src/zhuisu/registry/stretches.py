"""Stretches: the times in which an entry with days counted, was suspended, or was closed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from zhuisu.registry.held import Held
from zhuisu.registry.models import Lapse
from zhuisu.registry.states import State

VALID: Final = "valid"
UNCONFIRMED: Final = "unconfirmed"
STATES: Final[Mapping[State, str]] = {
    State.APPROVED: VALID,
    State.SUSPENDED: "suspended",
    State.CLOSED: "revoked",
}
"""In which state an entry is now; one that nobody approved is `unconfirmed`."""


class Stretch(NamedTuple):
    """A time that holds both its ends, and the state of the entry in it. None: from the beginning, or for ever."""

    start: datetime | None
    end: datetime | None
    state: str

    def holds(self, at: datetime) -> bool:
        """Whether the entry counted then."""
        is_within = (self.start is None or self.start <= at) and (self.end is None or at <= self.end)
        return is_within and self.state == VALID


def whole(found: Held) -> Stretch:
    """The days of an entry, in the city, and its state of now."""
    entry: Any = found.entry
    zone = ZoneInfo(settings.TIME_ZONE)
    first, last = entry.valid_from, entry.valid_to
    return Stretch(
        None if first is None else datetime.combine(first, time.min, zone).astimezone(UTC),
        None if last is None else datetime.combine(last, time.max, zone).astimezone(UTC),
        STATES.get(found.state, UNCONFIRMED),
    )


def stretches(found: Held, lapses: Sequence[Lapse]) -> Iterator[Stretch]:
    """All of an entry's days: valid between its lapses, suspended or revoked in them."""
    days = whole(found)
    if not lapses or found.state not in STATES:
        yield days
        return
    start = days.start
    for lapse in lapses:
        state = "suspended" if lapse.until is not None else days.state
        if start is None or lapse.since > start:
            yield _within(days, start, lapse.since - timedelta(microseconds=1), VALID)
        yield _within(days, lapse.since, lapse.until, state)
        start = lapse.until
    if start is not None:
        yield _within(days, start, None, VALID)


def lapses_of(kind: str, numbers: Sequence[int]) -> Mapping[int, Sequence[Lapse]]:
    """The lapses of each of these entries, the earliest first."""
    found: dict[int, list[Lapse]] = {}
    for lapse in Lapse.objects.filter(kind=kind, record__in=numbers).order_by("since", "pk"):
        found.setdefault(lapse.record, []).append(lapse)
    return found


def _within(days: Stretch, start: datetime | None, end: datetime | None, state: str) -> Stretch:
    """The part of the days between two times."""
    first = max(filter(None, (start, days.start)), default=None)
    last = min(filter(None, (end, days.end)), default=None)
    return Stretch(first, last, state)
