"""Incentives: an official sees those of its field, and what it recorded itself."""

from datetime import date

import pytest

from tests.rating.cast import AUDITOR, DRUGS, FARMERS, NOW
from tests.recording.cast import AT_FARM, GROWER
from zhuisu.rating.incentives import seen
from zhuisu.rating.models import Incentive

pytestmark = pytest.mark.usefixtures("rated")


def test_an_office_sees_what_it_gave_itself_wherever_the_party_belongs() -> None:
    Incentive.objects.create(
        party=GROWER, name="灵山菜农合作社", scopes=["food/", "food/450721"], sort="demonstration", what="示范基地",
        day=date(2026, 11, 1), giver="市农业农村局", evidence="示范基地名单", recorded_at=NOW, recorded_by=FARMERS.name,
    )  # fmt: skip
    assert [seen(actor).count() for actor in (FARMERS, AUDITOR, DRUGS, AT_FARM)] == [1, 1, 0, 0]
