"""Look-ups of one address: a market hall is let through, a program is held off."""

import django
import pytest
from django.test import Client

django.setup()

from zhuisu.portal.crowding import A_SECOND, BURST, Crowding, crowding  # noqa: E402


def test_a_crowd_behind_one_address_is_never_held_off() -> None:
    now = 0.0
    counted = Crowding(lambda: now)
    waits = []
    for _ in range(5000):
        now += 1 / A_SECOND
        waits.append(counted.wait_seconds("36.1.0.1"))
    assert set(waits) == {0}


def test_a_program_is_held_off_after_its_burst_and_let_on_with_time() -> None:
    now = 0.0
    counted = Crowding(lambda: now)
    assert [counted.wait_seconds("36.1.0.1") for _ in range(BURST + 1)][-2:] == [0, 1]
    assert counted.wait_seconds("36.1.0.2") == 0
    now = 1.0
    assert counted.wait_seconds("36.1.0.1") == 0


def test_who_is_held_off_reads_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowding, "wait_seconds", lambda who: 3)
    answer = Client().get("/t/01/06901230000027/21/260712000004", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "3")
    assert "Too many look-ups" in answer.content.decode()
