"""The cases of the demonstration city: each fate once, and what the public said."""

import pytest

from tests.casework.cast import account, registered
from tests.demo.cities import NOW
from tests.supervision.cast import AGRICULTURE, READS, finding
from zhuisu.access.actor import Actor, ActorKind
from zhuisu.casework.models import Case, Inspection, Letter, Report
from zhuisu.demo import city
from zhuisu.server.commands.demo_cases import after

pytestmark = pytest.mark.usefixtures("casework")


def test_officials_work_on_their_first_cases_once() -> None:
    registered()
    account(AGRICULTURE)
    for name, category in (("qinnan-food", "food"), ("drug-inspector", "drugs")):
        account(Actor(name=name, kind=ActorKind.DEPARTMENT, scopes=READS, categories=frozenset({category})))
    for rule in ("first", "second", "third", "fourth", "fifth"):
        finding(rule=rule)
    town = city(1, 1, NOW)
    for _ in range(2):
        after(town)
    found = sorted(Case.objects.filter(origin="finding").values_list("state", flat=True))
    assert found == ["assigned", "closed", "decided", "inspecting", "new"]
    assert (Inspection.objects.count(), Letter.objects.count(), Report.objects.count()) == (3, 2, 3)
    assert Report.objects.exclude(key="").count() == 2
