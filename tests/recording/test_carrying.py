"""Carrying: what a program captured is read back into its form, corrected by it, and what it cannot hold is said."""

from io import BytesIO
from typing import Any

import msgspec
import pytest

from tests.capture.cast import document, packed
from tests.recording.cast import AT_FARM, AT_STALL, BATCH, FIELD, GREENS, GROWER, STALL, follow, harvest, sale, saved
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.core.forms.filled import Filled
from zhuisu.ledger.reading import event_by_id
from zhuisu.recording.carrying import carried
from zhuisu.recording.correcting import replace
from zhuisu.recording.filled import GoodsRole
from zhuisu.recording.mine import RecordRow, RecordState, record
from zhuisu.recording.models import Entry
from zhuisu.recording.saving import Saved
from zhuisu.supervision.sitting import records

NAMES = {"zhuisu": "urn:zhuisu:voc:"}
REGISTERED = "https://id.gs1.org/414/6901234000016"


@pytest.fixture(autouse=True)
def _town(town: None) -> None:
    """All of these need the grower."""


def sold(**more: Any) -> str:
    """The eventID of a sale that a program of the farm's captured."""
    saved(AT_FARM, harvest())
    told = {
        **packed("1", action="OBSERVE", bizStep="shipping", epcList=[]),
        "quantityList": [{"epcClass": f"https://id.gs1.org/{BATCH}", "quantity": 30, "uom": "KGM"}],
        "bizLocation": {"id": REGISTERED},
        "bizTransactionList": [{"type": "desadv", "bizTransaction": "urn:zhuisu:paper:F-7"}],
        "sourceList": [{"type": "owning_party", "source": f"urn:zhuisu:{GROWER}"}],
        "destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:{STALL}"}],
        "zhuisu:plate": "桂N12345",
        **more,
    }
    body = document(told, **{"@context": [NAMES]})
    report = capture_document(BytesIO(body), actor=AT_FARM, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report.errors
    follow()
    return str(told["eventID"])


def row_of(event: str) -> RecordRow:
    row = record(AT_FARM, event)
    assert row is not None
    return row


def filled_of(event: str) -> Filled:
    filled = row_of(event).filled
    assert filled is not None
    return filled


def test_a_program_s_sale_is_recognised_and_read_back_into_its_form() -> None:
    event = sold()
    row, filled = row_of(event), filled_of(event)
    assert (row.event, row.stage, row.stage_name.zh, row.left) == (event, "sell", "销售（收购）", ())
    (good,) = filled.goods[GoodsRole.THINGS]
    assert (good.code, good.quantity, good.unit) == (BATCH, 30, "KGM")
    assert filled.values["destination.owning_party"] == STALL
    assert filled.values["zhuisu:plate"] == "桂N12345"
    assert filled.place == FIELD


def test_it_is_corrected_by_the_form() -> None:
    event = sold()
    filled = filled_of(event)
    (good,) = filled.goods[GoodsRole.THINGS]
    less = msgspec.structs.replace(filled, goods={GoodsRole.THINGS: (msgspec.structs.replace(good, quantity=25.0),)})
    made = replace(actor=AT_FARM, event=event, filled=less, reason="称错了")
    assert isinstance(made, Saved), made
    assert (row_of(event).state, row_of(event).replaced_by) == (RecordState.CORRECTED, made.event)
    kept = Entry.objects.get(event=made.event).filled_in
    assert kept is not None
    (good,) = kept.goods[GoodsRole.THINGS]
    assert good.quantity == 25


def test_what_the_form_has_no_place_for_is_named() -> None:
    sensed = [{"sensorReport": [{"type": "Temperature", "value": 4, "uom": "CEL"}]}]
    event = sold(
        sensorElementList=sensed, **{"zhuisu:dose": 3}, bizLocation={"id": "https://id.gs1.org/414/6901234999991"}
    )
    assert [each.zh for each in row_of(event).left] == ["用量", "传感器数据", "地点"]


def test_what_is_no_stage_of_its_variety_has_no_form() -> None:
    row = row_of(sold(bizStep="holding"))
    assert (row.filled, row.left) == (None, ())


def test_who_did_not_capture_it_gets_no_form() -> None:
    event = sold()
    row = record(AT_STALL, event)
    assert row is None or (row.filled is None and not row.is_own)


@pytest.mark.parametrize("form", [harvest, sale])
def test_what_a_form_made_is_read_back_as_it_was_filled_in(form: Any) -> None:
    saved(AT_FARM, harvest(lot="L2"))
    made = saved(AT_FARM, form())
    stored = event_by_id(made.event)
    assert stored is not None
    back = carried(records().load([str(stored.id)])[0].record, "vegetable")
    kept = Entry.objects.get(event=made.event).filled_in
    assert kept is not None
    assert back is not None
    assert back.left == ()
    assert (back.stage, back.filled.place, back.filled.note) == (kept.stage, kept.place, kept.note)
    assert set(back.filled.values) >= set(kept.values)
    goods = [(role, good.quantity, good.unit) for role, named in kept.goods.items() for good in named]
    assert [(role, good.quantity, good.unit) for role, named in back.filled.goods.items() for good in named] == goods
    assert GREENS in next(iter(back.filled.goods.values()))[0].code
