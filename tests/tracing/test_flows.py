"""How much of a batch is where, asked of the ledger by those who may know."""

import io
from datetime import datetime
from typing import Any

import msgspec
import pytest

from tests.capture.cast import document
from tests.registry.cast import COOPERATIVE, ORCHARD, PIGS, SLAUGHTERHOUSE, YARD, made
from tests.tracing.test_redaction import BUYER, GROWER, READ, at
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.core.lineage.standing import State
from zhuisu.ledger import sequencer
from zhuisu.registry.concerning import catch_up
from zhuisu.tracing.balances import balances
from zhuisu.tracing.flow_answer import FlowAnswer
from zhuisu.tracing.flow_telling import flows_of

pytestmark = pytest.mark.usefixtures("registry")

PLATFORM = Actor("operator", scopes=frozenset(Scope))
GROWER_KEY, BUYER_KEY = f"uscc:{ORCHARD}", f"uscc:{SLAUGHTERHOUSE}"
FRUIT, SUGAR, JAM = (f"01/0690123400{number}/10/L1" for number in ("1015", "1022", "1039"))
PALLET, JAR = "https://id.gs1.org/00/369012340000000017", "01/06901234001039/21/J1"
GIVEN: dict[str, Any] = {
    "sourceList": [{"type": "owning_party", "source": f"urn:zhuisu:uscc:{ORCHARD}"}],
    "destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:uscc:{SLAUGHTERHOUSE}"}],
}


def event(number: int, kind: str = "ObjectEvent", **fields: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "eventID": f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
        "eventTime": at(number),
        "eventTimeZoneOffset": "+08:00",
        **({} if kind == "TransformationEvent" else {"action": "OBSERVE"}),
        **fields,
    }


