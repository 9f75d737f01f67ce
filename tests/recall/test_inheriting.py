"""What comes of lifted things alone is lifted with them; what comes of something recalled, too, is recalled."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.recall.cellar import captured, event
from tests.recall.dairy import PLANT, register
from tests.recall.outbreak import done, late, settled, widened
from tests.recall.vats import YOGHURT, amount, lot, mixed, recalled
from tests.supervision.cast import OFFICE
from zhuisu.recall import reaching
from zhuisu.recall.lifting import Part, lift
from zhuisu.recall.models import Affected, Step
from zhuisu.recall.standing import in_force

pytestmark = pytest.mark.usefixtures("recalls")

CARRIER = "https://id.gs1.org/00/369012340000000109"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)


def made(number: int, name: str) -> dict[str, Any]:
    goods = {"quantityList": [amount(lot(name), 50)], "epcList": []}
    return event(number, 1, "ObjectEvent", PLANT, **goods, action="ADD", bizStep="commissioning")


def two_lots() -> str:
    """LA and LB are recalled, and LA is lifted."""
    register()
    captured(*(made(at, name) for at, name in enumerate(("LA", "LB"))))
    settled()
    number = recalled(lot("LA"), lot("LB"))
    done(lift(number, Part(keys=(lot("LA"),)), actor=OFFICE, reason="复检合格"))
    return number


def lots_in_force(*names: str) -> Sequence[str]:
    keys = {f"{YOGHURT}/10/{name}": name for name in names}
    return sorted(keys[key] for key in in_force(keys))


def known(*names: str) -> int:
    return Affected.objects.filter(thing__in=[f"{YOGHURT}/10/{name}" for name in names]).count()


def test_a_mix_of_a_lifted_and_a_recalled_lot_is_recalled() -> None:
    two_lots()
    late(mixed(20, 12, {lot("LA"): 10, lot("LB"): 10}, {lot("MIX"): 20}))
    widened()
    assert lots_in_force("LA", "LB", "MIX") == ["LB", "MIX"]


def test_what_comes_of_a_lifted_lot_alone_is_lifted_over_any_steps() -> None:
    number = two_lots()
    late(
        mixed(20, 12, {lot("LA"): 10}, {lot("E1"): 10}),
        mixed(21, 13, {lot("E1"): 10}, {lot("F1"): 10}),
        mixed(22, 14, {lot("E1"): 5, lot("LB"): 5}, {lot("G1"): 10}),
        mixed(23, 15, {lot("G1"): 5, lot("F1"): 5}, {lot("K1"): 10}),
    )
    widened()
    assert known("E1", "F1", "G1", "K1") == 4
    assert lots_in_force("E1", "F1", "G1", "K1") == ["G1", "K1"]
    assert not Step.objects.filter(recall__number=number, verb="mixed").exists()


def test_into_what_was_lifted_something_recalled_goes_later() -> None:
    number = two_lots()
    late(mixed(20, 12, {lot("LA"): 10, lot("LB"): 1}, {lot("X"): 1}), mixed(21, 12, {lot("LA"): 10}, {lot("E1"): 10}))
    widened()
    assert lots_in_force("E1", "X") == ["X"]
    late(mixed(22, 13, {lot("LB"): 10}, {lot("E1"): 10}))
    widened()
    assert lots_in_force("LA", "E1", "X") == ["E1", "X"]
    (step,) = Step.objects.filter(recall__number=number, verb="mixed")
    assert (step.actor, step.facts["keys"]) == ("zhuisu", [f"{YOGHURT}/10/E1"])


def test_what_was_lifted_though_it_comes_of_what_is_recalled_stays_lifted() -> None:
    number = two_lots()
    late(mixed(20, 12, {lot("LB"): 10}, {lot("E1"): 10}))
    widened()
    done(lift(number, Part(keys=(lot("E1"),)), actor=OFFICE, reason="复检合格"))
    late(mixed(21, 13, {lot("LB"): 10}, {lot("F1"): 10}), mixed(22, 13, {lot("E1"): 10}, {lot("G1"): 10}))
    widened()
    assert lots_in_force("LB", "E1", "F1", "G1") == ["F1", "LB"]


def test_what_is_poured_out_of_a_carrier_is_told_by_what_was_in_it() -> None:
    two_lots()
    inside = [amount(lot(name), 5) for name in ("LA", "LB")]
    late(
        event(20, 12, "AggregationEvent", PLANT, parentID=CARRIER, childQuantityList=inside, bizStep="packing"),
        event(
            21, 13, "TransformationEvent", PLANT, inputEPCList=[CARRIER], bizStep="commissioning",
            outputQuantityList=[amount(lot("MIX"), 10)],
        ),
    )  # fmt: skip
    widened()
    assert (known("MIX"), lots_in_force("MIX")) == (1, ["MIX"])
