"""The plan as data: whole, in order, with departments, systems and varieties that exist."""

from pathlib import Path

import pytest

from zhuisu.packaged import profiles
from zhuisu.planning.measures import measures
from zhuisu.registry.departments import departments
from zhuisu.registry.systems import systems

PLAN = Path(__file__).parents[3] / "shared" / "plan.zh.txt"


def test_every_department_system_and_variety_of_a_measure_exists() -> None:
    for each in measures().values():
        assert {*each.leads, *each.others} <= departments().keys(), each.id
        assert set(each.systems) <= systems().keys(), each.id
        assert set(each.varieties) <= profiles().keys(), each.id


@pytest.mark.skipif(not PLAN.exists(), reason="the city's plan is not here")
def test_the_measures_are_those_of_the_plan() -> None:
    annex = PLAN.read_text(encoding="utf-8").rpartition("附件2")[2]
    for each in measures().values():
        assert each.name.zh in annex, each.id
        assert each.part.zh in annex, each.id
    assert annex.count("年底前") == len(measures()) == 15
