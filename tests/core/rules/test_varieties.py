"""Varieties: an event is judged by the profiles of what it speaks of, in containers and in the making too."""

from tests.chains.documents import document, register
from tests.chains.story import clean, stories
from tests.chains.test_chains import records_of
from zhuisu import packaged
from zhuisu.core.rules import MemoryHistory, MemoryRegistry, Record, judging, varieties_of
from zhuisu.core.rules.varieties import taking_in

STORIES = stories()


def world(name: str, varieties: dict[str, str]) -> tuple[dict[str, Record], MemoryRegistry, MemoryHistory]:
    """The records of a clean chain by stage, under a register that knows these varieties."""
    told = clean(STORIES[name]) | {"varieties": varieties}
    profile = packaged.profiles()[name]
    records = records_of(document(told, profile, packaged.library()))
    registry = register(told, profile)
    by_stage = {event["stage"]: record for event, record in zip(told["events"], records, strict=True)}
    return by_stage, registry, MemoryHistory(records, registry)


def test_a_container_is_of_the_variety_of_its_contents() -> None:
    records, registry, history = world("pesticide", {"pesticide:": "pesticide"})
    assert varieties_of(records["despatch"], registry, history) == {"pesticide"}


def test_what_is_sprayed_belongs_to_the_crop_and_to_the_bottle() -> None:
    records, registry, history = world("vegetable", {"pesticide:": "pesticide", "lot": "vegetable"})
    assert varieties_of(records["input_use"], registry, history) == {"pesticide", "vegetable"}


def test_an_event_is_judged_by_the_profiles_of_its_varieties() -> None:
    records, registry, history = world("vegetable", {"pesticide:": "pesticide", "lot": "vegetable"})
    judges = judging(records["input_use"], packaged.profiles().values(), registry, history)
    assert [profile.id for profile in judges] == ["vegetable", "pesticide"]


def test_nobody_judges_what_nobody_knows() -> None:
    records, registry, history = world("vegetable", {})
    assert judging(records["sell"], packaged.profiles().values(), registry, history) == []


def test_what_goes_into_a_product_is_judged_by_the_profile_whose_stage_it_names() -> None:
    records, registry, history = world("infant_formula", {"milk": "dairy", "lot": "infant_formula"})
    judges = judging(records["milk_source"], packaged.profiles().values(), registry, history)
    assert [profile.id for profile in judges] == ["infant_formula", "dairy"]


def test_a_stage_that_several_varieties_take_in_says_of_none_of_them() -> None:
    taken = taking_in(packaged.profiles().values())
    assert taken["milk_source"] == "infant_formula"
    assert "materials" not in taken
