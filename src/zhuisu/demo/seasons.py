"""Seasons: when things happen in Qinzhou: working days, school terms, harvests, hours of the day."""

from datetime import date, datetime, timedelta, timezone
from random import Random

CHINA = timezone(timedelta(hours=8))
SPAN_DAYS = 540
SCHOOL_HOLIDAYS = (((1, 18), (2, 24)), ((7, 8), (8, 31)), ((10, 1), (10, 7)), ((5, 1), (5, 5)))

Window = tuple[tuple[int, int], tuple[int, int]]
LYCHEE: Window = ((5, 22), (7, 12))
OYSTER: Window = ((9, 20), (12, 31))


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """That time of day in China."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=CHINA)


def today(now: datetime) -> date:
    return now.astimezone(CHINA).date()


def within(day: date, window: Window) -> bool:
    return window[0] <= (day.month, day.day) <= window[1]


def days(count: float) -> timedelta:
    return timedelta(days=count)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def latest_in(window: Window, before: date) -> date:
    """The last day of that season on or before a day."""
    while not within(before, window):
        before -= timedelta(days=1)
    return before


def working_day(day: date) -> date:
    """That day, or the Friday before it. The national holidays of October and May count as weekends."""
    while day.weekday() > 4 or within(day, SCHOOL_HOLIDAYS[2]) or within(day, SCHOOL_HOLIDAYS[3]):
        day -= timedelta(days=1)
    return day


def next_working_day(day: date) -> date:
    """That day, or the first day after it that is one."""
    while day != working_day(day):
        day += timedelta(days=1)
    return day


def school_day(day: date) -> date:
    """That day, or the last day before it on which a school cooks lunch."""
    while day.weekday() > 4 or any(within(day, holiday) for holiday in SCHOOL_HOLIDAYS):
        day -= timedelta(days=1)
    return day


def some_day(rng: Random, now: datetime, ago: int = 3) -> date:
    """A day of the last eighteen months, at least `ago` days before now."""
    return today(now) - timedelta(days=rng.randrange(ago, SPAN_DAYS))


def some_school_day(rng: Random, now: datetime, span: int = SPAN_DAYS) -> date:
    """A school day of that many last days."""
    while (day := today(now) - timedelta(days=rng.randrange(3, span))) != school_day(day):
        pass
    return day


def some_day_in(rng: Random, now: datetime, window: Window, ago: int = 3) -> date:
    """A day of that season within the last eighteen months."""
    last = today(now) - timedelta(days=ago)
    seasons = [date(year, *window[0]) for year in range(last.year - 2, last.year + 1)]
    length = (date(2001, *window[1]) - date(2001, *window[0])).days + 1
    possible = [start for start in seasons if last - timedelta(days=SPAN_DAYS) <= start <= last]
    start = rng.choice(possible)
    return start + timedelta(days=rng.randrange(min(length, (last - start).days + 1)))
