"""Punctuality: when what happened was recorded: mostly within hours, at times days later, by a few far too late."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cache
from random import Random
from typing import Final

from zhuisu.core.forms.filled import LOCAL
from zhuisu.demo.directory import table
from zhuisu.demo.model import Party
from zhuisu.demo.story import Told


class Habit(StrEnum):
    """How a party reports."""

    PROMPT = "prompt"
    SLOW = "slow"
    TARDY = "tardy"


TARDY_OF_THE_CAST: Final = "92450702MA5846E947"
"""The vegetable stand: somebody answers there when the office calls."""
_SLOW_FROM, _TARDY_FROM = 0.8, 0.94
IN_TIME: Final[Mapping[Habit, float]] = {Habit.PROMPT: 0.97, Habit.SLOW: 0.82, Habit.TARDY: 0.05}
"""The share of what happened that is recorded within hours."""
_UPLOADS: Final = (time(7, 40), time(12, 30), time(18, 20), time(22, 10))
"""When systems send and people sit down to it, in the city; some minutes later on some days."""
_MINUTES: Final = 20
_DAY: Final = timedelta(days=1)
_LATE, _VERY_LATE = timedelta(days=2), timedelta(days=12)
_VERY_LATE_FROM: Final = 0.75


def recorded_of(told: Sequence[Told], now: datetime) -> tuple[datetime, ...]:
    """When each of these was recorded: never before it happened, or was declared; never after `now`."""
    return tuple(_recorded_at(each, now) for each in told)


def habit_of(uscc: str) -> Habit:
    """How the party with this credit code reports. Always the same."""
    if uscc == TARDY_OF_THE_CAST:
        return Habit.TARDY
    draw = Random(f"{uscc}/punctuality").random()  # noqa: S311  (a simulation, no secret)
    if draw < _SLOW_FROM:
        return Habit.PROMPT
    return Habit.SLOW if draw < _TARDY_FROM or uscc in _cast() else Habit.TARDY


@cache
def _cast() -> frozenset[str]:
    """Those whom visitors may be: but for one, nobody has to blush."""
    return frozenset(row["party"].removeprefix("uscc:") for row in table("accounts").values() if "party" in row)


def _recorded_at(told: Told, now: datetime) -> datetime:
    declared = told.event.get("errorDeclaration")
    said = datetime.fromisoformat(declared["declarationTime"] if declared else told.event["eventTime"])
    if told.is_late:
        return now
    return max(said, min(_upload(said + _delay(told.reporter, told.event["eventID"])), now))


def _delay(reporter: Party, event_id: str) -> timedelta:
    """Beyond the next time at which it would be sent."""
    rng = Random(f"{event_id}/punctuality")  # noqa: S311  (a simulation, no secret)
    if rng.random() < IN_TIME[habit_of(reporter.uscc or reporter.id)]:
        return timedelta()
    longest = _VERY_LATE if rng.random() >= _VERY_LATE_FROM else _LATE
    return _DAY + longest * rng.random()


def _upload(at: datetime) -> datetime:
    """The next time at which something is sent."""
    return next(each for each in _uploads(at.astimezone(LOCAL)) if each >= at)


def _uploads(at: datetime) -> Iterator[datetime]:
    for day in (at.date(), at.date() + _DAY):
        for each in _UPLOADS:
            minutes = Random(f"{day}/{each}").randrange(_MINUTES * 60)  # noqa: S311  (a simulation, no secret)
            yield datetime.combine(day, each, LOCAL) + timedelta(seconds=minutes)
