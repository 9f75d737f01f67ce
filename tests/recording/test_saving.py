"""Saving: a form becomes one event of the ledger, however often it is sent; what is wrong is told and refused."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from tests.recording.cast import (
    AT_FARM,
    AT_STALL,
    BATCH,
    FIELD,
    GREENS,
    GROWER,
    READER,
    STALL,
    ago,
    harvest,
    refused,
    sale,
    saved,
)
from zhuisu.access.models import Audit
from zhuisu.core.findings import Severity
from zhuisu.ledger.reading import event_by_id
from zhuisu.recording.checking import check
from zhuisu.recording.filled import Good, GoodsRole, TypedPerson
from zhuisu.recording.mine import record
from zhuisu.recording.models import Entry
from zhuisu.recording.saving import Saved, save
from zhuisu.recording.telling import told
from zhuisu.registry.models import Person
from zhuisu.registry.seeding import seed


def body_of(event_id: str) -> bytes:
    """The event as it was captured."""
    stored = event_by_id(event_id)
    assert stored is not None
    return stored.body


BOXES = "01/06901234567915"


pytestmark = pytest.mark.usefixtures("town")


def test_a_harvest_is_an_event_of_the_stage_with_its_lot_place_and_actor() -> None:
    found = saved(AT_FARM, harvest())
    event = msgspec.json.decode(body_of(found.event))
    assert found.things == (BATCH,)
    assert found.next == ("labels", "hand_over")
    assert event["type"] == "TransformationEvent"
    assert event["zhuisu:stage"] == "harvest"
    assert event["zhuisu:actor"] == "urn:zhuisu:uscc:93450721MA5685666W"
    assert event["ilmd"] == {"cbvmda:lotNumber": "L20260601"}
    assert event["readPoint"] == {"id": f"https://id.gs1.org/{FIELD}"}
    assert event["outputQuantityList"] == [{"epcClass": f"https://id.gs1.org/{BATCH}", "quantity": 120, "uom": "KGM"}]


def test_what_is_sent_again_is_no_second_event() -> None:
    filled = harvest()
    first, again = save(actor=AT_FARM, filled=filled), save(actor=AT_FARM, filled=filled)
    assert isinstance(first, Saved)
    assert isinstance(again, Saved)
    assert (first.repeated, again.repeated) == (False, True)
    assert first.event == again.event
    assert Entry.objects.count() == 1


def test_what_is_sent_twice_at_once_is_one_event() -> None:
    filled = harvest()

    def send(_: int) -> Saved:
        try:
            found = save(actor=AT_FARM, filled=filled)
            assert isinstance(found, Saved), found
            return found
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        found = list(together.map(send, range(4)))
    assert len({each.event for each in found}) == 1
    assert sorted(each.repeated for each in found) == [False, True, True, True]
    assert Entry.objects.count() == 1


def test_a_draft_that_was_sent_with_other_contents_is_refused() -> None:
    draft = uuid4()
    saved(AT_FARM, harvest(120, draft=draft, event_time=ago(hours=2)))
    assert refused(save(actor=AT_FARM, filled=harvest(130, draft=draft))) == [("recording.draft_is_other", "")]


def test_two_parties_may_use_the_same_draft() -> None:
    draft = uuid4()
    first = saved(AT_FARM, harvest(draft=draft))
    second = saved(AT_STALL, harvest(draft=draft, lot="L2", place="414/6901234000023"))
    assert first.event != second.event


def test_everything_that_is_wrong_is_told_by_its_input() -> None:
    filled = harvest(
        values={"zhuisu:harvestDate": "gestern", "zhuisu:origin": " ", "zhuisu:colour": "green"},
        goods={GoodsRole.OUTPUTS: (Good(code="??"), Good(code=GREENS))},
        event_time=ago(days=-1),
        place="414/6901234999996",
    )
    assert set(refused(save(actor=AT_FARM, filled=filled))) == {
        ("recording.unknown_field", "zhuisu:colour"),
        ("recording.missing", "cbvmda:lotNumber"),
        ("recording.value", "zhuisu:harvestDate"),
        ("recording.missing", "zhuisu:origin"),
        ("recording.unreadable_code", "outputs[0]"),
        ("recording.no_lot", "outputs[1]"),
        ("recording.no_quantity", "outputs[1]"),
        ("recording.in_the_future", "eventTime"),
        ("recording.unknown_place", "place"),
    }
    assert not Entry.objects.exists()


def test_who_may_only_read_records_nothing() -> None:
    assert refused(save(actor=READER, filled=harvest())) == [("recording.forbidden", "")]


def test_there_is_no_form_of_a_stage_that_the_profile_lacks() -> None:
    assert refused(save(actor=AT_FARM, filled=harvest(stage="weeding"))) == [("recording.no_such_form", "stage")]


def test_a_sale_between_others_is_not_the_grower_s_to_tell() -> None:
    between = {"source.owning_party": "uscc:91440101MA5CJQ4N59", "destination.owning_party": "东门市场3号摊"}
    filled = sale(values={**between, "zhuisu:plate": "桂N12345"})
    assert refused(save(actor=AT_FARM, filled=filled)) == [("recording.neither_is_you", "source.owning_party")]


def test_a_person_who_is_typed_is_kept_in_the_vault_and_an_opaque_reference_in_the_event() -> None:
    who = TypedPerson(name="韦小兰", identity="11010519491231002X")
    values = {
        "zhuisu:inputRegistration": "PD20080005", "zhuisu:activeIngredient": "阿维菌素", "zhuisu:dose": 10,
        "zhuisu:safetyIntervalDays": 7, "zhuisu:operator": who, "transformationID": "3号地2026春",
    }  # fmt: skip
    goods = {GoodsRole.INPUTS: (Good(code="12618401501000000000003780168217"),)}
    sprayed = harvest(stage="input_use", values=values, goods=goods)
    found = saved(AT_FARM, sprayed)
    again = saved(AT_FARM, msgspec.structs.replace(sprayed, draft=uuid4(), goods={
        GoodsRole.INPUTS: (Good(code="12618401501000000000003780168218"),)
    }))  # fmt: skip
    bodies = body_of(found.event) + body_of(again.event)
    person = Person.objects.get()
    assert person.key.encode() in bodies
    assert "韦小兰".encode() not in bodies
    assert b"11010519491231002X" not in bodies
    assert "韦小兰" not in str(list(Entry.objects.values()))
    assert person.party is not None
    assert person.party.key == GROWER


def test_a_number_that_is_nobody_s_is_refused_at_its_input() -> None:
    who = TypedPerson(name="韦小兰", identity="11010519491231002")
    values = {
        "zhuisu:inputRegistration": "PD20080005", "zhuisu:activeIngredient": "阿维菌素", "zhuisu:dose": 10,
        "zhuisu:safetyIntervalDays": 7, "zhuisu:operator": who,
    }  # fmt: skip
    goods = {GoodsRole.INPUTS: (Good(code="12618401501000000000003780168217"),)}
    found = save(actor=AT_FARM, filled=harvest(stage="input_use", values=values, goods=goods))
    assert [path for _, path in refused(found)] == ["zhuisu:operator"]


def test_the_rules_that_would_judge_it_warn_before_it_is_saved() -> None:
    """The interval after the spraying of yesterday is not over."""
    values = {
        "zhuisu:inputRegistration": "PD20080005", "zhuisu:activeIngredient": "阿维菌素", "zhuisu:dose": 10,
        "zhuisu:safetyIntervalDays": 7, "zhuisu:operator": TypedPerson(name="韦小兰"),
        "transformationID": "3号地2026春",
    }  # fmt: skip
    goods = {GoodsRole.INPUTS: (Good(code="12618401501000000000003780168217"),)}
    saved(AT_FARM, harvest(stage="input_use", values=values, goods=goods, event_time=ago(days=1)))
    found = check(AT_FARM, harvest())
    assert ("rule.interval_at_least", "outputs[0]", Severity.WARNING) in [
        (each.code, each.path, each.severity) for each in found
    ]
    assert isinstance(save(actor=AT_FARM, filled=harvest()), Saved)


def test_a_limit_of_a_rule_warns_once() -> None:
    filled = harvest(
        stage="entry_test",
        values={"zhuisu:inhibition": "７２.５", "zhuisu:result": "不合格", "zhuisu:operator": "韦小兰"},
        goods={GoodsRole.THINGS: (Good(code=BATCH),)},
        place="414/6901234000023",
    )
    codes = [each.code for each in check(AT_STALL, filled) if each.path == "zhuisu:inhibition"]
    assert codes == ["recording.limit"]


def test_more_than_is_there_is_told() -> None:
    saved(AT_FARM, harvest(80))
    found = [each for each in check(AT_FARM, sale(100)) if each.code == "recording.more_than_held"]
    assert [(each.path, each.facts["held"], each.facts["stated"]) for each in found] == [("things[0]", "80", "100")]


def test_an_amount_of_produce_without_a_unit_is_not_taken_for_pieces() -> None:
    bare = {GoodsRole.OUTPUTS: (Good(code=GREENS, quantity=300),)}
    (found,) = told(check(AT_FARM, harvest(goods=bare)))
    assert (found.code, found.path, found.severity) == ("recording.no_unit", "outputs[0]", Severity.ERROR)
    assert found.told.zh == "请选择“菜心（批号 L20260601）”的数量单位（千克、件……）。"


@pytest.mark.parametrize(("unit", "told_zh"), [("H87", "件"), ("HEA", "头（只）"), ("XBO", "XBO")])
def test_what_is_counted_whole_has_no_half(unit: str, told_zh: str) -> None:
    half = {GoodsRole.OUTPUTS: (Good(code=GREENS, quantity=2.5, unit=unit),)}
    (found,) = told(check(AT_FARM, harvest(goods=half)))
    assert (found.code, found.path, found.severity) == ("recording.whole", "outputs[0]", Severity.ERROR)
    assert found.told.zh == f"“菜心”按{told_zh}计数，要填整数；现在填的是 2.5。"
    assert refused(save(actor=AT_FARM, filled=harvest(goods=half))) == [("recording.whole", "outputs[0]")]


def test_what_is_registered_in_pieces_has_no_half_without_a_unit_either() -> None:
    seed([("product", {"key": BOXES, "name": "礼盒菜心", "variety": "vegetable", "unit": "H87"})], actor="inspector")
    bare = {GoodsRole.OUTPUTS: (Good(code=BOXES, quantity=0.5),)}
    assert [each.code for each in check(AT_FARM, harvest(goods=bare))] == ["recording.whole"]


def test_a_form_that_is_opened_again_shows_the_unit_that_was_kept() -> None:
    pieces = {GoodsRole.OUTPUTS: (Good(code=GREENS, quantity=300, unit="H87"),)}
    found = record(AT_FARM, saved(AT_FARM, harvest(goods=pieces)).event)
    assert found is not None
    assert found.filled is not None
    assert found.filled.goods[GoodsRole.OUTPUTS][0].unit == "H87"


def test_what_is_wrong_is_told_by_names_and_not_by_codes() -> None:
    nothing = {GoodsRole.OUTPUTS: (Good(code=GREENS),)}
    (missing,) = told(check(AT_FARM, harvest(goods=nothing)))
    assert missing.told.zh == "请填写“菜心”的数量。"
    saved(AT_FARM, harvest(10))
    more = [each.told.zh for each in told(check(AT_FARM, sale(100))) if each.code == "recording.more_than_held"]
    assert more == ["“菜心（批号 L20260601）”账上只有 10，现填 100。"]


def test_a_part_of_a_name_is_answered_with_whom_it_may_mean() -> None:
    values = {"source.owning_party": "灵山菜农", "destination.owning_party": STALL}
    found = {
        each.code: each for each in told(check(AT_STALL, harvest(stage="arrive", place="", goods={}, values=values)))
    }
    assert "recording.unknown_party" not in found
    asked = found["recording.which_party"]
    assert asked.path == "source.owning_party"
    assert asked.told.zh == "“灵山菜农”是哪一家？请选择：灵山菜农合作社（93450721MA5685666W）。"


def test_each_record_leaves_an_audit_row() -> None:
    found = saved(AT_FARM, harvest())
    assert [(row.actor, row.verb, row.facts["event"]) for row in Audit.objects.all()] == [
        ("farm", "record saved", found.event)
    ]
