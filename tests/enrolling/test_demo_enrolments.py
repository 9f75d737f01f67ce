"""The applications of the demonstration city."""

import pytest

from tests.demo.cities import NOW
from tests.enrolling.applicants import AGRICULTURE, cooperative_is_registered
from tests.registry.conftest import registry
from zhuisu.demo import city
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.sight import to_decide
from zhuisu.server.commands.demo_enrolments import APPLYING, after

__all__ = ["registry"]
pytestmark = pytest.mark.usefixtures("enrolling")


def test_applications_wait_for_officials_once_however_often_the_city_is_loaded() -> None:
    cooperative_is_registered()
    town = city(1, 1, NOW)
    after(town)
    after(town)
    rows = Application.objects.order_by("id")
    assert [(row.aim, row.state) for row in rows] == [
        ("enrol", "filed"),
        ("enrol", "filed"),
        ("enrol", "returned"),
        ("join", "filed"),
    ]
    assert len(rows) == len(APPLYING)
    assert to_decide(AGRICULTURE).count() == 2
