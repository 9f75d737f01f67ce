"""Trend: records and findings day by day; over more than three months, month by month."""

from collections.abc import Iterator
from datetime import date, timedelta

from zhuisu.core.findings import Text
from zhuisu.figures.asked import Asked, shifted
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import CLOSED, EVENTS, OPENED
from zhuisu.figures.sums import sums
from zhuisu.figures.view import View

_LATE = Column("late", Text("其中迟报", "of these late"), "number")


def trend(asked: Asked, view: View) -> Exhibit:
    """One row a day or a month, without gaps, up to today: what has not come is no day without records."""
    events, findings = ("by_day", "findings_by_day") if asked.by_days else ("by_month", "findings_by_month")
    counted = {at: counts for at, *counts in sums(events, asked, view)}
    found = {at: counts for at, *counts in sums(findings, asked, view)}
    return Exhibit(
        name="trend",
        title=Text("走势", "trend"),
        note=Text(
            "记录按发生的日期，问题按发现和消除的日期。",
            "Records by when they happened, findings by when found.",
        ),
        shape="line",
        columns=(Column("when", Text("日期", "when")), EVENTS, _LATE, OPENED, CLOSED),
        rows=tuple(
            Row(_said(at, asked), (_said(at, asked), *counted.get(at, (0, 0)), *found.get(at, (0, 0))))
            for at in _points(asked, max((asked.today, *counted, *found)))
        ),
        drawn=("events", "opened", "closed"),
    )


def _points(asked: Asked, last: date) -> Iterator[date]:
    at = asked.since
    while at < asked.until and at <= last:
        yield at
        at = at + timedelta(days=1) if asked.by_days else shifted(at, 1)


def _said(at: date, asked: Asked) -> str:
    return at.isoformat() if asked.by_days else f"{at:%Y-%m}"
