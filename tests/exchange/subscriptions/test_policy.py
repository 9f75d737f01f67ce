"""When a delivery is tried again, and when a receiver is given up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.exchange.subscriptions.policy import DEAD_AFTER, is_given_up, pause, read_retry_after

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (10, 512), (13, 3600), (10_000, 3600)])
def test_pauses_double_up_to_an_hour(failures: int, seconds: int) -> None:
    assert pause(failures, wished=None, random=lambda: 0.5) == timedelta(seconds=seconds)


@given(st.integers(1, 10_000), st.none() | st.floats(0, 1e9), st.floats(0, 1, exclude_max=True))
def test_a_pause_is_a_fifth_off_at_most_and_never_shorter_than_wished(
    failures: int, wished: float | None, chance: float
) -> None:
    seconds = pause(failures, wished=wished, random=lambda: chance).total_seconds()
    assert 0.79 <= seconds <= 24 * 3600
    assert seconds >= min(wished or 0, 24 * 3600) - 0.001


def test_a_receiver_is_given_up_after_three_days() -> None:
    assert not is_given_up(NOON, NOON + DEAD_AFTER - timedelta(seconds=1))
    assert is_given_up(NOON, NOON + timedelta(days=3))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("Fri, 27 Nov 2026 12:00:30 GMT", 30.0),
        ("Fri, 27 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str | None, seconds: float | None) -> None:
    assert read_retry_after(text, NOON) == seconds
