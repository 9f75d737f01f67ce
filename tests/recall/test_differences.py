"""However late events are recorded, and in whatever portions: a recall holds what one frozen at the end would."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from tests.recall.cellar import BOTTLES, CASE, SHOP, captured, event
from tests.recall.outbreak import PLAN, done, issued, settled, widened
from tests.supervision.cast import OFFICE
from zhuisu.recall import reaching
from zhuisu.recall.drafting import draft
from zhuisu.recall.freezing import freeze
from zhuisu.recall.reading import differences, reaches, things

pytestmark = pytest.mark.usefixtures("recalls")

MADE = "https://id.gs1.org/01/06901234500010/21/V"
WRONG = {"errorDeclaration": {"declarationTime": "2026-06-29T08:00:00.000+08:00", "reason": "incorrect_data"}}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)


def happenings(chance: Random) -> Iterator[dict[str, Any]]:
    """What may happen to the bottles, in no order; of some it is declared later that it did not."""
    for number in range(20, 32):
        bottle, day = chance.choice(BOTTLES), chance.randrange(6, 28)
        told = chance.choice(
            [
                event(number, day, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving"),
                event(number, day, "ObjectEvent", SHOP, epcList=[bottle], action="DELETE", bizStep="retail_selling"),
                event(number, day, "ObjectEvent", epcList=[bottle], action="OBSERVE", bizStep="storing"),
                event(
                    number, day, "AggregationEvent", SHOP, parentID=CASE, childEPCs=[bottle], action="DELETE",
                    bizStep="unpacking",
                ),
                event(
                    number, day, "TransformationEvent", SHOP, inputEPCList=[bottle], outputEPCList=[f"{MADE}{number}"],
                    bizStep="commissioning",
                ),
            ]
        )  # fmt: skip
        yield told
        if chance.random() < 1 / 4:
            yield {**told, **WRONG}


def standing(number: str) -> dict[str, tuple[str, str, str]]:
    return {each.key: (each.state, each.holder, each.place) for each in things(number, OFFICE) if each.gone is None}


@pytest.mark.parametrize("seed", range(6))
def test_reaches_add_up_to_what_is_so(seed: int) -> None:
    chance = Random(seed)
    number = issued()
    held = standing(number)
    waiting = list(happenings(chance))
    while waiting:
        portion = chance.randrange(1, 5)
        captured(*waiting[:portion])
        waiting = waiting[portion:]
        settled()
        widened()
    for reach in reaches(number, OFFICE)[1:]:
        shifts = differences(number, reach.number, OFFICE)
        assert len(shifts) == reach.added + reach.changed + reach.gone
        for each in shifts:
            assert held.pop(each.key, ("", "", "")) == (each.state_before, each.holder_before, each.place_before)
            held |= {each.key: (each.state, each.holder, each.place)} if each.what != "gone" else {}
    afresh = done(freeze(done(draft(PLAN, actor=OFFICE)).number, actor=OFFICE)).number
    assert held == standing(number) == standing(afresh)
