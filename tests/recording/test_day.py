"""A day: harvested, sold, received with a difference, corrected, withdrawn; what is on hand follows each step."""

from io import BytesIO
from uuid import uuid4

import msgspec
import pytest

from tests.recording.cast import AT_FARM, AT_STALL, BATCH, GREENS, GROWER, ago, follow, harvest, refused, sale, saved
from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.capture.report import Stored
from zhuisu.capture.service import capture_event
from zhuisu.core.codes import uri_of_key
from zhuisu.core.forms.event import CONTEXT
from zhuisu.recording.checking import check
from zhuisu.recording.correcting import Withdrawn, replace, withdraw
from zhuisu.recording.filled import Good, GoodsRole
from zhuisu.recording.handing import Difference, awaiting, receive
from zhuisu.recording.mine import RecordState, record, records
from zhuisu.recording.models import Delivery
from zhuisu.recording.saving import Saved, save
from zhuisu.recording.stock import movements, on_hand

pytestmark = pytest.mark.usefixtures("town")


CERT = "transaction.cert"


def held(actor: Actor) -> list[tuple[str, float, str]]:
    return [(row.key, row.amount, row.uom) for row in on_hand(actor)]


def test_what_is_harvested_is_on_hand_until_it_is_sold_and_then_on_its_way() -> None:
    saved(AT_FARM, harvest(120))
    (row,) = on_hand(AT_FARM)
    assert (row.key, row.name.zh, row.lot, row.amount, row.unit_name.zh) == (BATCH, "菜心", "L20260601", 120, "千克")
    saved(AT_FARM, sale(100))
    assert held(AT_FARM) == [(BATCH, 20, "KGM")]
    assert held(AT_STALL) == []
    (incoming,) = awaiting(AT_STALL)
    assert (incoming.giver, incoming.giver_name.zh, incoming.plate) == (GROWER, "灵山菜农合作社", "桂N12345")
    assert (incoming.variety, incoming.stage, incoming.papers) == ("vegetable", "arrive", ("F-001",))
    assert [(good.key, good.name.zh, good.quantity) for good in incoming.goods] == [(BATCH, "菜心", 100)]
    assert [each.path for each in incoming.asks] == ["transaction.cert"]


def test_what_is_followed_at_once_counts_as_what_is_followed_one_by_one() -> None:
    assert isinstance(save(actor=AT_FARM, filled=harvest(120)), Saved)
    assert isinstance(save(actor=AT_FARM, filled=sale(100)), Saved)
    follow()
    assert held(AT_FARM) == [(BATCH, 20, "KGM")]


def test_a_delivery_that_was_received_before_it_was_told_to_be_sent_is_not_awaited() -> None:
    saved(AT_FARM, harvest(120))
    values = {"source.owning_party": GROWER, "zhuisu:plate": "桂N12345", CERT: "C-1"}
    goods = {GoodsRole.THINGS: (Good(code=BATCH, quantity=100, unit="KGM"),)}
    saved(AT_STALL, sale(stage="arrive", event_time=ago(minutes=30), values=values, goods=goods))
    saved(AT_FARM, sale(100, event_time=ago(hours=1)))
    assert awaiting(AT_STALL) == ()


def test_one_tap_receives_it_with_a_difference() -> None:
    saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    draft = uuid4()
    less = (Difference(key=BATCH, quantity=97.5, note="碎叶"),)
    found = receive(actor=AT_STALL, event=shipped.event, draft=draft, differences=less)
    assert isinstance(found, Saved)
    follow()
    assert ("recording.missing", "transaction.cert") in [(each.code, each.path) for each in found.warnings]
    assert held(AT_STALL) == [(BATCH, 97.5, "KGM")]
    assert awaiting(AT_STALL) == ()
    again = receive(actor=AT_STALL, event=shipped.event, draft=draft, differences=less)
    assert isinstance(again, Saved)
    assert again.repeated
    assert refused(receive(actor=AT_STALL, event=shipped.event, draft=uuid4())) == [("recording.not_awaited", "")]


def test_nobody_receives_what_was_sent_to_another() -> None:
    saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    assert refused(receive(actor=AT_FARM, event=shipped.event, draft=uuid4())) == [("recording.not_awaited", "")]


def test_what_was_never_sent_cannot_differ() -> None:
    saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    strange = (Difference(key="01/06901234567892/10/OTHER", quantity=1),)
    found = receive(actor=AT_STALL, event=shipped.event, draft=uuid4(), differences=strange)
    assert refused(found) == [("recording.not_in_it", "")]
    nothing = (Difference(key=BATCH, quantity=0),)
    assert refused(receive(actor=AT_STALL, event=shipped.event, draft=uuid4(), differences=nothing)) == [
        ("recording.nothing_came", "")
    ]


