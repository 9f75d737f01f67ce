"""What everybody reads of a recall: the lots that consumers hold, by their names, and nothing that was lifted."""

import pytest

from tests.recall.alerted import NOON, affect, alert
from tests.registry.cast import approved
from zhuisu.recall.goods import MOST_PIECES, count_goods
from zhuisu.recall.models import Recall
from zhuisu.recall.publishing import PublicRecall, published, published_one
from zhuisu.tracing.answer import Name

pytestmark = pytest.mark.usefixtures("recalls")

MILK, YOGHURT = "01/06901234567007", "01/06901234501001"
RAW, LOT, OTHER = f"{MILK}/10/RAW1", f"{YOGHURT}/10/C2", f"{YOGHURT}/10/C3"
CUPS = [f"{YOGHURT}/21/Y{number}" for number in range(MOST_PIECES + 1)]
DAIRY = "uscc:91450702MA5DAYR66L"


def told(recall: Recall) -> PublicRecall:
    found = published_one(recall.number)
    assert found is not None
    return found


def milk_recall() -> Recall:
    """Raw milk that became two lots, of which one was lifted."""
    approved("product", {"key": YOGHURT, "name": "云岭酸奶", "nameEn": "Yunling Yoghurt", "variety": "dairy"})
    approved("party", {"key": DAIRY, "kind": "enterprise", "name": "云岭乳品厂", "nameEn": "Yunling Dairy"})
    made = alert(keys=[RAW], product=MILK, party=DAIRY)
    affect(made, RAW, is_batch=True, product=MILK, state="used")
    affect(made, LOT, is_batch=True, product=YOGHURT, hop=1)
    affect(made, OTHER, is_batch=True, product=YOGHURT, hop=1, lifted_at=NOON)
    return made


def test_the_lot_that_consumers_hold_is_named_first_and_what_was_lifted_not_at_all() -> None:
    found = told(milk_recall())
    assert [(each.key, each.names) for each in found.goods] == [
        (LOT, Name("云岭酸奶", "Yunling Yoghurt")),
        (RAW, Name()),
    ]
    assert (found.goods_total, found.product, found.party_names) == (2, "", Name("云岭乳品厂", "Yunling Dairy"))


def test_it_is_found_by_the_lot_that_consumers_hold_and_not_by_one_that_was_lifted() -> None:
    made = milk_recall()
    for _ in ("counted now", "counted before"):
        assert [each.number for each in published(text=LOT)] == [made.number]
        assert published(text=OTHER) == []
        made.counts = {"goods": {"told": [{"key": LOT, "product": YOGHURT}], "total": 1}}
        made.save()
    assert [each.number for each in published(text="c2")] == [made.number]
    assert published(text="C3") == published(text="RAW1") == []
    assert [each.key for each in told(made).goods] == [LOT]


def test_single_things_are_told_unless_their_lot_is_and_many_of_a_product_by_their_number() -> None:
    made = alert(keys=[])
    affect(made, LOT, is_batch=True, product=YOGHURT, hop=1)
    affect(made, CUPS[0], product=YOGHURT, hop=2, kind="instance_of", source=LOT)
    affect(made, *CUPS[1:3], product=YOGHURT, hop=1)
    affect(made, CUPS[3], product=YOGHURT, hop=1, state="destroyed")
    assert {each.key for each in told(made).goods} == {LOT, *CUPS[1:3]}
    many = alert(keys=[])
    affect(many, *CUPS, product=YOGHURT)
    assert [(each.key, each.pieces) for each in told(many).goods] == [(YOGHURT, len(CUPS))]


def test_a_code_that_no_event_told_of_is_told() -> None:
    made = alert(keys=[LOT])
    assert [each.key for each in told(made).goods] == [LOT]
    assert count_goods(made).total == 1