def record(party: str, *events: dict[str, Any]) -> None:
    """Captured by the party itself."""
    actor = Actor(party, party=f"uscc:{party}", scopes=frozenset(Scope), kind=ActorKind.ENTERPRISE)
    report = capture_document(io.BytesIO(document(*events)), actor=actor, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report
    sequencer.run_once()
    catch_up()


def kg(key: str, quantity: float) -> dict[str, Any]:
    return {"epcClass": f"https://id.gs1.org/{key}", "quantity": quantity, "uom": "KGM"}


@pytest.fixture
def jam(registry: None) -> None:
    """40 kg of fruit and 60 kg of sugar become 80 kg of jam; half of it is given on a pallet, and 10 kg are sold."""
    made("party", PIGS)
    made("party", COOPERATIVE)
    made("place", YARD)
    record(
        ORCHARD,
        event(1, action="ADD", bizStep="commissioning", quantityList=[kg(FRUIT, 50)]),
        event(2, bizStep="receiving", quantityList=[kg(SUGAR, 100)]),
        event(
            3,
            "TransformationEvent",
            bizStep="commissioning",
            inputQuantityList=[kg(FRUIT, 40), kg(SUGAR, 60)],
            outputQuantityList=[kg(JAM, 80)],
        ),
        event(4, "AggregationEvent", action="ADD", bizStep="packing", parentID=PALLET, childQuantityList=[kg(JAM, 40)]),
        event(5, bizStep="shipping", disposition="in_transit", epcList=[PALLET], **GIVEN),
    )
    record(
        SLAUGHTERHOUSE,
        event(6, bizStep="receiving", epcList=[PALLET], **GIVEN),
        event(7, bizStep="retail_selling", quantityList=[kg(JAM, 10)]),
    )


def told(code: str, actor: Actor = PLATFORM) -> FlowAnswer:
    answer = flows_of(code, actor)
    assert answer is not None
    return answer


def ends(answer: FlowAnswer) -> dict[tuple[str, str, str], float | None]:
    return {(end.lot, end.party.key if end.party else "", end.fate): end.least for end in answer.ends}


@pytest.mark.usefixtures("jam")
def test_the_fruit_is_found_in_the_jam_at_both_parties() -> None:
    answer = told(FRUIT)
    assert (answer.total, answer.uom, answer.is_whole) == (50, "KGM", True)
    assert ends(answer) == {
        (FRUIT, GROWER_KEY, "left"): 10,
        (JAM, GROWER_KEY, "left"): 20,
        (JAM, BUYER_KEY, "left"): 15,
        (JAM, BUYER_KEY, "sold"): 5,
    }
    assert answer.findings == ()


@pytest.mark.usefixtures("jam")
def test_the_jam_is_two_fifths_fruit() -> None:
    answer = told(JAM)
    assert [(each.lot, each.least_share, each.least, each.is_first) for each in answer.sources] == [
        (SUGAR, 0.6, 60, True),
        (FRUIT, 0.4, 40, True),
    ]


@pytest.mark.usefixtures("jam")
def test_what_each_holder_should_have_left_is_what_it_had_less_what_it_gave() -> None:
    found = balances([JAM, FRUIT])
    assert {(each.lot, each.holder): (each.left, each.uom) for each in (*found[FRUIT], *found[JAM])} == {
        (FRUIT, GROWER_KEY): (10, "KGM"),
        (JAM, GROWER_KEY): (40, "KGM"),
        (JAM, BUYER_KEY): (30, "KGM"),
    }


@pytest.mark.usefixtures("jam")
@pytest.mark.parametrize(("since", "gone", "sold"), [(6, 0, 10), (7, 10, 0)])
def test_what_was_sold_is_told_apart_by_when_it_was(since: int, gone: float, sold: float) -> None:
    (found,) = [each for each in balances([JAM], datetime.fromisoformat(at(since)))[JAM] if each.holder == BUYER_KEY]
    assert (found.left, found.gone, found.sold, found.state) == (30, gone, sold, State.IN_STOCK)


@pytest.mark.usefixtures("jam")
def test_what_was_sent_to_nobody_known_stays_with_who_sent_it_until_somebody_has_it() -> None:
    record(ORCHARD, event(8, bizStep="shipping", quantityList=[kg(FRUIT, 6)]))
    (grower,) = balances([FRUIT], datetime.fromisoformat(at(7)))[FRUIT]
    assert (grower.left, grower.gone, grower.sold) == (4, 40, 6)
    record(SLAUGHTERHOUSE, event(9, bizStep="receiving", quantityList=[kg(FRUIT, 6)]))
    parts = {each.holder: (each.left, each.sold) for each in balances([FRUIT], datetime.fromisoformat(at(7)))[FRUIT]}
    assert parts == {GROWER_KEY: (4, 0), BUYER_KEY: (6, 0)}


@pytest.mark.usefixtures("jam")
def test_a_batch_of_named_pieces_is_left_to_the_count_of_these() -> None:
    link = f"https://id.gs1.org/{JAR}"
    record(ORCHARD, event(8, action="ADD", bizStep="commissioning", epcList=[link], ilmd={"cbvmda:lotNumber": "L1"}))
    assert balances([JAM]) == {}
    assert told(JAR).focus == JAM


@pytest.mark.usefixtures("jam")
def test_parties_are_called_by_their_names_in_the_registry() -> None:
    parties = {each.party.key: each.party.names.zh for each in told(JAM).accounts}
    assert parties[GROWER_KEY] == COOPERATIVE["name"]


@pytest.mark.usefixtures("jam")
def test_who_took_part_learns_of_its_own_part_alone() -> None:
    answer = told(JAM, BUYER)
    assert not answer.is_whole
    assert "flow_hidden" in [finding.code for finding in answer.findings]
    assert {each.party.key for each in answer.accounts} == {BUYER_KEY}
    assert [(each.received, each.sold, each.left) for each in answer.accounts] == [(40, 10, 30)]
    assert SUGAR not in {lot.key for lot in answer.lots}
    assert answer.makings == ()


@pytest.mark.usefixtures("jam")
def test_who_grew_it_does_not_learn_what_the_buyer_sold() -> None:
    assert (JAM, BUYER_KEY, "sold") not in ends(told(JAM, GROWER))


@pytest.mark.usefixtures("jam")
def test_who_had_no_part_cannot_tell_it_from_what_nobody_recorded() -> None:
    stranger = Actor("stranger", party="uscc:91450700MA5K00001X", scopes=READ, kind=ActorKind.ENTERPRISE)
    unknown = told("01/06901234009998/10/X", stranger)
    assert [finding.code for finding in unknown.findings] == ["flow_nothing"]
    assert msgspec.structs.replace(told(JAM, stranger), focus=unknown.focus, lots=unknown.lots) == unknown


@pytest.mark.usefixtures("jam")
def test_an_event_declared_in_error_moves_nothing() -> None:
    declared = {"declarationTime": "2026-06-02T08:00:00.000+08:00", "reason": "did_not_occur"}
    sale = event(7, bizStep="retail_selling", quantityList=[kg(JAM, 10)])
    record(SLAUGHTERHOUSE, {**sale, "errorDeclaration": declared})
    assert ends(told(JAM))[JAM, BUYER_KEY, "left"] == 40


@pytest.mark.usefixtures("jam")
def test_selling_more_than_there_was_is_told_with_the_numbers() -> None:
    record(SLAUGHTERHOUSE, event(8, bizStep="retail_selling", quantityList=[kg(JAM, 45)]))
    (finding,) = told(JAM).findings
    assert (finding.code, finding.path) == ("flow_more_out_than_in", JAM)
    assert "共 55，多于收进、生产和在途的 40，多出 15" in finding.zh


@pytest.mark.usefixtures("jam")
def test_the_picture_shows_the_flows_from_left_to_right() -> None:
    picture = told(FRUIT).picture
    columns = {node.id: node.column for node in picture.nodes}
    assert all(columns[link.source] < columns[link.target] for link in picture.links)
    assert {node.kind for node in picture.nodes} == {"source", "held", "made", "left", "sold"}


@pytest.mark.usefixtures("jam")
def test_of_what_nobody_recorded_it_says_so() -> None:
    answer = told("01/06901234009998/10/X")
    assert [finding.code for finding in answer.findings] == ["flow_nothing"]


def test_a_text_that_names_nothing_has_no_flows() -> None:
    assert flows_of("", PLATFORM) is None