@pytest.mark.parametrize("quantity", [-5.0, float("nan"), float("inf"), 1e13])
def test_no_way_leads_to_a_receipt_of_what_is_no_amount(quantity: float) -> None:
    saved(AT_FARM, harvest())
    shipped = saved(AT_FARM, sale())
    found = receive(
        actor=AT_STALL, event=shipped.event, draft=uuid4(), differences=(Difference(key=BATCH, quantity=quantity),)
    )
    assert refused(found) == [("recording.amount", BATCH)]


def test_half_a_box_is_received_only_where_it_was_sent_so() -> None:
    """A program may have sent half a box; nobody types one into a receipt."""
    boxes = {GoodsRole.OUTPUTS: (Good(code=GREENS, quantity=12, unit="H87"),)}
    saved(AT_FARM, harvest(goods=boxes))
    shipped = saved(AT_FARM, sale(goods={GoodsRole.THINGS: (Good(code=BATCH, quantity=12, unit="H87"),)}))
    half = (Difference(key=BATCH, quantity=2.5),)
    assert refused(receive(actor=AT_STALL, event=shipped.event, draft=uuid4(), differences=half)) == [
        ("recording.whole", BATCH)
    ]


def test_a_form_that_could_not_be_read_again_is_not_kept() -> None:
    assert refused(save(actor=AT_FARM, filled=harvest(1e13))) == [("registry.bad_value", "$.goods.outputs[0].quantity")]


@pytest.mark.parametrize("kg", [0, -5, float("nan")])
def test_what_is_made_or_moved_is_more_than_nothing(kg: float) -> None:
    assert refused(save(actor=AT_FARM, filled=harvest(kg))) == [("recording.no_amount", "outputs[0]")]
    assert refused(save(actor=AT_FARM, filled=sale(kg))) == [("recording.no_amount", "things[0]")]


def test_a_lot_that_is_on_record_is_told_and_does_not_keep_from_saving() -> None:
    first = saved(AT_FARM, harvest(7))
    assert "recording.made_before" not in [each.code for each in first.warnings]
    again = check(AT_FARM, harvest(7))
    assert [(each.code, each.path) for each in again if each.code == "recording.made_before"] == [
        ("recording.made_before", "outputs[0]")
    ]
    instead = check(AT_FARM, harvest(8), instead_of=first.event)
    assert "recording.made_before" not in [each.code for each in instead]
    second = saved(AT_FARM, harvest(7))
    (told,) = [each.told for each in second.warnings if each.code == "recording.made_before"]
    assert told.zh.startswith("“菜心（批号 L20260601）”从 ")


def test_a_record_that_is_corrected_counts_as_corrected_everywhere() -> None:
    first = saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(1000))
    right = replace(actor=AT_FARM, event=shipped.event, filled=sale(100), reason="多打了一个零")
    assert isinstance(right, Saved)
    follow()
    assert held(AT_FARM) == [(BATCH, 20, "KGM")]
    assert [each.event for each in awaiting(AT_STALL)] == [right.event]
    rows = {row.event: row for row in records(AT_FARM)}
    new, old, cut = rows[right.event], rows[shipped.event], rows[first.event]
    assert (new.event, new.state, new.things_told.zh) == (right.event, RecordState.STANDS, "菜心 100 千克")
    assert (old.state, old.replaced_by, old.reason) == (RecordState.CORRECTED, right.event, "多打了一个零")
    assert (cut.stage_name.zh, cut.state) == ("采收", RecordState.STANDS)


def test_a_receipt_that_is_corrected_stays_the_receipt_of_its_delivery() -> None:
    saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    first = receive(actor=AT_STALL, event=shipped.event, draft=uuid4())
    assert isinstance(first, Saved)
    follow()
    row = record(AT_STALL, first.event)
    assert row is not None
    assert row.filled is not None
    goods = {GoodsRole.THINGS: (Good(code=BATCH, quantity=98, unit="KGM"),)}
    again = msgspec.structs.replace(row.filled, draft=uuid4(), goods=goods, values={**row.filled.values, CERT: "C-1"})
    assert isinstance(replace(actor=AT_STALL, event=first.event, filled=again, reason="过磅 98 千克"), Saved)
    follow()
    assert held(AT_STALL) == [(BATCH, 98, "KGM")]
    assert awaiting(AT_STALL) == ()


def test_a_record_that_is_withdrawn_moved_nothing() -> None:
    saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    found = withdraw(actor=AT_FARM, event=shipped.event, reason="没有发货")
    again = withdraw(actor=AT_FARM, event=shipped.event, reason="没有发货")
    follow()
    assert found == Withdrawn(event=shipped.event, repeated=False)
    assert again == Withdrawn(event=shipped.event, repeated=True)
    assert held(AT_FARM) == [(BATCH, 120, "KGM")]
    assert awaiting(AT_STALL) == ()
    row = record(AT_FARM, shipped.event)
    assert row is not None
    assert (row.state, row.replaced_by) == (RecordState.WITHDRAWN, "")
    assert Audit.objects.filter(verb="record withdrawn").count() == 1


