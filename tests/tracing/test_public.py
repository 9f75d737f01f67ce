"""What everybody is told: by variety, less of each event, or of closed goods a verdict alone."""

import json
from typing import Any

import pytest

from tests.capture.cast import capture, document, packed
from tests.registry.cast import written
from tests.registry.conftest import registry  # noqa: F401 - a fixture
from zhuisu.registry.held import Held
from zhuisu.tracing.public import public_event, public_story

pytestmark = pytest.mark.usefixtures("registry")

GTIN = "06901234567892"
BOX = f"01/{GTIN}/21/1"
CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"zhuisu": "urn:zhuisu:voc:"}]
FIELDS = {
    "zhuisu:stage": "harvest",
    "zhuisu:origin": "灵山县",
    "zhuisu:price": 12,
    "bizTransactionList": [{"type": "inv", "bizTransaction": "urn:zhuisu:licence:inv:7"}],
}


def product(variety: str, category: str) -> None:
    members = {"key": f"01/{GTIN}", "name": "货", "variety": variety, "category": category}
    assert isinstance(written("product", members), Held)


def captured(**fields: Any) -> str:
    """One event of the box; its ledger id."""
    event = packed("1", **{"epcList": [f"https://id.gs1.org/{BOX}"], **fields})
    report = capture(document(event, **{"@context": CONTEXT}))
    assert not report.refused
    from zhuisu.ledger.reading import event_by_id  # noqa: PLC0415 - Django must be set up first

    stored = event_by_id(event["eventID"])
    assert stored is not None
    return str(stored.id)


def test_a_story_tells_what_the_profile_opens() -> None:
    product("fruit", "produce")
    captured(**FIELDS)
    (event,) = public_story(BOX).events
    assert event.details == {"stage": "harvest", "origin": "灵山县"}


def test_of_a_thing_of_no_known_variety_no_field_is_told() -> None:
    captured(**FIELDS)
    (event,) = public_story(BOX).events
    assert event.details == {"stage": "harvest"}
    assert event.biz_step == "commissioning"


def test_an_event_says_what_it_withholds_and_for_which_variety() -> None:
    product("fruit", "produce")
    id_ = captured(**FIELDS)
    told = public_event(id_, BOX)
    assert told is not None
    assert told.withheld == ("transaction.inv", "zhuisu:price")
    assert told.varieties == ("fruit",)
    body = json.loads(told.body)
    assert body["zhuisu:origin"] == "灵山县"
    assert "zhuisu:price" not in body


def test_an_event_that_withholds_nothing_is_told_byte_for_byte() -> None:
    id_ = captured()
    told = public_event(id_, BOX)
    assert told is not None
    assert told.is_whole
    assert json.loads(told.body) == packed("1", epcList=[f"https://id.gs1.org/{BOX}"])


@pytest.mark.parametrize(("variety", "category"), [("narcotic", "drugs"), ("explosives", "hazmat")])
def test_of_a_closed_variety_a_verdict_is_left_whatever_its_code(variety: str, category: str) -> None:
    product(variety, category)
    id_ = captured(**FIELDS)
    story = public_story(BOX)
    assert story.events == ()
    assert story.edges == ()
    assert [finding.code for finding in story.findings] == ["access.restricted_genuine"]
    assert public_event(id_, BOX) is None


def test_a_container_is_as_closed_as_what_lies_in_it() -> None:
    product("narcotic", "drugs")
    captured()
    pallet = "https://id.gs1.org/00/369012340000000017"
    load = packed("2", action="ADD", bizStep="packing", parentID=pallet, childEPCs=[f"https://id.gs1.org/{BOX}"])
    del load["epcList"]
    capture(document({**load, "type": "AggregationEvent"}))
    assert public_story("00/369012340000000017").events == ()


def test_a_recalled_medicine_that_is_closed_is_not_called_genuine() -> None:
    product("narcotic", "drugs")
    captured(disposition="recalled")
    assert [finding.code for finding in public_story(BOX).findings] == ["access.restricted_unsafe"]
