"""Standing: how many findings are new, open and overdue."""

from datetime import date, datetime, timedelta

import msgspec

from zhuisu.core.rules.record import LOCAL
from zhuisu.figures.sums import rows
from zhuisu.figures.terms import terms
from zhuisu.figures.view import View


class Standing(msgspec.Struct, frozen=True, rename="camel"):
    """`new`: opened yesterday or today; `overdue`: errors that are open for longer than `overdue_days`."""

    new: int
    open: int
    overdue: int
    overdue_days: int


def standing(view: View, now: datetime) -> Standing:
    """Of the findings that a view shows."""
    today = now.astimezone(LOCAL).date()
    days = terms().overdue_days
    asked = {
        "yesterday": today - timedelta(days=1),
        "overdue": _overdue(today, days),
        "categories": None if view.categories is None else list(view.categories),
        "regions": None if view.regions is None else list(view.regions),
    }
    ((new, still_open, overdue),) = rows("standing_findings", asked)
    return Standing(new, still_open, overdue, days)


def overdue_before(now: datetime) -> datetime:
    """A finding opened before this moment is overdue."""
    day = _overdue(now.astimezone(LOCAL).date(), terms().overdue_days)
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)


def _overdue(today: date, days: int) -> date:
    return today - timedelta(days=days)