def test_a_withdrawn_receipt_is_awaited_again() -> None:
    saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    received = receive(actor=AT_STALL, event=shipped.event, draft=uuid4())
    assert isinstance(received, Saved)
    withdraw(actor=AT_STALL, event=received.event, reason="点错了")
    follow()
    assert [each.event for each in awaiting(AT_STALL)] == [shipped.event]
    assert held(AT_STALL) == []


def test_nobody_corrects_what_another_recorded_or_without_a_reason_or_twice() -> None:
    cut = saved(AT_FARM, harvest(120))
    assert refused(withdraw(actor=AT_STALL, event=cut.event, reason="不是我的")) == [("recording.unknown_event", "")]
    assert refused(withdraw(actor=AT_FARM, event=cut.event, reason=" ")) == [("recording.no_reason", "reason")]
    withdraw(actor=AT_FARM, event=cut.event, reason="错")
    found = replace(actor=AT_FARM, event=cut.event, filled=harvest(1), reason="错")
    assert refused(found) == [("recording.withdrawn_already", "")]


def test_what_came_and_went_is_told_with_its_events() -> None:
    cut = saved(AT_FARM, harvest(120))
    shipped = saved(AT_FARM, sale(100))
    rows = movements(AT_FARM, BATCH)
    assert [(row.event, row.way, row.amount, row.stage_name.zh, row.other_name.zh) for row in rows] == [
        (shipped.event, -1, 100, "销售（收购）", "东门市场3号摊"),
        (cut.event, 1, 120, "采收", ""),
    ]
    assert movements(AT_STALL, BATCH) == ()


def test_a_carton_is_received_as_what_it_was_shipped_as() -> None:
    carton = {GoodsRole.THINGS: (Good(code="(00)069012345678900016"),)}
    saved(AT_FARM, sale(variety="fruit", goods=carton))
    (incoming,) = awaiting(AT_STALL)
    assert incoming.variety == "fruit"


def test_a_receipt_that_is_sent_again_is_answered_as_the_first_time() -> None:
    saved(AT_FARM, harvest())
    shipped = saved(AT_FARM, sale())
    draft = uuid4()
    first = receive(actor=AT_STALL, event=shipped.event, draft=draft)
    follow()
    again = receive(actor=AT_STALL, event=shipped.event, draft=draft)
    assert isinstance(first, Saved)
    assert isinstance(again, Saved)
    assert (again.event, again.next, again.repeated) == (first.event, ("hand_over",), True)
    Delivery.objects.all().delete()
    late = receive(actor=AT_STALL, event=shipped.event, draft=draft)
    assert isinstance(late, Saved)
    assert late.event == first.event
    assert refused(receive(actor=AT_STALL, event=shipped.event, draft=uuid4())) == [("recording.not_awaited", "")]


def test_a_record_tells_all_that_it_says_in_words() -> None:
    saved(AT_FARM, harvest())
    shipped = saved(AT_FARM, sale())
    less = (Difference(key=BATCH, quantity=95, note="压坏"),)
    got = receive(actor=AT_STALL, event=shipped.event, draft=uuid4(), differences=less)
    assert isinstance(got, Saved)
    found = record(AT_STALL, got.event)
    assert found is not None
    assert [each.zh for each in found.differences] == [
        "菜心（批号 L20260601）：发 100 千克，收 95 千克，少 5 千克 · 压坏"
    ]
    said = {each.name.zh: each.told.zh for each in found.values}
    assert said["交出方"] == "灵山菜农合作社"
    assert said["车牌号"] == "桂N12345"


def test_what_another_account_recorded_of_the_party_is_read_and_not_corrected() -> None:
    captured = capture_event(BytesIO(told_by_another()), actor=AT_STALL)
    assert isinstance(captured, Stored)
    follow()
    found = record(AT_FARM, "urn:uuid:0198c000-0000-4000-8000-00000000abcd")
    assert found is not None
    assert not found.is_own
    assert refused(withdraw(actor=AT_FARM, event=found.event, reason="写错了")) == [("recording.unknown_event", "")]


def told_by_another() -> bytes:
    """A harvest of the grower, as the stall's account tells it."""
    return msgspec.json.encode(
        {
            "@context": list(CONTEXT),
            "type": "ObjectEvent",
            "eventID": "urn:uuid:0198c000-0000-4000-8000-00000000abcd",
            "eventTime": ago(hours=3).isoformat(timespec="milliseconds"),
            "eventTimeZoneOffset": "+08:00",
            "action": "OBSERVE",
            "bizStep": "inspecting",
            "epcList": [],
            "quantityList": [{"epcClass": uri_of_key(BATCH), "quantity": 1}],
            "zhuisu:actor": uri_of_key(GROWER),
        }
    )
