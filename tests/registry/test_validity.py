"""What holds at a time: entries count from their approval, within their days, but for the times of suspension."""

from datetime import UTC, datetime

import pytest

from tests.registry import cast
from tests.registry.cast import COOPERATIVE, FOOD_LICENCE, FRIENDS, HAND, PIGS, YARD, approved, codes, made
from zhuisu.ledger.database import ledger_cursor
from zhuisu.registry.acting import keys_acted_for
from zhuisu.registry.deciding import decide
from zhuisu.registry.entries import RelationKind
from zhuisu.registry.held import Refusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import STEPS, Act
from zhuisu.registry.validity import licences_of, may_act_for, places_of, product, roles_of

pytestmark = pytest.mark.usefixtures("registry")
LICENCE, PARTY = KINDS["licence"], KINDS["party"]
THEN = datetime(2025, 3, 1, tzinfo=UTC)
MAY, JUNE, JULY = (datetime(2025, month, 1, tzinfo=UTC) for month in (5, 6, 7))


def numbers(at: datetime) -> list[str]:
    return [licence.number for licence in licences_of(cast.SLAUGHTERHOUSE, at)]


def test_a_licence_counts_once_it_is_approved_and_on_both_its_days() -> None:
    made("party", PIGS)
    key = made("licence", FOOD_LICENCE).entry.key
    assert numbers(THEN) == []
    decide(LICENCE, key, Act.FILE, actor=HAND)
    assert numbers(THEN) == []
    decide(LICENCE, key, Act.APPROVE, actor=HAND)
    assert numbers(THEN) == ["SC10445070200190"]
    assert numbers(datetime(2026, 6, 30, 15, 59, tzinfo=UTC)) == ["SC10445070200190"]
    assert numbers(datetime(2026, 6, 30, 16, 0, tzinfo=UTC)) == []  # it is July in the city
    assert numbers(datetime(2023, 12, 31, 15, 59, tzinfo=UTC)) == []


def test_a_suspension_counts_from_when_it_is_said_to_until_it_is_lifted() -> None:
    made("party", PIGS)
    key = approved("licence", FOOD_LICENCE).entry.key
    decide(LICENCE, key, Act.SUSPEND, actor=HAND, reason="抽检不合格", since=MAY)
    assert (len(numbers(THEN)), len(numbers(MAY)), len(numbers(JULY))) == (1, 0, 0)
    decide(LICENCE, key, Act.RESUME, actor=HAND, reason="整改合格", since=JUNE)
    assert (len(numbers(MAY)), len(numbers(JUNE)), len(numbers(JULY))) == (0, 1, 1)


def test_what_is_closed_was_good_until_then_and_a_closed_draft_never() -> None:
    made("party", PIGS)
    key = approved("licence", FOOD_LICENCE).entry.key
    draft = made("licence", FOOD_LICENCE, number="SC10145070200019").entry.key
    for each in (key, draft):
        decide(LICENCE, each, Act.CLOSE, actor=HAND, reason="企业注销", since=JUNE)
    assert (numbers(MAY), numbers(JULY)) == (["SC10445070200190"], [])


def test_every_act_has_its_states_and_some_need_a_reason() -> None:
    key = made("party", PIGS).entry.key
    assert codes(decide(PARTY, key, Act.APPROVE, actor=HAND)) == ["registry.not_now"]
    assert codes(decide(PARTY, key, Act.CLOSE, actor=HAND, reason=" ")) == ["registry.no_reason"]
    assert codes(decide(PARTY, cast.ORCHARD, Act.FILE, actor=HAND)) == ["registry.no_such_entry"]
    path = [Act.FILE, Act.RETURN, Act.FILE, Act.APPROVE, Act.SUSPEND, Act.RESUME, Act.CLOSE]
    for act in path:
        answer = decide(PARTY, key, act, actor=HAND, reason="因为")
        assert not isinstance(answer, Refusal)
        assert (answer.state, answer.reason) == (STEPS[act].end, "因为")
    assert codes(decide(PARTY, key, Act.RESUME, actor=HAND, reason="因为")) == ["registry.not_now"]


def test_roles_and_places_are_those_of_the_time() -> None:
    approved("party", PIGS, roles=[{"role": "slaughterhouse", "validTo": "2025-05-31"}, {"role": "wholesaler"}])
    approved("place", YARD)
    assert [role.role for role in roles_of(cast.SLAUGHTERHOUSE, MAY)] == ["slaughterhouse", "wholesaler"]
    assert [role.role for role in roles_of(cast.SLAUGHTERHOUSE, JUNE)] == ["wholesaler"]
    assert [place.name for place in places_of(cast.SLAUGHTERHOUSE, JUNE)] == ["望海屠宰场"]
    assert places_of(cast.ORCHARD, JUNE) == ()


def test_an_association_acts_for_its_members_while_they_are() -> None:
    friends = approved("party", FRIENDS).entry.key
    approved("party", COOPERATIVE)
    relation = {"kind": RelationKind.MEMBER.value, "party": friends, "other": cast.ORCHARD, "validFrom": "2025-05-01"}
    approved("relation", relation)
    assert may_act_for(friends, cast.ORCHARD, MAY)
    assert not may_act_for(friends, cast.ORCHARD, THEN)
    assert not may_act_for(cast.ORCHARD, friends, MAY)
    assert may_act_for(cast.ORCHARD, "uscc:93450721MA5685666W", THEN)


def test_a_relation_that_nobody_approved_lets_nobody_act() -> None:
    friends = approved("party", FRIENDS).entry.key
    approved("party", COOPERATIVE)
    made("relation", {"kind": "agent", "party": friends, "other": cast.ORCHARD})
    assert not may_act_for(friends, cast.ORCHARD, MAY)
    assert codes(cast.written("relation", {"kind": "agent", "party": friends, "other": friends})) == [
        "registry.party_itself"
    ]


def test_unregistered_parties_act_for_themselves_alone() -> None:
    assert may_act_for("uscc:93450721MA5685666W", "uscc:93450721MA5685666W", THEN)
    assert not may_act_for("uscc:93450721MA5685666W", "uscc:91450702MA5N1X2K93", THEN)


def test_products_are_known_by_any_notation() -> None:
    made(
        "product", {"key": "6901234567892", "name": "灵山荔枝", "category": "produce", "attributes": {"净含量": "5 kg"}}
    )
    found = product("https://example.com/01/06901234567892")
    assert found is not None
    assert (found.key, found.attributes) == ("01/06901234567892", {"净含量": "5 kg"})
    assert product("01/06901230000010") is None


def test_a_party_speaks_for_its_other_keys_and_those_it_acts_for() -> None:
    friends = approved("party", FRIENDS, aliases=["417/6901234000023"]).entry.key
    approved("party", COOPERATIVE, aliases=["417/6901234000016"])
    approved("relation", {"kind": "member", "party": friends, "other": cast.ORCHARD, "validTo": "2025-05-31"})
    own = {friends, "417/6901234000023"}
    with ledger_cursor() as cursor:
        found = keys_acted_for(cursor, "417/6901234000023", MAY)
        assert found == own | {f"uscc:{cast.ORCHARD}", "417/6901234000016"}
        assert keys_acted_for(cursor, friends, JUNE) == own
        assert keys_acted_for(cursor, "uscc:91450702MA5N1X2K93", MAY) == frozenset()
