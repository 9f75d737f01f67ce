"""Working days by the arrangements of the State Council, and how days run into years that are not arranged yet."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.casework.workdays import after_working_days, is_working, unarranged
from zhuisu.core.rules.record import LOCAL


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        ("2026-09-18", 5, "2026-09-24"),  # Sunday the 20th is worked for the National Day
        ("2026-09-24", 6, "2026-10-10"),  # over Mid-Autumn and the National Day, to a Saturday that is worked
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2025-10-01", 0, "2025-10-09"),
        ("2027-02-05", 1, "2027-02-08"),
    ],
)
def test_holidays_are_left_out_and_worked_weekends_counted(since: str, days: int, until: str) -> None:
    begun = datetime.combine(date.fromisoformat(since), datetime.min.time(), LOCAL)
    assert f"{after_working_days(begun, days):%Y-%m-%d %H:%M}" == f"{until} 23:59"


@given(st.dates(date(2024, 12, 1), date(2028, 1, 31)), st.integers(0, 20))
def test_a_last_day_is_always_a_working_day_and_so_many_lie_before_it(day: date, days: int) -> None:
    until = after_working_days(datetime(day.year, day.month, day.day, 9, tzinfo=LOCAL), days).date()
    between = [date.fromordinal(each) for each in range(day.toordinal() + 1, until.toordinal() + 1)]
    assert is_working(until)
    assert sum(map(is_working, between)) == days or (days == 0 and not is_working(day))


def test_of_years_without_an_arrangement_it_is_said() -> None:
    assert unarranged(date(2025, 12, 31), date(2026, 1, 5)).zh == ""
    assert unarranged(date(2026, 12, 31), date(2027, 1, 5)).zh.startswith("2027 年的节假日安排还没有收录")
