"""The rule of the day of the issue says how soon holders are told and when it must be done."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.profiles import Category
from zhuisu.recall.kinds import Kind
from zhuisu.recall.terms import grade_name, grades, terms_of
from zhuisu.recall.working_days import is_worked

NOW = date(2026, 11, 27)
FRIDAY = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("category", "grade", "day", "hours"),
    [
        ("food", "1", NOW, 24), ("food", "2", NOW, 36), ("food", "3", NOW, 48),
        ("food", "1", date(2020, 5, 1), 24), ("food", "2", date(2020, 5, 1), 48), ("food", "3", date(2020, 5, 1), 72),
        ("drugs", "1", NOW, 24), ("drugs", "2", NOW, 72), ("drugs", "3", NOW, 168),
        ("drugs", "1", date(2020, 5, 1), 24), ("drugs", "2", date(2020, 5, 1), 48),
        ("drugs", "3", date(2020, 5, 1), 72),
    ],
)  # fmt: skip
def test_the_hours_are_those_of_the_law_of_the_day(category: str, grade: str, day: date, hours: int) -> None:
    assert terms_of("recall", category, grade, day).notify_hours == hours


def test_a_law_counts_from_its_day_on() -> None:
    assert terms_of("recall", "drugs", "2", date(2022, 10, 31)).notify_hours == 48
    assert terms_of("recall", "drugs", "2", date(2022, 11, 1)).notify_hours == 72


def test_working_days_leave_weekends_out() -> None:
    complete_by = terms_of("recall", "food", "1", NOW).complete_by(FRIDAY)
    assert complete_by == datetime(2026, 12, 11, 2, 0, tzinfo=UTC)
    assert terms_of("recall", "drugs", "1", NOW).complete_by(FRIDAY) is None


@pytest.mark.parametrize(
    ("day", "is_so"),
    [
        (date(2026, 2, 16), False), (date(2026, 2, 14), True), (date(2026, 2, 24), True), (date(2025, 10, 8), False),
        (date(2025, 10, 11), True), (date(2027, 10, 1), True), (date(2027, 10, 2), False),
    ],
)  # fmt: skip
def test_holidays_are_off_and_what_is_worked_in_their_place_is_not(day: date, is_so: bool) -> None:
    assert is_worked(day) is is_so


def test_working_days_leave_holidays_out() -> None:
    before = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)
    assert terms_of("recall", "food", "1", before.date()).complete_by(before) == datetime(2026, 10, 20, 2, tzinfo=UTC)


def test_the_operator_adds_a_year_and_a_file_that_cannot_be_read_changes_nothing(settings: Any, tmp_path: Path) -> None:
    settings.HOLIDAYS = tmp_path / "holidays.toml"
    settings.HOLIDAYS.write_text(
        '[[year]]\nyear = 2027\nsource = { zh = "市", en = "city" }\n'
        "off = [{ since = 2027-10-01, until = 2027-10-07 }]\n",
        encoding="utf-8",
    )
    assert not is_worked(date(2027, 10, 1))
    assert not is_worked(date(2026, 10, 1))
    settings.HOLIDAYS = tmp_path / "broken.toml"
    settings.HOLIDAYS.write_text("[[year]")
    assert is_worked(date(2027, 10, 1))
    assert not is_worked(date(2026, 10, 1))


def test_a_default_says_that_it_is_one() -> None:
    terms = terms_of("recall", "equipment", "2", NOW)
    assert "默认" in terms.basis.zh
    assert "default" in terms.basis.en


def test_only_recalls_have_grades() -> None:
    assert [each.grade for each in grades("recall", "food")] == ["1", "2", "3"]
    assert grades("lost", "hazmat") == ()
    assert grade_name("recall", "drugs", "3").zh.startswith("三级")


@given(
    st.sampled_from(Kind), st.sampled_from(Category), st.sampled_from(("", "1", "2", "3")),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)  # fmt: skip
def test_there_is_a_rule_for_every_kind_category_grade_and_day(kind: str, category: str, grade: str, day: date) -> None:
    terms = terms_of(kind, category, grade, day)
    assert terms.notify_hours > 0
    assert terms.basis.zh
    assert terms.basis.en
