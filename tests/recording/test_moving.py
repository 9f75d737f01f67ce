"""Moving: what an event moves, from whose hands into whose; units that are opened; a law of sums."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.epcis import Context, read_event
from zhuisu.core.epcis.model import CommonEvent
from zhuisu.core.forms.event import CONTEXT
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.rules import Record, record_of
from zhuisu.recording.moving import IN, OUT, Move, contents_at, handed_over, moves_of

GROWER, STALL = "uscc:93450721MA5685666W", "uscc:91450702MA5N1X2K93"
LINK = "https://id.gs1.org/"
BATCH, ITEM, CRATE = "01/06901234567892/10/L1", "01/06901234567892/21/S1", "00/369012340000000017"
READ_UNDER = Context.of(list(CONTEXT), b"")
BETWEEN: dict[str, Any] = {
    "sourceList": [{"type": "owning_party", "source": f"urn:zhuisu:{GROWER}"}],
    "destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:{STALL}"}],
}


def record(kind: str, step: str, *, hour: int = 8, **more: Any) -> Record:
    body = {
        "type": kind, "eventID": f"urn:uuid:{step}-{hour}", "eventTime": f"2026-06-01T{hour:02}:00:00+08:00",
        "eventTimeZoneOffset": "+08:00", "bizStep": step, **more,
    }  # fmt: skip
    event = read_event(msgspec.json.encode(body), READ_UNDER)
    assert isinstance(event, CommonEvent), event
    return record_of(event, READ_UNDER, f"{step}-{hour}", GROWER)


def kilograms(quantity: float, key: str = BATCH) -> list[dict[str, Any]]:
    return [{"epcClass": LINK + key, "quantity": quantity, "uom": "KGM"}]


def moves(of: Record, contents: tuple[Amount, ...] = ()) -> list[Move]:
    return moves_of(of, GROWER, lambda _, __: contents)


@pytest.mark.parametrize(
    ("step", "action", "party", "way"),
    [
        ("shipping", "OBSERVE", GROWER, OUT),
        ("retail_selling", "OBSERVE", GROWER, OUT),
        ("receiving", "OBSERVE", STALL, IN),
        ("void_shipping", "OBSERVE", GROWER, IN),
    ],
)
def test_a_hand_over_moves_what_it_names_on_the_side_that_tells(step: str, action: str, party: str, way: int) -> None:
    told = record("ObjectEvent", step, action=action, quantityList=kilograms(5), **BETWEEN)
    assert [(each.party, each.way, each.amount, each.uom) for each in moves(told)] == [(party, way, 5, "KGM")]


def test_what_is_seen_tested_or_packed_moves_nothing() -> None:
    seen = record("ObjectEvent", "inspecting", action="OBSERVE", epcList=[LINK + ITEM])
    packed = record("AggregationEvent", "packing", action="ADD", parentID=LINK + CRATE, childEPCs=[LINK + ITEM])
    assert moves(seen) == moves(packed) == []


def test_a_making_takes_what_it_uses_and_gives_what_it_makes() -> None:
    told = record("TransformationEvent", "commissioning", inputQuantityList=kilograms(5, "01/06901234567908/10/S"),
                  outputQuantityList=kilograms(4))  # fmt: skip
    assert [(each.thing, each.way, each.amount) for each in moves(told)] == [
        ("01/06901234567908/10/S", OUT, 5), (BATCH, IN, 4),
    ]  # fmt: skip


def test_what_a_trade_ticket_names_is_the_buyers() -> None:
    told = record("TransformationEvent", "repackaging", inputQuantityList=kilograms(5),
                  outputQuantityList=kilograms(5, "01/06901234567892/10/T"), **BETWEEN)  # fmt: skip
    assert [(each.thing, each.way) for each in moves(told)] == [(BATCH, OUT)]
    assert handed_over(told) == (GROWER, STALL)


def test_a_crate_moves_what_lies_in_it_and_itself_where_nobody_knows() -> None:
    told = record("ObjectEvent", "shipping", action="OBSERVE", epcList=[LINK + CRATE], **BETWEEN)
    inside = (Amount(ITEM), Amount(BATCH, 5.0, "KGM"))
    assert [(each.thing, each.amount) for each in moves(told, inside)] == [(ITEM, 1), (BATCH, 5)]
    assert [(each.thing, each.amount) for each in moves(told)] == [(CRATE, 1)]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 50)), max_size=12))
def test_a_crate_holds_what_was_put_in_and_not_taken_out(steps: list[tuple[bool, int]]) -> None:
    told = [
        record("AggregationEvent", "packing" if adds else "unpacking", hour=hour, action="ADD" if adds else "DELETE",
               parentID=LINK + CRATE, childQuantityList=kilograms(amount)).traced()
        for hour, (adds, amount) in enumerate(steps)
    ]  # fmt: skip
    expected = 0
    for adds, amount in steps:
        expected = expected + amount if adds else max(expected - amount, 0)
    found = contents_at(CRATE, told[-1].time if told else 0, told)
    assert sum(each.quantity or 0 for each in found) == expected


def test_a_crate_that_is_emptied_holds_nothing() -> None:
    told = [
        record("AggregationEvent", "packing", hour=1, action="ADD", parentID=LINK + CRATE, childEPCs=[LINK + ITEM]),
        record("AggregationEvent", "unpacking", hour=2, action="DELETE", parentID=LINK + CRATE, childEPCs=[]),
    ]
    events = [each.traced() for each in told]
    assert [each.key for each in contents_at(CRATE, events[0].time, events)] == [ITEM]
    assert contents_at(CRATE, events[1].time, events) == ()
