"""What of a story one sees who had a part in it: that part in full, and of the rest the chain alone."""

import io
from typing import Any

import msgspec
import pytest

from tests.capture.cast import OPERATOR, document, packed
from tests.registry.cast import COOPERATIVE, ORCHARD, PIGS, SLAUGHTERHOUSE, YARD, made
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.ledger import sequencer
from zhuisu.registry.concerning import catch_up
from zhuisu.tracing.answer import TraceAnswer
from zhuisu.tracing.redaction import HIDDEN, story_for

pytestmark = pytest.mark.usefixtures("registry")

READ = frozenset({Scope.READ})
GROWER = Actor("grower", party=f"uscc:{ORCHARD}", scopes=READ, kind=ActorKind.ENTERPRISE)
BUYER = Actor("buyer", party=f"uscc:{SLAUGHTERHOUSE}", scopes=READ, kind=ActorKind.ENTERPRISE)
LYCHEE = {"key": "06901234567892", "name": "荔枝", "category": "produce", "variety": "fruit"}
ITEM = "https://id.gs1.org/01/06901234567892/21/A"
BOX = "urn:epc:id:sscc:6901234.0000000001"
DETONATOR = "urn:zhuisu:detonator:1360315A12345"
SECRET = {"orchard:price": "SECRETPRICE", "readPoint": {"id": "https://id.gs1.org/414/6901234000016"}}
GIVEN = {
    "sourceList": [{"type": "owning_party", "source": f"urn:zhuisu:uscc:{ORCHARD}"}],
    "destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:uscc:{SLAUGHTERHOUSE}"}],
}


@pytest.fixture
def story() -> None:
    """The grower packs and gives a lychee to the buyer, who packs it in a box; then somebody opens the box."""
    made("party", PIGS)
    made("party", COOPERATIVE)
    made("place", YARD)
    made("product", LYCHEE)
    record(
        packed("1", epcList=[ITEM], ilmd={"cbvmda:lotNumber": "SECRETLOT"}, **SECRET),
        packed("2", epcList=[ITEM], action="OBSERVE", bizStep="shipping", eventTime=at(9), **GIVEN),
        {**packing(), "eventTime": at(10), **SECRET, "bizStep": "https://secret.example/step"},
    )


def at(hour: int) -> str:
    return f"2026-06-01T{hour:02d}:00:00.000+08:00"


def packing() -> dict[str, Any]:
    plain = {name: value for name, value in packed("3").items() if name != "epcList"}
    return {**plain, "type": "AggregationEvent", "parentID": BOX, "childEPCs": [ITEM]}


def record(*events: dict[str, Any]) -> None:
    report = capture_document(io.BytesIO(document(*events)), actor=OPERATOR, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report
    sequencer.run_once()
    catch_up()


def told(actor: Actor, code: str = ITEM) -> TraceAnswer:
    answer = story_for(actor, code)
    assert answer is not None
    return answer


@pytest.mark.usefixtures("story")
def test_what_names_a_party_is_told_in_full_and_the_rest_is_a_chain() -> None:
    answer = told(BUYER)
    first, shipped, last = answer.events
    assert shipped.source_party is not None
    assert shipped.source_party.key == f"uscc:{ORCHARD}"
    assert (first.type, first.biz_step, first.place and first.place.key) == (
        "ObjectEvent",
        "commissioning",
        "region:450702",
    )
    assert last.biz_step == ""
    assert [amount.key.partition("-")[0] for amount in last.amounts] == [f"{HIDDEN}:logistic", ITEM[19:]]
    assert (first.party, first.details) == (None, {})


@pytest.mark.usefixtures("story")
def test_nothing_of_what_is_hidden_is_in_the_answer() -> None:
    text = msgspec.json.encode(told(BUYER)).decode()
    whole = msgspec.json.encode(told(OPERATOR)).decode()
    for secret in ("SECRET", "369012340000000017", "690123400001", packed("1")["eventID"], "secret.example"):
        assert secret not in text
    assert "SECRETPRICE" in whole


@pytest.mark.usefixtures("story")
def test_the_chain_holds_together_under_other_names_that_differ_by_reader() -> None:
    answer, other = told(BUYER), told(GROWER)
    assert {edge.event for edge in answer.edges} <= {event.id for event in answer.events} | {""}
    ends = {key for edge in answer.edges for key in (edge.source, edge.target)}
    assert ends <= {thing.key for thing in answer.things}
    assert [thing.key for thing in answer.things] == [thing.key for thing in told(BUYER).things]
    assert {thing.key for thing in answer.things} != {thing.key for thing in other.things}


@pytest.mark.usefixtures("registry")
def test_of_closed_goods_one_sees_ones_own_part_or_a_verdict() -> None:
    made("party", PIGS)
    record(
        packed("1", epcList=[DETONATOR], **SECRET),
        packed("2", epcList=[DETONATOR], action="OBSERVE", bizStep="shipping", eventTime=at(9), **GIVEN),
    )
    assert [event.biz_step for event in told(BUYER, "detonator:1360315A12345").events] == ["shipping"]
    stranger = Actor("stranger", party="uscc:91350100M000100Y43", scopes=READ, kind=ActorKind.ENTERPRISE)
    answer = told(stranger, "detonator:1360315A12345")
    assert (answer.events, [finding.code for finding in answer.findings]) == ((), ["access.restricted_genuine"])


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("region", "hidden"), [("450702", [False] * 3), ("450721", [True, False, True]), ("450703", [True] * 3)]
)
def test_a_department_sees_its_categories_and_regions_in_full(region: str, hidden: list[bool]) -> None:
    actor = Actor("bureau", None, READ, ActorKind.DEPARTMENT, frozenset({"produce"}), frozenset({region}))
    assert [event.event_id.startswith("urn:zhuisu:hidden:") for event in told(actor).events] == hidden
