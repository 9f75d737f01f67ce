"""The plan of the demonstration city."""

from datetime import datetime
from zoneinfo import ZoneInfo

from zhuisu.demo import city
from zhuisu.planning.kinds import Settled
from zhuisu.planning.models import Decision, Measure, Meeting
from zhuisu.server.commands.demo_plan import after

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_measures_are_brought_forward_and_a_meeting_is_held_once() -> None:
    town = city(1, 0, NOW)
    after(town)
    after(town)
    assert Measure.objects.filter(state="blocked").get().pk == "dangerous_goods"
    assert Meeting.objects.filter(held_at__isnull=False).count() == 1
    assert Decision.objects.get().state == Settled.OPEN
    assert any(each["measure"] == "dangerous_goods" for each in Meeting.objects.get(held_at=None).agenda)
