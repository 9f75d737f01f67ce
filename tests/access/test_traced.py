"""Which enterprises and products everybody may know of."""

from datetime import UTC, datetime

import pytest

from tests.registry.cast import COOPERATIVE, FRIENDS, HAND, PIGS, approved
from tests.registry.conftest import registry
from zhuisu.access.traced import Asked, enterprise, enterprises, products
from zhuisu.core.codes import key_of_uri
from zhuisu.registry.deciding import decide
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import Act

__all__ = ["registry"]
pytestmark = pytest.mark.usefixtures("registry")
NOW = datetime.now(UTC)
BLASTERS = {"key": "91350100M000100Y43", "kind": "enterprise", "name": "灵山爆破公司", "region": "450721"}
ORCHARD_KEY = key_of_uri("urn:zhuisu:uscc:93450721MA5685666W")


def names(asked: Asked) -> list[str]:
    return [each.name for each in enterprises(asked, NOW).rows]


def test_approved_enterprises_are_found_by_name_region_and_category() -> None:
    for each in (COOPERATIVE, PIGS):
        approved("party", each)
    assert names(Asked()) == [PIGS["name"], COOPERATIVE["name"]]
    assert names(Asked(text="荔枝")) == names(Asked(region="450721")) == [COOPERATIVE["name"]]
    assert names(Asked(category="produce", text="屠宰")) == [PIGS["name"]]
    assert enterprises(Asked(after=1), NOW).total == 2


def test_associations_those_that_deal_in_dangerous_goods_and_drafts_are_not_told() -> None:
    approved("party", FRIENDS)
    approved("party", {**BLASTERS, "roles": [{"role": "blaster"}]})
    approved("party", {**PIGS, "roles": [{"role": "carrier"}]})
    approved("licence", {"kind": "dangerous_transport", "number": "T1", "holder": PIGS["key"]})
    assert names(Asked()) == []
    assert enterprise(f"uscc:{PIGS['key']}", NOW) is None


def test_a_suspended_enterprise_is_not_told_and_its_contact_never() -> None:
    approved("party", COOPERATIVE)
    paper = {"kind": "food_business", "number": "GX-1", "validTo": "2020-01-01"}
    approved("licence", {**paper, "holder": COOPERATIVE["key"]})
    told = enterprise(ORCHARD_KEY, NOW)
    assert told is not None
    assert [(paper.number, paper.is_valid) for paper in told.papers] == [("GX-1", False)]
    assert str(COOPERATIVE["phone"]) not in repr(told)
    assert str(COOPERATIVE["contact"]) not in repr(told)
    decide(KINDS["party"], str(COOPERATIVE["key"]), Act.SUSPEND, actor=HAND, reason="证照过期")
    assert enterprise(ORCHARD_KEY, NOW) is None


def test_products_of_closed_varieties_are_not_found() -> None:
    approved("product", {"name": "鲜荔枝", "variety": "fruit", "category": "produce"})
    approved("product", {"name": "荔枝炸药", "variety": "explosives", "category": "hazmat"})
    approved("product", {"name": "荔枝安定片", "variety": "psychotropic", "category": "drugs"})
    assert [each.name for each in products("荔枝", 8)] == ["鲜荔枝"]
