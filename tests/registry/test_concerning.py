"""Whom events concern: by the categories of what they name, and the regions where they happened."""

import io
from typing import Any

import pytest

from tests.capture.cast import OPERATOR, document, packed
from tests.registry.cast import COOPERATIVE, ORCHARD, PIGS, SLAUGHTERHOUSE, YARD, made
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.ledger import sequencer
from zhuisu.ledger.concern import scope_keys, scopes_of
from zhuisu.ledger.reading import event_by_id
from zhuisu.registry.concerning import again, catch_up, follow, lag
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

pytestmark = pytest.mark.usefixtures("registry")

LYCHEE = {"key": "06901234567892", "name": "荔枝", "category": "produce", "variety": "fruit"}
ITEM = "https://id.gs1.org/01/06901234567892/21/A"
UNIT, PALLET = "urn:epc:id:sscc:6901234.0000000001", "urn:epc:id:sscc:6901234.0000000002"
AT_YARD = {"readPoint": {"id": "https://id.gs1.org/414/6901234000016"}}
QINNAN = ["450702"]


def record(*events: dict[str, Any]) -> None:
    report = capture_document(io.BytesIO(document(*events)), actor=OPERATOR, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report
    sequencer.run_once()


def marks(serial: str) -> frozenset[str]:
    found = event_by_id(str(packed(serial)["eventID"]))
    assert found is not None
    return scopes_of(found.id)


def keys(*categories: str, regions: list[str]) -> frozenset[str]:
    return frozenset(scope_keys(categories, regions))


def packing(serial: str, parent: str, *children: str) -> dict[str, Any]:
    plain = {name: value for name, value in packed(serial).items() if name != "epcList"}
    return {**plain, "type": "AggregationEvent", "bizStep": "packing", "parentID": parent, "childEPCs": list(children)}


def place() -> None:
    made("party", PIGS)
    made("place", YARD)


def test_a_place_without_a_region_has_the_one_of_who_runs_it() -> None:
    place()
    made("product", LYCHEE)
    record(packed("1", epcList=[ITEM], **AT_YARD))
    assert follow() == 1
    assert marks("1") == {"produce/", "produce/450702", "produce/450700", "produce/450000"}


def test_sources_and_destinations_bring_their_regions() -> None:
    made("party", PIGS)
    made("party", COOPERATIVE)
    made("product", LYCHEE)
    sides = {
        "sourceList": [{"type": "owning_party", "source": f"urn:zhuisu:uscc:{ORCHARD}"}],
        "destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:uscc:{SLAUGHTERHOUSE}"}],
    }
    record(packed("1", epcList=[ITEM], **sides))
    follow()
    assert marks("1") == keys("produce", regions=["450721", "450702"])


def test_what_nobody_knows_has_no_scope_until_it_is_registered() -> None:
    place()
    record(packed("1", epcList=[ITEM], **AT_YARD))
    catch_up()
    assert marks("1") == frozenset()
    made("product", LYCHEE)
    catch_up()
    assert marks("1") == keys("produce", regions=QINNAN)


def test_a_closed_variety_closes_all_that_an_event_names() -> None:
    place()
    made("product", LYCHEE)
    record(packed("1", epcList=[ITEM, "urn:zhuisu:detonator:1360315A12345"], **AT_YARD))
    catch_up()
    assert marks("1") == keys("closed:produce", "closed:hazmat", regions=QINNAN)


def test_a_unit_has_the_category_of_what_was_packed_in_it_at_any_level() -> None:
    place()
    made("product", LYCHEE)
    record(packing("1", UNIT, ITEM), packing("2", PALLET, UNIT), packed("3", epcList=[PALLET], **AT_YARD))
    follow()
    assert marks("3") == keys("produce", regions=QINNAN)


def test_what_is_packed_late_marks_again_what_happened_to_the_unit() -> None:
    place()
    made("product", LYCHEE)
    record(packing("2", PALLET, UNIT), packed("3", epcList=[PALLET], **AT_YARD))
    catch_up()
    assert marks("3") == frozenset()
    record(packing("1", UNIT, ITEM))
    catch_up()
    assert marks("3") == keys("produce", regions=QINNAN)
    assert marks("2") == keys("produce", regions=[])


@pytest.mark.parametrize("fields", [{"variety": "explosives", "category": "hazmat"}])
def test_another_variety_marks_again(fields: dict[str, str]) -> None:
    place()
    made("product", LYCHEE)
    record(packed("1", epcList=[ITEM], **AT_YARD))
    catch_up()
    change(KINDS["product"], LYCHEE["key"], fields, actor="x")
    catch_up()
    assert marks("1") == keys("closed:hazmat", regions=QINNAN)


def test_another_region_of_a_party_moves_what_happened_at_its_places() -> None:
    place()
    made("product", LYCHEE)
    record(packed("1", epcList=[ITEM], **AT_YARD))
    catch_up()
    change(KINDS["party"], SLAUGHTERHOUSE, {"region": "450703"}, actor="x")
    assert marks("1") == keys("produce", regions=QINNAN)
    assert again() == 1
    assert marks("1") == keys("produce", regions=["450703"])
    assert again() == 0


def test_the_lag_counts_what_waits() -> None:
    record(packed("1"), packed("2"))
    assert lag() == (2, 0)
    catch_up()
    assert lag() == (0, 0)
