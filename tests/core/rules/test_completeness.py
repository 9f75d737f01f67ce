"""Completeness: a score and the parts that explain it."""

import msgspec
import pytest

from tests.chains.documents import document, register
from tests.chains.story import Table, clean, stories
from tests.chains.test_chains import records_of
from zhuisu import packaged
from zhuisu.core.rules import Completeness, MemoryHistory, Record, Scene, of_chain, of_reporting
from zhuisu.core.rules.numbers import HOUR

STORIES = stories()


def told(name: str) -> Table:
    return clean(STORIES[name])


def scored(story: Table, name: str, late_hours: float | None = None) -> Completeness:
    profile = packaged.profiles()[name]
    records = records_of(document(story, profile, packaged.library()))
    if late_hours is not None:
        records = [msgspec.structs.replace(each, recorded=each.time + int(late_hours * HOUR)) for each in records]
    registry = register(story, profile)
    scene = Scene(profile, packaged.library(), registry, MemoryHistory(records, registry), 0)
    return of_chain(records, scene)


@pytest.mark.parametrize("name", STORIES)
def test_a_clean_chain_is_complete(name: str) -> None:
    assert scored(told(name), name).score == 1


def test_a_missing_stage_is_named() -> None:
    story = told("vegetable")
    story["events"] = [event for event in story["events"] if event["stage"] != "entry_test"]
    found = scored(story, "vegetable")
    assert found.parts[0].missing == ("entry_test",)
    assert found.score is not None
    assert 0.5 < found.score < 1


def test_what_may_still_come_is_not_missing() -> None:
    story = told("vegetable")
    story["events"] = [event for event in story["events"] if event["stage"] in ("sowing", "harvest")]
    assert scored(story, "vegetable").score == 1


def test_missing_data_are_named_with_their_stage() -> None:
    story = told("vegetable")
    story["events"][0]["without"] = ["area"]
    assert scored(story, "vegetable").parts[1].missing == ("sowing zhuisu:area",)


def test_what_was_reported_late_weighs() -> None:
    assert scored(told("vegetable"), "vegetable", late_hours=2).score == 1
    late = scored(told("vegetable"), "vegetable", late_hours=30)
    assert late.score == 0.8
    assert late.parts[2].found == 0


def test_nothing_has_no_score() -> None:
    nothing: list[Record] = []
    profile = packaged.profiles()["vegetable"]
    registry = register(told("vegetable"), profile)
    scene = Scene(profile, packaged.library(), registry, MemoryHistory(nothing, registry), 0)
    assert of_reporting(nothing, scene).score is None
