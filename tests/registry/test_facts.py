"""The registry answers the rules as they ask: varieties, attributes, papers by stretches of time, who runs a place."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.registry import cast
from tests.registry.cast import FOOD_LICENCE, HAND, PIGS, YARD, approved, made
from zhuisu.core.rules.registry import Paper, Registry
from zhuisu.registry.deciding import decide
from zhuisu.registry.facts import RegistryFacts
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import Act

pytestmark = pytest.mark.usefixtures("registry")
PARTY = f"uscc:{cast.SLAUGHTERHOUSE}"
PORK = {
    "key": "01/06901231000026",
    "name": "鲜猪前腿肉",
    "category": "produce",
    "variety": "livestock",
    "attributes": {"commodity": "21110102"},
}
MARCH, MAY, JUNE, JULY = (datetime(2025, month, 1, tzinfo=UTC) for month in (3, 5, 6, 7))


def holding(papers: list[Paper], moment: datetime) -> list[str]:
    return [paper.key for paper in papers if paper.holds_at(moment)]


def papers(*kinds: str) -> list[Paper]:
    found = RegistryFacts().papers_of(PARTY, kinds)
    assert found is not None
    return list(found)


def test_it_is_a_registry_of_the_rules() -> None:
    facts: Registry = RegistryFacts()
    assert facts.zones("plague") is None
    assert facts.listed("banned", MARCH) is None


def test_an_item_is_of_the_variety_of_its_product() -> None:
    made("product", PORK)
    facts = RegistryFacts()
    for key in ("01/06901231000026", "01/06901231000026/10/L7", "01/06901231000026/21/A1"):
        assert facts.variety(key) == "livestock"
        assert (facts.attributes(key) or {})["commodity"] == "21110102"
    assert facts.variety("01/06901230000010") is None
    assert facts.attributes("01/06901230000010") is None
    assert facts.variety("uri:https://example.com/pig") is None


def test_a_party_and_its_place_are_known() -> None:
    made("party", PIGS)
    made("place", YARD)
    facts = RegistryFacts()
    assert facts.attributes(PARTY) == {"name": PIGS["name"], "kind": "enterprise", "region": "450702", "state": "draft"}
    assert facts.party_at("414/6901234000016") == PARTY
    assert facts.position("414/6901234000016") == (21.95, 108.62)
    assert facts.party_at("414/6901234000023") is None
    assert facts.position("414/6901234000023") is None


def test_papers_hold_between_their_days_in_the_city() -> None:
    made("party", PIGS)
    approved("licence", FOOD_LICENCE, attributes={"scope": "生猪; 猪肉"}, quantity=5.0, unit="TNE")
    (paper,) = papers("food_production")
    assert paper.holds_at(datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC))
    assert not paper.holds_at(datetime(2026, 6, 30, 16, 0, 0, tzinfo=UTC))
    assert (paper.scope, paper.quantity, paper.uom) == (frozenset({"生猪", "猪肉"}), 5.0, "TNE")
    assert papers("food_business") == []
    assert RegistryFacts().papers_of("uscc:93450721MA5685666W", ["food_production"]) is None


def test_what_nobody_approved_holds_never() -> None:
    made("party", PIGS)
    made("licence", FOOD_LICENCE)
    assert [paper.state for paper in papers("food_production")] == ["unconfirmed"]
    assert holding(papers("food_production"), MARCH) == []


def test_a_suspended_paper_holds_before_and_after() -> None:
    made("party", PIGS)
    key = approved("licence", FOOD_LICENCE).entry.key
    licence = KINDS["licence"]
    decide(licence, key, Act.SUSPEND, actor=HAND, reason="抽检不合格", since=MAY)
    assert [len(holding(papers("food_production"), at)) for at in (MARCH, MAY, JULY)] == [1, 0, 0]
    decide(licence, key, Act.RESUME, actor=HAND, reason="整改合格", since=JUNE)
    assert [len(holding(papers("food_production"), at)) for at in (MARCH, MAY, JUNE, JULY)] == [1, 0, 1, 1]
    decide(licence, key, Act.CLOSE, actor=HAND, reason="注销", since=JULY)
    assert [len(holding(papers("food_production"), at)) for at in (MARCH, MAY, JUNE, JULY)] == [1, 0, 1, 0]
    now = RegistryFacts().paper("SC10445070200190")
    assert now is not None
    assert now.state == "revoked"
    assert RegistryFacts().paper("SC10145070200019") is None


def test_much_that_is_asked_at_once_takes_no_more_queries_and_says_the_same() -> None:
    made("party", PIGS)
    made("place", YARD)
    made("product", PORK)
    approved("licence", FOOD_LICENCE)
    keys = [PARTY, "414/6901234000016", "SC10445070200190", "uri:nobody", "", "\0"]
    keys += [f"01/06901231000026/21/A{number}" for number in range(100)]
    at_once, one_by_one = RegistryFacts(), RegistryFacts()
    with CaptureQueriesContext(connection) as few:
        at_once.load(keys[:8])
    with CaptureQueriesContext(connection) as many:
        RegistryFacts().load(keys)
    assert len(many) == len(few)
    at_once.load(keys)
    with CaptureQueriesContext(connection) as none:
        answers = told(at_once, keys)
    assert len(none) == 0
    assert answers == told(one_by_one, keys)


def told(facts: RegistryFacts, keys: list[str]) -> list[object]:
    """All that the registry says of these."""
    kinds = ["food_production"]
    return [
        (facts.variety(key), facts.attributes(key), facts.papers_of(key, kinds), facts.paper(key),
         facts.party_at(key), facts.position(key))
        for key in keys
    ]  # fmt: skip
