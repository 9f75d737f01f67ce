"""The bookkeeper: a duty that fails rests, and the others go on."""

import threading
from itertools import count

import pytest
from psycopg import OperationalError

from zhuisu.server.bookkeeper import PAUSE_SECONDS, Guarded, keep


class Clock:
    """Time that is told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_duty_that_fails_rests_and_is_tried_again() -> None:
    clock, asked = Clock(), []

    def broken() -> int:
        asked.append(clock.now)
        raise ValueError("a list of mixed types")

    duty = Guarded(broken, clock)
    assert [duty(), duty()] == [0, 0]
    clock.now = PAUSE_SECONDS
    assert duty() == 0
    assert asked == [0.0, PAUSE_SECONDS]


def test_what_a_duty_did_is_passed_on() -> None:
    assert Guarded(lambda: 7)() == 7


def test_a_database_that_went_away_is_waited_for_by_all() -> None:
    def away() -> int:
        raise OperationalError("the connection is lost")

    with pytest.raises(OperationalError):
        Guarded(away)()


def test_what_takes_long_keeps_no_other_duty_waiting() -> None:
    stop, let_go, turns = threading.Event(), threading.Event(), count(1)

    def short() -> int:
        {5: let_go}.get(next(turns), threading.Event()).set()
        return 1

    def long() -> int:
        assert let_go.wait(10)
        stop.set()
        return 0

    keep([short], [long], stop)
    assert next(turns) > 5
