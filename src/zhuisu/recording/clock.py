"""Clock: the time and the day of now, in the city."""

from datetime import UTC, date, datetime

from zhuisu.registry.acting import day_of


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day of now in the city."""
    return day_of(now())
