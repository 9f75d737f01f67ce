"""Findings are counted by the day on which they were opened and closed, and never twice."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.figures.cast import rows
from tests.supervision.cast import AGRICULTURE, DISTRICT, OFFICE, finding
from zhuisu.figures.standing import standing
from zhuisu.figures.tallying import tally
from zhuisu.figures.view import view_of

pytestmark = pytest.mark.usefixtures("figures")

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
SUMS = "SELECT day::text, region, rule, opened, mended, closed FROM figures_finding ORDER BY day"


def tallied() -> None:
    while tally():
        pass


def test_a_finding_counts_on_the_day_of_its_opening_and_of_its_closing() -> None:
    one = finding(opened_at=NOW - timedelta(days=10))
    tallied()
    assert rows(SUMS) == [("2026-11-10", "450721", "input_records", 1, 0, 0)]
    one.closed_at = NOW
    one.save()
    tallied()
    assert rows(SUMS) == [
        ("2026-11-10", "450721", "input_records", 1, 1, 0),
        ("2026-11-20", "450721", "input_records", 0, 0, 1),
    ]


def test_what_changed_twice_before_anybody_looked_is_counted_once() -> None:
    one = finding(opened_at=NOW)
    one.severity = "warning"
    one.save()
    one.closed_at = NOW
    one.save()
    tallied()
    tallied()
    assert rows("SELECT severity, opened, mended, closed FROM figures_finding") == [("warning", 1, 1, 1)]


def test_new_open_and_overdue_findings_are_told_to_whose_they_are() -> None:
    finding(opened_at=NOW)
    finding(opened_at=NOW - timedelta(days=30))
    finding(opened_at=NOW - timedelta(days=30), severity="warning")
    finding(opened_at=NOW - timedelta(days=30), closed_at=NOW)
    tallied()
    told = standing(view_of(OFFICE), NOW)
    assert (told.new, told.open, told.overdue) == (1, 3, 1)
    assert standing(view_of(AGRICULTURE), NOW) == told
    assert standing(view_of(DISTRICT), NOW).open == 0
