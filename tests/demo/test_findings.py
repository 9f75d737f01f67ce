"""What is wrong in the city is found, and nothing else; everyday life is in order."""

from itertools import takewhile

import pytest

from tests.demo.cities import NOW, showcase
from tests.demo.judging import Judgement
from zhuisu.core.epcis import TransformationEvent
from zhuisu.core.findings import Language, Severity, sentence
from zhuisu.core.lineage import Direction, MemorySource, walk
from zhuisu.core.rules import SENTENCES
from zhuisu.demo import City, city

# Every showcase of which the rules find something: chain, profile and rule of each finding.
FOUND = {
    "lychee_hasty": [("lychee", "fruit", "pre_harvest")],
    "pesticide_unnamed": [("pesticide", "pesticide", "restricted_named")],
    "greens_oversold": [("vegetable", "vegetable", "market_balance")],
    "pork_late": [("pork", "livestock", "quarantine_valid")],
    "oyster_unlicensed": [("oyster", "aquatic", "market_licence")],
    "formula_expired": [("formula", "infant_formula", "not_past_date")],
    "yoghurt_lost": [("dairy", "dairy", "food_received")],
    "wine_oversold": [("wine", "imported_wine", "bonded_stock"), ("wine", "imported_wine", "imported_wine_amount")],
    "vaccine_breach": [("vaccine", "vaccine", "cold_chain"), ("vaccine", "vaccine", "wastage")],
    "drug_twice": [("drug", "psychotropic", "dispensed_once"), ("drug", "psychotropic", "no_detour")],
    "lift_overdue": [("lift", "lift", "maintenance_due")],
    "lift_uninspected": [("lift", "lift", "inspection_due")],
    "cylinder_lapsed": [("cylinder", "gas_cylinder", "cylinder_due")],
    "detonator_missing": [("detonator", "explosives", "same_day"), ("detonator", "explosives", "shot_balance")],
}
MENDED = [
    ("dairy", "dairy", "food_received"),
    ("vegetable", "vegetable", "arrived"),
    ("vegetable", "vegetable", "voucher_quantity"),
]


@pytest.fixture(scope="module")
def judgement(town: City) -> Judgement:
    return Judgement(town, town.documents(), NOW)


def told(judgement: Judgement) -> list[tuple[str, str, str]]:
    return sorted((chain, str(each.finding.facts["profile"]), each.subject.rule) for chain, each in judgement.found)


def test_exactly_what_is_wrong_on_purpose_is_found(judgement: Judgement) -> None:
    assert told(judgement) == sorted(each for some in FOUND.values() for each in some)


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_it_is_the_same_in_every_season(month: int) -> None:
    then = NOW.replace(month=month, day=14)
    town = city(3, 1500, then)
    assert told(Judgement(town, town.documents(), then)) == sorted(each for some in FOUND.values() for each in some)


@pytest.mark.parametrize("slug", FOUND)
def test_it_is_found_in_the_story_that_is_shown(
    slug: str, town: City, judgement: Judgement, source: MemorySource
) -> None:
    story = {event.id for event in walk(source, showcase(town, slug).key, Direction.BOTH).events}
    about = {(chain, each.subject.rule) for chain, each in judgement.found if story.intersection(each.events)}
    assert about >= {(chain, rule) for chain, _, rule in FOUND[slug]}


def test_every_finding_is_more_than_a_note_and_told_in_both_languages(judgement: Judgement) -> None:
    for _, each in judgement.found:
        assert each.finding.severity is not Severity.NOTE
        zh, en = (sentence(each.finding, SENTENCES, tongue) for tongue in (Language.ZH, Language.EN))
        assert zh != en


def test_what_is_reported_late_heals_what_was_found(town: City) -> None:
    in_time = takewhile(lambda each: not each.is_late, town.documents())
    assert told(Judgement(town, in_time, NOW)) == MENDED


def test_every_event_that_is_of_a_stage_names_it(judgement: Judgement) -> None:
    """All but what a grower uses, which is of a stage of the input and of one of the crop."""
    for scene, records in judgement.scenes.values():
        for record in records:
            if "zhuisu:stage" not in record.stated and scene.stage_of(record) is not None:
                assert isinstance(record.event, TransformationEvent)
                assert record.event.biz_step == "other"


def test_a_stage_that_an_event_names_is_one_of_its_profile_unless_it_is_of_none(judgement: Judgement) -> None:
    stages = {stage.id for scene, _ in judgement.scenes.values() for stage in scene.profile.stages}
    named = {str(record.stated.get("zhuisu:stage", "transfer")) for record in judgement.records}
    assert named - stages == {
        "blocked", "check", "customs_release", "goods_return", "landing", "number_plate", "part_disposed",
        "production_inspection", "purified", "put_back", "retest", "taken_off", "transfer", "transfer_receipt",
    }  # fmt: skip


def test_what_has_no_flaw_shows_no_finding(town: City, judgement: Judgement) -> None:
    wrong = {event for _, each in judgement.found for event in each.events}
    shared = {"detonator_box"}  # of one of the hundred in it there is something to find
    for each in (each for each in town.showcases if each.flaw is None and each.slug not in shared):
        story = {record.id for record in judgement.history.own(each.key)}
        assert not story & wrong, each.slug
