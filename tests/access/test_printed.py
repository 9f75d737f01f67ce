"""What everybody may find by the numbers that packs print."""

from collections.abc import Collection
from datetime import UTC, datetime

import pytest

from tests.registry.cast import COOPERATIVE, approved
from tests.registry.conftest import registry
from zhuisu.access import printed

__all__ = ["registry"]
pytestmark = pytest.mark.usefixtures("registry")
NOW = datetime.now(UTC)


def test_a_lot_is_found_among_the_products_that_everybody_may_know_of(monkeypatch: pytest.MonkeyPatch) -> None:
    approved("product", {"key": "06901234100013", "name": "鲜荔枝", "variety": "fruit", "category": "produce"})
    approved("product", {"key": "06901234100990", "name": "荔枝炸药", "variety": "explosives", "category": "hazmat"})
    monkeypatch.setattr(printed, "known_things", set)
    found = printed.batches(printed.notations(" 20260712-02"))
    assert [(key, ware.name) for key, ware in found] == [
        ("01/06901234100013/10/20260712-02", "鲜荔枝"),
        ("01/06901234100013/10/2026071202", "鲜荔枝"),
    ]


def test_a_registration_leads_to_its_products_and_a_licence_to_its_holder() -> None:
    formula = {"name": "婴儿配方奶粉", "variety": "infant_formula", "category": "food"}
    approved("product", {**formula, "attributes": {"formula_number": "国食注字YP20238417"}})
    approved("party", COOPERATIVE)
    approved("licence", {"kind": "food_business", "number": "GX-0001", "holder": COOPERATIVE["key"]})
    assert [ware.name for ware in printed.registered(["国食注字YP20238417"])] == ["婴儿配方奶粉"]
    assert [each.name for each in printed.licensed(["GX-0001"], NOW)] == [COOPERATIVE["name"]]
    assert printed.registered([]) == []
    assert printed.licensed(["GX"], NOW) == []


@pytest.mark.parametrize("typed", ["荔枝", "1", "a1" * 40, "\0"])
def test_names_and_what_no_pack_prints_is_no_number(typed: str) -> None:
    assert printed.notations(typed) == ()


def test_looking_for_a_lot_ends_in_good_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("06901234100013", "06901234100020"):
        approved("product", {"key": key, "name": "鲜荔枝", "variety": "fruit", "category": "produce"})
    asked: list[str] = []

    def known(keys: Collection[str]) -> set[str]:
        asked.extend(keys)
        return set(keys)

    monkeypatch.setattr(printed, "known_things", known)
    monkeypatch.setattr(printed, "AT_ONCE", 1)
    monkeypatch.setattr(printed, "MOST_SECONDS", -1)
    assert [key for key, _ in printed.batches(["L7", "l7"])] == ["01/06901234100020/10/L7"] == asked
