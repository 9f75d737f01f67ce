"""A large hop is judged as a set: the same rules hold for simple histories, and others are still looked at."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.capture.cast import capture, document
from tests.tracing.test_scope import BOTTLES, CASE, KEYS, SHOP, WINE, event, found, vintage
from tests.tracing.test_scope_worlds import judge_from
from zhuisu.core.lineage import Direction
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.scope_forms import Judged, ScopeForms
from zhuisu.tracing.scope import Question, begin, grow
from zhuisu.tracing.scope_answer import ScopedThing

pytestmark = pytest.mark.usefixtures("ledger")

GRAPES = "01/06901234567892/10/G1"
SOUP = "01/06901234500003/21/SOUP"
PALLET = "https://id.gs1.org/00/369012340000000024"
CONSIGNEE = "https://id.gs1.org/417/6901234000023"


@pytest.fixture(autouse=True)
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Judged]:
    """Every hop is a large one. What was judged as a set, hop by hop."""
    judge_from(1, monkeypatch)
    told: list[Judged] = []
    judge = ScopeForms._judge

    def counted(self: ScopeForms, *given: Any, **more: Any) -> Judged:
        told.append(judge(self, *given, **more))
        return told[-1]

    monkeypatch.setattr(ScopeForms, "_judge", counted)
    return told


def reached(*keys: str, day: int | None = None) -> dict[str, ScopedThing]:
    at = None if day is None else microseconds(datetime(2026, 6, day, tzinfo=UTC))
    question = Question.of(keys, Direction.FORWARD, at)
    scope = begin(question, account="operator")
    assert grow(scope, question) == "whole"
    return found(scope)


def cooked(day: int) -> dict[str, Any]:
    """The case is used up with all that is in it."""
    return event(20, day, "TransformationEvent", inputEPCList=[CASE], outputEPCList=[f"{WINE}/21/SOUP"])


def test_bottles_of_a_vintage_are_judged_as_a_set_and_stand_as_ever(judged: list[Judged]) -> None:
    vintage()
    told = reached(GRAPES)
    states = {key: told[key].state for key in KEYS}
    assert states == {**dict.fromkeys(KEYS[:4], "in_transit"), KEYS[4]: "sold", KEYS[5]: "destroyed"}
    assert {told[key].inside for key in KEYS[:4]} == {"00/369012340000000017"}
    assert sum(each.things for each in judged) == 7  # six bottles and the case


def test_what_was_in_a_case_when_it_was_used_up_is_in_what_was_made_of_it() -> None:
    vintage(cooked(7))
    assert SOUP in reached(KEYS[0])


def test_what_had_left_the_case_before_is_not() -> None:
    vintage(event(6, 6, "ObjectEvent", epcList=BOTTLES[:1], action="DELETE", bizStep="retail_selling"), cooked(7))
    told = reached(KEYS[0])
    assert SOUP not in told
    assert (told[KEYS[0]].state, told[KEYS[0]].inside) == ("sold", "")


def test_what_was_put_in_after_the_case_was_used_up_is_not() -> None:
    vintage(cooked(1))
    assert SOUP not in reached(KEYS[0])


def test_from_a_time_on_only_what_the_case_did_since_counts() -> None:
    vintage(cooked(7))
    assert SOUP in reached(KEYS[0], day=6)
    assert SOUP not in reached(KEYS[0], day=9)


def test_what_was_unpacked_is_looked_at_by_itself(judged: list[Judged]) -> None:
    vintage(event(6, 6, "AggregationEvent", place=SHOP, parentID=CASE, action="DELETE", bizStep="unpacking"), cooked(7))
    told = reached(KEYS[0])
    assert SOUP not in told
    assert (told[KEYS[0]].state, told[KEYS[0]].place) == ("in_stock", "414/6901234000023")
    assert sum(each.things for each in judged) == 0


def test_a_bottle_in_a_case_on_a_pallet_stands_where_the_pallet_was_last_seen(judged: list[Judged]) -> None:
    there = event(8, 8, "ObjectEvent", place=SHOP, epcList=[PALLET], action="OBSERVE", bizStep="receiving")
    vintage(event(6, 6, "AggregationEvent", parentID=PALLET, childEPCs=[CASE], bizStep="packing"), there)
    bottle = reached(GRAPES)[KEYS[0]]
    assert (bottle.state, bottle.place, bottle.as_of[:10]) == ("in_stock", "414/6901234000023", "2026-06-08")
    assert sum(each.things for each in judged) == 8


def test_a_case_in_transit_to_a_named_party_is_held_for_it() -> None:
    sent: dict[str, Any] = {"destinationList": [{"type": "owning_party", "destination": CONSIGNEE}]}
    shipped = event(6, 6, "ObjectEvent", epcList=[CASE], action="OBSERVE", bizStep="shipping", **sent)
    vintage(shipped, event(7, 7, "ObjectEvent", epcList=BOTTLES[5:], action="OBSERVE", bizStep="shipping", **sent))
    told = reached(GRAPES)
    assert {told[key].holder for key in (*KEYS[:4], KEYS[5])} == {"417/6901234000023"}


def test_a_long_key_of_what_holds_it_is_read_whole() -> None:
    case = "https://id.gs1.org/8003/069012345000" + "03" + "X" * 16
    vintage()
    more = event(9, 9, "AggregationEvent", parentID=case, childEPCs=BOTTLES[5:], bizStep="packing")
    capture(document(more))
    assert reached(GRAPES)[KEYS[5]].inside == "8003/06901234500003" + "X" * 16
