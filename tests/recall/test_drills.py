"""A mock recall is picked, clocked, scored and kept: what could be located, what could not, and why."""

from typing import Any

import pytest

from tests.recall.cellar import BOTTLES, CELLAR, GRAPE_LOT, GRAPES, KEYS, SHOP, captured, event, vintage
from tests.registry.cast import approved
from tests.supervision.cast import AGRICULTURE, AUDITOR, GROWER, OFFICE, OPERATOR, POLICE
from zhuisu.access import Actor
from zhuisu.core.findings import Language
from zhuisu.ledger import sequencer
from zhuisu.recall import drilling
from zhuisu.recall.drill_paper import paper_of
from zhuisu.recall.drills import HeldDrill, begin, of, visible
from zhuisu.recall.growing import grow_next
from zhuisu.recall.inquiries import forget, stop
from zhuisu.recall.paper import pdf_of
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.recall.report_saying import Saying
from zhuisu.registry.concerning import catch_up

pytestmark = pytest.mark.usefixtures("recalls")
LOT, LOT_KEY = "https://id.gs1.org/01/06901234567908/10/M1", "01/06901234567908/10/M1"
DAIRY, STORE = "https://id.gs1.org/417/6901234000047", "https://id.gs1.org/417/6901234000054"


def drilled(code: str = GRAPE_LOT, actor: Actor = OPERATOR, **more: Any) -> HeldDrill:
    drill = begin(code, actor=actor, **more)
    assert isinstance(drill, HeldDrill), drill
    assert grow_next() == 1
    found = of(drill.id, actor)
    assert isinstance(found, HeldDrill)
    assert found.inquiry is not None
    forget(found.inquiry, actor=actor)
    return found


def refused(answer: object) -> tuple[Why, str]:
    assert isinstance(answer, Refusal), answer
    return answer.why, answer.findings[0].code


def milk(number: int, day: int, litres: float, **fields: Any) -> dict[str, Any]:
    amount = [{"epcClass": LOT, "quantity": litres, "uom": "LTR"}]
    return event(number, day, "ObjectEvent", **{"quantityList": amount, "epcList": [], "action": "OBSERVE", **fields})


def sides(giver: str, taker: str) -> dict[str, Any]:
    source, destination = {"type": "owning_party", "source": giver}, {"type": "owning_party", "destination": taker}
    return {"sourceList": [source], "destinationList": [destination]}


def test_a_drill_says_how_much_was_located_and_what_was_not() -> None:
    lost = event(6, 6, "ObjectEvent", epcList=BOTTLES[:1], action="OBSERVE", disposition="stolen", bizStep="inspecting")
    vintage(event(7, 5, "AggregationEvent", parentID="https://id.gs1.org/00/369012340000000017", action="DELETE"), lost)
    drill = drilled()
    record = drill.record
    assert record is not None
    assert (record.counted, record.expected, record.located, record.score) == ("things", 6, 5, 0.8333)
    assert record.reasons == {"state": 1}
    assert [(each.key, each.why) for each in record.missing] == [(KEYS[0], "state")]
    assert (record.forward.outcome, record.forward.things) == ("whole", 7)
    assert drill.ended_at is not None
    assert drill.ended_at >= drill.begun_at
    assert record.seconds >= record.forward.seconds + record.backward.seconds - 0.01


def test_a_bottle_is_drilled_backward_to_its_grapes() -> None:
    vintage()
    record = drilled(BOTTLES[0]).record
    assert record is not None
    assert (record.backward.things, record.backward.outcome) == (2, "whole")
    assert (record.expected, record.score) == (1, 1.0)


