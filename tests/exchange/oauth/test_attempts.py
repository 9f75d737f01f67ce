"""Attempts: ten failures a minute, and then a pause."""

from zhuisu.exchange.oauth.attempts import MOST, WITHIN_SECONDS, Attempts


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_who_failed_often_waits_until_the_first_failure_is_old() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(MOST):
        assert attempts.wait_seconds("a") == 0
        attempts.failed("a")
        clock.now += 1
    assert attempts.wait_seconds("a") == WITHIN_SECONDS - MOST + 1
    assert attempts.wait_seconds("b") == 0
    clock.now = WITHIN_SECONDS + 0.1
    assert attempts.wait_seconds("a") == 0


def test_those_who_have_been_silent_longest_are_forgotten_where_there_are_too_many() -> None:
    attempts = Attempts(Clock())
    for _ in range(MOST):
        attempts.failed("first")
    for number in range(10_000):
        attempts.failed(f"other {number}")
    assert attempts.wait_seconds("first") == 0
