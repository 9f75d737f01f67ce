"""The dossier: the story of a thing, by any code, with the names that people use."""

from typing import Any

import msgspec
import pytest
from django.db import connection

from tests.capture.cast import capture, document, packed
from zhuisu.core.lineage import Direction, walk
from zhuisu.tracing.answer import Name, TraceAnswer
from zhuisu.tracing.dossier import trace
from zhuisu.tracing.source import LedgerSource

pytestmark = pytest.mark.usefixtures("ledger")

LYCHEE = "https://id.gs1.org/01/06901234567892"
BOX = "https://id.gs1.org/00/369012340000000017"
ORCHARD, HALL = "urn:epc:id:sgln:6901234.00001.0", "urn:epc:id:sgln:6901234.00002.0"
COMPANY = "urn:epc:id:pgln:6901234.00003"


def named(uri: str, kind: str, **attributes: str) -> dict[str, Any]:
    fields = [{"id": f"orchard:{name.replace('_', '@')}", "attribute": value} for name, value in attributes.items()]
    element = {"id": uri, "attributes": fields}
    return {"type": f"urn:epcglobal:epcis:vtype:{kind}", "vocabularyElementList": [element]}


HEADER = {
    "epcisMasterData": {
        "vocabularyList": [
            named(LYCHEE, "EPCClass", name_zh="灵山荔枝", name_en="Lingshan lychee", grade="A"),
            named(ORCHARD, "BusinessLocation", name_zh="六颂果园", party=COMPANY),
            named(COMPANY, "SourceDest", name="灵山荔枝合作社"),
        ]
    }
}


def told(code: str, direction: Direction = Direction.BOTH, **options: Any) -> TraceAnswer:
    answer = trace(code, direction=direction, **options)
    assert answer is not None
    return answer


def story() -> None:
    """Harvested as a lot, packed as items into a box, unpacked at the hall."""
    lot = {"epcClass": f"{LYCHEE}/10/L7", "quantity": 50, "uom": "KGM"}
    item = f"{LYCHEE}/10/L7/21/A1"
    harvest = packed("1", epcList=[], quantityList=[lot], readPoint={"id": ORCHARD}, ilmd={"orchard:tree": "三月红"})
    pack = packed("2", eventTime="2026-06-02T08:00:00+08:00", bizLocation={"id": ORCHARD})
    del pack["epcList"], pack["action"]
    pack |= {"type": "TransformationEvent", "inputQuantityList": [lot], "outputEPCList": [item]}
    load = packed("3", eventTime="2026-06-03T08:00:00+08:00", action="ADD", bizStep="packing")
    del load["epcList"]
    load |= {"type": "AggregationEvent", "parentID": BOX, "childEPCs": [item]}
    travel = packed("4", eventTime="2026-06-04T08:00:00+08:00", action="OBSERVE", bizStep="shipping", epcList=[BOX])
    capture(document(harvest, pack, load, travel, epcisHeader=HEADER))


def test_a_thing_is_followed_to_its_orchard_with_names_of_product_place_and_party() -> None:
    story()
    answer = told("(01)06901234567892(21)A1", Direction.BACKWARD)
    assert answer.focus == "01/06901234567892/21/A1"
    assert [event.biz_step for event in answer.events] == ["commissioning", "commissioning", "packing", "shipping"]
    first = answer.events[0]
    assert (first.place.names if first.place else None) == Name(zh="六颂果园")
    assert (first.party.names if first.party else None) == Name(zh="灵山荔枝合作社")
    assert first.event_time == "2026-06-01T08:00:00.000+08:00"
    things = {thing.key: thing for thing in answer.things}
    assert things["01/06901234567892/21/A1"].names == Name("灵山荔枝", "Lingshan lychee")
    assert things["01/06901234567892/10/L7"].attributes == {"grade": "A", "tree": "三月红"}
    assert {(edge.source, edge.target, edge.kind) for edge in answer.edges} >= {
        ("01/06901234567892/10/L7", "01/06901234567892/21/A1", "became"),
        ("01/06901234567892/21/A1", "00/369012340000000017", "contained"),
    }


def test_a_batch_is_followed_to_the_box_that_holds_it() -> None:
    story()
    answer = told(f"{LYCHEE}/10/L7", Direction.FORWARD)
    assert "00/369012340000000017" in {thing.key for thing in answer.things}


def test_pages_of_a_long_answer_hold_every_event_once() -> None:
    story()
    whole = [event.id for event in told(BOX).events]
    pages: list[str] = []
    after: str | None = None
    while True:
        answer = told(BOX, limit=1, after=after)
        pages.extend(event.id for event in answer.events)
        assert answer.truncated == (answer.next is not None)
        if answer.next is None:
            break
        after = answer.next.partition("after=")[2]
    assert sorted(pages) == sorted(whole)


def test_an_ambiguous_code_is_answered_by_the_reading_that_the_ledger_knows() -> None:
    twenty = "45070200100010000001"
    assert told(twenty).focus == f"meatveg:{twenty}"
    capture(document(packed("1", epcList=[f"urn:zhuisu:drug:{twenty}"])))
    answer = told(twenty)
    assert answer.focus == f"drug:{twenty}"
    assert [thing.key for thing in answer.alternatives] == [f"meatveg:{twenty}"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_event_declared_in_error_is_out_of_lineage_whichever_came_first(order: tuple[int, int]) -> None:
    declared = {"declarationTime": "2026-06-02T08:00:00+08:00", "reason": "did_not_occur"}
    documents = [document(packed("1")), document(packed("1", errorDeclaration=declared))]
    for index in order:
        assert capture(documents[index]).success
    assert told("01/06901234567892/21/1").events == ()


def test_what_is_known_does_not_depend_on_the_order_of_capture() -> None:
    story()
    expected = told(BOX)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM event ORDER BY id DESC")
        events = [msgspec.json.decode(bytes(body)) for (body,) in cursor.fetchall()]
        cursor.execute("TRUNCATE event, touch, identity, journal, master_data")
    for event in events:
        assert capture(document(event)).success
    again = told(BOX)
    assert [event.event_id for event in again.events] == [event.event_id for event in expected.events]
    assert [edge.kind for edge in again.edges] == [edge.kind for edge in expected.edges]


def test_a_text_that_is_no_code_has_no_dossier() -> None:
    assert trace("你好") is None
    assert trace("11010519491231002X") is None


def test_each_hop_is_one_question_however_many_things_it_asks_about() -> None:
    items = [f"{LYCHEE}/21/M{number}" for number in range(300)]
    events = [packed(str(number), epcList=[item]) for number, item in enumerate(items, 10)]
    load = packed("9", action="ADD", bizStep="packing", eventTime="2026-06-03T08:00:00+08:00")
    del load["epcList"]
    capture(document(*events, load | {"type": "AggregationEvent", "parentID": BOX, "childEPCs": items}))
    source = LedgerSource()
    found = walk(source, "00/369012340000000017", Direction.BACKWARD)
    assert len(found.events) == 301
    assert source.questions <= 4
