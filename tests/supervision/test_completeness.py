"""A score says how much of a chain, or of a party's reports, is on record, and what is missing in words."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from tests.chains.documents import document, party_uri, register
from tests.chains.story import broken, clean, stories
from tests.supervision.cast import AGRICULTURE, DISTRICT, OPERATOR, POLICE
from tests.supervision.following import captured, events_of
from zhuisu import packaged
from zhuisu.access import PUBLIC, Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.core.codes import key_of_uri
from zhuisu.supervision import completeness, sitting
from zhuisu.supervision.completeness import of_party, of_thing

pytestmark = pytest.mark.usefixtures("supervision")

STORIES = stories()
LUNCH = "01/06901230000027/10/L1"
FARM = key_of_uri(party_uri("farm"))
Tell = Callable[..., None]


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Captures a chain with a change, beside the register that it tells of."""

    def tell(name: str, change: dict[str, Any] | None = None) -> None:
        told = broken(STORIES[name], change) if change else clean(STORIES[name])
        profile = packaged.profiles()[name]
        registry = register(told, profile)
        monkeypatch.setattr(sitting, "facts", lambda _: registry)
        captured(events_of(document(told, profile, packaged.library())))

    return tell


def test_the_chain_behind_a_meal_is_scored_with_what_is_missing(tell: Tell) -> None:
    tell("livestock", {"drop": ["immunise"], "unset": {"slaughter": ["carcassBatch"]}})
    score = of_thing("urn:zhuisu:meatveg:45070200100010000001".removeprefix("urn:zhuisu:"), PUBLIC)
    assert score is not None
    parts = {part.part: part for part in score.parts}
    assert (score.profile, score.variety.zh, score.is_cut) == ("livestock", "畜产品", False)
    assert [each.en for each in parts["stages"].missing] == ["vaccination"]
    assert [each.en for each in parts["fields"].missing] == ["slaughter: carcass batch"]
    assert parts["stages"].found == parts["stages"].expected - 1
    assert 0 < score.score < 1
    assert score.told.en.startswith(f"{score.score:.0%} complete: stages on record")


def test_a_delay_is_told_by_stage_time_and_hours(tell: Tell) -> None:
    tell("livestock")
    score = of_thing("eartag:145072100000001", OPERATOR)
    assert score is not None
    late = next(part for part in score.parts if part.part == "timeliness")
    assert late.found == 0  # the story was captured long after it happened
    assert late.missing_total == late.expected
    assert late.missing[0].en.endswith("hours later")
    assert "2026-03-01" in late.missing[0].zh


def test_how_late_reports_came_is_not_held_against_a_chain_before_the_public(tell: Tell) -> None:
    tell("livestock")
    score = of_thing("eartag:145072100000001", PUBLIC)
    assert score is not None
    assert {part.part for part in score.parts} == {"stages", "fields"}
    assert score.score == 1.0


def test_what_nobody_recorded_has_no_score(tell: Tell) -> None:
    assert of_thing("01/06901234000016/10/L7", OPERATOR) is None
    tell("livestock")
    assert of_thing("01/06901234000016/10/L7", OPERATOR) is None
    assert of_party("uscc:nobody", OPERATOR) == []


def test_a_chain_that_is_too_long_to_be_read_says_so(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell("livestock")
    monkeypatch.setattr(completeness, "LIMITS", msgspec.structs.replace(completeness.LIMITS, events=2))
    score = of_thing("eartag:145072100000001", PUBLIC)
    assert score is not None
    assert score.is_cut


@pytest.mark.parametrize("actor", [PUBLIC, AGRICULTURE], ids=lambda actor: actor.name)
def test_a_closed_variety_is_scored_for_those_who_see_it_alone(tell: Tell, actor: Actor) -> None:
    tell("explosives", {"varieties": {"detonator:": "explosives"}})
    key = "detonator:4490610300051"
    assert of_thing(key, actor) is None
    assert of_thing(key, OPERATOR) is not None


def test_a_partys_reports_are_scored_for_itself_and_for_who_answers_for_it(tell: Tell) -> None:
    tell("livestock")
    own = Actor(name="farm", kind=ActorKind.ENTERPRISE, party=FARM, scopes=frozenset({Scope.READ}))
    (score,) = of_party(FARM, OPERATOR)
    assert (score.profile, score.subject) == ("livestock", FARM)
    assert {part.part for part in score.parts} == {"fields", "timeliness"}
    assert of_party(FARM, own) == [score]
    assert of_party(FARM, POLICE) == []
    assert of_party(FARM, DISTRICT) == []
    assert of_party(FARM, PUBLIC) == []
    everywhere = msgspec.structs.replace(AGRICULTURE, regions=frozenset())
    assert of_party(FARM, everywhere) == [score]


def test_a_partys_reports_of_a_time_are_those_that_happened_in_it(tell: Tell) -> None:
    tell("livestock")
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    whole, before, after = of_party(FARM, OPERATOR), of_party(FARM, OPERATOR, until=moment), of_party(
        FARM, OPERATOR, since=moment
    )  # fmt: skip
    assert whole[0].events == sum(each.events for each in (*before, *after))
    assert of_party(FARM, OPERATOR, until=datetime(2020, 1, 1, tzinfo=UTC)) == []
