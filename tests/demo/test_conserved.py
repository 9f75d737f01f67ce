"""Nothing comes from nowhere: no batch is sold or used in more than was made of it, but for what is oversold."""

from collections import defaultdict

from tests.demo.cities import NOW, accepted, showcase, valid
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import ObjectEvent, TransformationEvent
from zhuisu.demo import city


def test_no_more_is_used_than_was_made() -> None:
    town = city(11, 15_000, NOW)
    made: defaultdict[str, float] = defaultdict(float)
    gone: defaultdict[str, float] = defaultdict(float)
    for event in valid(accepted(town.documents())):
        if isinstance(event, TransformationEvent):
            for amount in event.output_quantity_list or ():
                made[key_of_uri(amount.epc_class)] += amount.quantity or 0
            for amount in event.input_quantity_list or ():
                gone[key_of_uri(amount.epc_class)] += amount.quantity or 0
        elif isinstance(event, ObjectEvent) and event.action == "ADD":
            for amount in event.quantity_list or ():
                made[key_of_uri(amount.epc_class)] += amount.quantity or 0
        elif event.biz_step in ("retail_selling", "dispensing") and isinstance(event, ObjectEvent):
            for amount in event.quantity_list or ():
                gone[key_of_uri(amount.epc_class)] += amount.quantity or 0
    spread = {key for key in made if key.startswith("01/06901238000111/")}  # sold to a grower, then used: counted twice
    over = {key: (gone[key], made[key]) for key in made if gone[key] > made[key] + 0.01 and key not in spread}
    assert over == {showcase(town, "greens_oversold").key: (110.0, 100.0)}
    assert showcase(town, "wine_oversold").key in made


def test_what_was_sent_arrives_once() -> None:
    town = city(11, 15_000, NOW)
    sent: defaultdict[tuple[str, str], float] = defaultdict(float)
    came: defaultdict[tuple[str, str], float] = defaultdict(float)
    for event in valid(accepted(town.documents())):
        giver = next((each.source for each in event.source_list or () if each.type == "owning_party"), "")
        taker = next((each.destination for each in event.destination_list or () if each.type == "owning_party"), "")
        for amount in getattr(event, "quantity_list", None) or ():
            key = (key_of_uri(amount.epc_class), giver)
            if giver and giver != taker and event.biz_step in ("shipping", "receiving"):
                (sent if event.biz_step == "shipping" else came)[key] += amount.quantity or 0
    assert {key: (came[key], sent[key]) for key in came if key in sent and came[key] > sent[key] * 1.01} == {}
    assert any(key.startswith("01/06901233000017/") for key, _ in came)
