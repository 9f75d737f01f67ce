"""Schedules: what their fields may say, and when they run."""

import contextlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.exchange.subscriptions.schedule import FIELDS, WrongFieldError, next_after, read_schedule

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 10, 20, 30, 500_000, tzinfo=SHANGHAI)


def runs(stated: dict[str, str], count: int, after: datetime = FRIDAY, zone: ZoneInfo = SHANGHAI) -> list[str]:
    """The next runs, on the clock of the zone."""
    schedule, found = read_schedule(stated), []
    moment: datetime | None = after
    for _ in range(count):
        assert moment is not None
        moment = next_after(schedule, moment, zone)
        assert moment is not None
        found.append(moment.astimezone(zone).strftime("%a %m-%d %H:%M:%S"))
    return found


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"hour": "1", "minute": "5"}, ["Sat 11-28 01:05:00", "Sun 11-29 01:05:00"]),
        ({"hour": "23"}, ["Fri 11-27 23:00:00", "Sat 11-28 23:00:00"]),
        ({"minute": "30"}, ["Fri 11-27 10:30:00", "Fri 11-27 11:30:00"]),
        ({"second": "0/30"}, ["Fri 11-27 10:21:00", "Fri 11-27 10:21:30"]),
        ({"second": "31"}, ["Fri 11-27 10:20:31", "Fri 11-27 10:21:31"]),
        ({"second": "*"}, ["Fri 11-27 10:20:31", "Fri 11-27 10:20:32"]),
        ({"second": "[58-59],1"}, ["Fri 11-27 10:20:58", "Fri 11-27 10:20:59", "Fri 11-27 10:21:01"]),
        ({"dayOfWeek": "1"}, ["Mon 11-30 00:00:00", "Mon 12-07 00:00:00"]),
        ({"dayOfWeek": "6-7", "hour": "8,20"}, ["Sat 11-28 08:00:00", "Sat 11-28 20:00:00", "Sun 11-29 08:00:00"]),
        ({"dayOfMonth": "31"}, ["Thu 12-31 00:00:00", "Sun 01-31 00:00:00", "Wed 03-31 00:00:00"]),
        ({"month": "2"}, ["Mon 02-01 00:00:00", "Tue 02-01 00:00:00"]),
        ({"month": "2", "dayOfMonth": "29"}, ["Tue 02-29 00:00:00", "Sun 02-29 00:00:00"]),
        ({"dayOfMonth": "13", "dayOfWeek": "5"}, ["Fri 08-13 00:00:00", "Fri 10-13 00:00:00"]),
        ({"hour": "*/12", "minute": "0"}, ["Fri 11-27 12:00:00", "Sat 11-28 00:00:00"]),
    ],
)
def test_it_runs_when_every_field_fits_the_clock(stated: dict[str, str], expected: list[str]) -> None:
    assert runs(stated, len(expected)) == expected


def test_a_time_that_the_clock_skips_in_spring_does_not_come() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    assert runs({"hour": "2", "minute": "30"}, 1, before, BERLIN) == ["Mon 03-30 02:30:00"]


def test_a_time_that_the_clock_shows_twice_in_autumn_comes_twice() -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    assert runs({"hour": "2", "minute": "30"}, 3, before, BERLIN) == [
        "Sun 10-25 02:30:00",
        "Sun 10-25 02:30:00",
        "Mon 10-26 02:30:00",
    ]


def test_what_never_comes_is_said_not_to() -> None:
    assert next_after(read_schedule({"month": "2", "dayOfMonth": "30"}), FRIDAY, SHANGHAI) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("second", "60"),
        ("minute", "-1"),
        ("hour", "24"),
        ("dayOfMonth", "0"),
        ("month", "13"),
        ("dayOfWeek", "8"),
        ("dayOfWeek", "0"),
        ("hour", ""),
        ("hour", "1,"),
        ("hour", "5-3"),
        ("hour", "[1-3"),
        ("hour", "1-3]"),
        ("hour", "[1]"),
        ("hour", "1/0"),
        ("hour", "x"),
        ("hour", "１"),
        ("second", ",".join(["1"] * 200)),
    ],
)
def test_a_value_that_is_not_understood_is_named(field: str, value: str) -> None:
    with pytest.raises(WrongFieldError) as wrong:
        read_schedule({"minute": "0", field: value})
    assert wrong.value.field == field


ZONES = st.sampled_from(
    [ZoneInfo(n) for n in ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata")]
)
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001


@st.composite
def stated_schedules(draw: st.DrawFn) -> dict[str, str]:
    stated = {}
    for name in draw(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1)):
        field = FIELDS[name]
        values = draw(st.lists(st.integers(field.low, min(field.high, 28)), min_size=1, max_size=4))
        stated[name] = ",".join(map(str, values))
    return stated


@given(stated_schedules(), MOMENTS, ZONES)
def test_the_next_run_fits_and_none_that_fits_is_passed_over(
    stated: dict[str, str], moment: datetime, zone: ZoneInfo
) -> None:
    schedule = read_schedule(stated)

    def fits(when: datetime) -> bool:
        local = when.astimezone(zone)
        return all(
            value in allowed
            for value, allowed in (
                (local.second, schedule.seconds),
                (local.minute, schedule.minutes),
                (local.hour, schedule.hours),
                (local.day, schedule.days),
                (local.month, schedule.months),
                (local.isoweekday(), schedule.weekdays),
            )
        )

    found = next_after(schedule, moment, zone)
    assert found is not None
    assert fits(found)
    whole = moment.replace(microsecond=0)
    seconds = int((found - whole).total_seconds())
    assert not any(fits(whole + timedelta(seconds=k)) for k in range(1, min(2000, seconds)))
    assert not any(fits(found - timedelta(minutes=k)) for k in range(1, min(2000, seconds // 60)))


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(alphabet="0123456789-[]*/, x", max_size=8), min_size=1))
def test_any_text_is_read_or_refused(stated: dict[str, str]) -> None:
    with contextlib.suppress(WrongFieldError):
        schedule = read_schedule(stated)
        assert set() < schedule.seconds <= set(range(60))
        assert set() < schedule.weekdays <= set(range(1, 8))