def test_a_batch_without_items_is_scored_by_its_amounts() -> None:
    """The dairy makes 100 litres and sends 60, of which the shop receives 50; ten are lost on the way. It comes from
    the dairy, and not from the shop, which had it last; both are called as the registry calls them."""
    dairy, store = (link.partition(".org/")[2] for link in (DAIRY, STORE))
    approved("party", {"key": dairy, "kind": "enterprise", "name": "云岭乳品厂", "region": "450702"})
    approved("party", {"key": store, "kind": "enterprise", "name": "店三", "region": "450702"})
    captured(
        milk(1, 1, 100, action="ADD", bizStep="commissioning", **{"orchard:actor": DAIRY}),
        milk(2, 2, 60, bizStep="shipping", **sides(DAIRY, STORE)),
        milk(3, 3, 50, place=SHOP, bizStep="receiving", **sides(DAIRY, STORE)),
        milk(4, 4, 20, place=SHOP, action="DELETE", bizStep="retail_selling"),
    )
    record = drilled(LOT).record
    assert record is not None
    assert record.counted == "amounts"
    assert record.score == 0.9
    assert [(each.uom, each.expected, each.located) for each in record.amounts] == [("LTR", 100, 90)]
    assert [(each.key, each.names.zh, each.things) for each in record.sources] == [(dairy, "云岭乳品厂", 1)]


def test_a_drill_that_is_stopped_while_it_counts_has_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    drill = begin(GRAPE_LOT, actor=OPERATOR)
    assert isinstance(drill, HeldDrill)
    inquiry = drill.inquiry
    assert inquiry is not None

    def amounts_and_stop(*_: Any) -> dict[str, Any]:
        stop(inquiry, actor=OPERATOR)
        return {}

    monkeypatch.setattr(drilling, "amounts_of", amounts_and_stop)
    assert grow_next() == 1
    found = of(drill.id, OPERATOR)
    assert isinstance(found, HeldDrill)
    assert (found.state, found.record) == ("stopped", None)
    forget(inquiry, actor=OPERATOR)


def test_a_batch_is_drawn_by_lot_from_those_that_were_made() -> None:
    vintage()
    assert refused(begin(actor=OPERATOR)) == (Why.INVALID, "drill.no_batch")
    captured(milk(11, 1, 100, action="ADD", bizStep="commissioning"))
    assert drilled("").key == LOT_KEY


def test_a_drill_is_of_whoever_it_concerns() -> None:
    approved("product", {"key": "01/06901234567892", "name": "葡萄", "category": "produce", "variety": "fruit"})
    approved("place", {"key": "414/6901234000016", "kind": "plant", "name": "酒窖", "region": "450721"})
    grapes = [{"epcClass": GRAPE_LOT, "quantity": 50, "uom": "KGM"}]
    captured(event(1, 1, "ObjectEvent", CELLAR, quantityList=grapes, epcList=[], action="ADD", bizStep="commissioning"))
    sequencer.run_once()
    catch_up()
    drill = drilled("", actor=OFFICE)
    assert drill.key == GRAPES
    assert {actor.name for actor in (OPERATOR, AUDITOR, AGRICULTURE) if visible(actor).exists()} == {
        "operator",
        "auditor",
        "agriculture",
    }
    assert [visible(actor).exists() for actor in (POLICE, GROWER)] == [False, False]
    assert refused(of(drill.id, POLICE)) == (Why.UNKNOWN, "drill.unknown")
    assert refused(begin(actor=POLICE)) == (Why.INVALID, "drill.no_batch")
    assert refused(begin(actor=GROWER)) == (Why.FORBIDDEN, "inquiry.forbidden")


@pytest.mark.parametrize("language", list(Language))
def test_the_record_is_a_document_in_the_readers_language(language: Language) -> None:
    vintage()
    drill = drilled(note="季度演练")
    say = Saying(language, drill.begun_at.tzinfo or pytest.fail("times have a zone"))
    assert pdf_of(paper_of(drill, say, drill.begun_at), drill.begun_at).startswith(b"%PDF-1.7")


def test_items_that_are_stated_to_be_of_the_batch_are_what_is_scored() -> None:
    labels = [f"{LOT}/21/{serial}" for serial in "ABC"]
    sold: dict[str, Any] = {"action": "OBSERVE", "bizStep": "retail_selling"}
    captured(
        event(1, 1, "ObjectEvent", epcList=labels, action="ADD", bizStep="commissioning"),
        event(2, 2, "ObjectEvent", epcList=labels[:2], **sold),
        event(3, 3, "ObjectEvent", epcList=labels[2:], action="OBSERVE", bizStep="inspecting", disposition="stolen"),
    )
    record = drilled(LOT).record
    assert record is not None
    assert (record.counted, record.expected, record.located, record.score) == ("items", 3, 2, 0.6667)
    assert record.states["sold"] == 2
