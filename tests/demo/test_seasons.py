"""Seasons: working days, school days and harvests lie where people expect them."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.demo.cities import NOW
from zhuisu.demo import seasons

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS)
def test_a_working_day_is_no_weekend_and_not_later(day: date) -> None:
    found = seasons.working_day(day)
    assert found.weekday() < 5
    assert timedelta(0) <= day - found <= timedelta(days=14)


@given(DAYS)
def test_schools_do_not_cook_in_their_holidays(day: date) -> None:
    found = seasons.school_day(day)
    assert found <= day
    assert found.weekday() < 5
    assert found.month != 8
    assert not date(found.year, 10, 1) <= found <= date(found.year, 10, 7)


@given(DAYS)
def test_the_latest_lychees_are_of_a_lychee_season(day: date) -> None:
    found = seasons.latest_in(seasons.LYCHEE, day)
    assert found <= day
    assert (5, 22) <= (found.month, found.day) <= (7, 12)


@given(st.integers())
def test_some_day_in_a_season_is_in_it_and_within_eighteen_months(seed: int) -> None:
    found = seasons.some_day_in(Random(seed), NOW, seasons.OYSTER)
    assert (9, 20) <= (found.month, found.day) <= (12, 31)
    assert timedelta(days=3) <= NOW.date() - found <= timedelta(days=seasons.SPAN_DAYS)
