"""Incremental: whatever the order in which events arrive, re-evaluating whom each concerns gives the same findings."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chains.documents import document, register
from tests.chains.story import broken, stories
from tests.chains.test_chains import records_of
from zhuisu import packaged
from zhuisu.core.rules import (
    Judged,
    MemoryHistory,
    MemoryRegistry,
    Record,
    Scene,
    Subject,
    concerned,
    evaluate,
    evaluate_all,
    microseconds,
)

STORIES = stories()
NOW = microseconds(datetime.fromisoformat("2026-12-01T00:00:00+08:00"))


def arriving(records: list[Record], registry: MemoryRegistry, name: str) -> dict[Subject, list[Judged]]:
    """The findings by subject after the records have arrived one by one, as a follower keeps them."""
    standing: dict[Subject, list[Judged]] = {}
    for count in range(1, len(records) + 1):
        scene = scene_of(records[:count], registry, name)
        for subject in concerned(records[count - 1], scene):
            standing[subject] = evaluate(subject, scene)
    return standing


def scene_of(records: list[Record], registry: MemoryRegistry, name: str) -> Scene:
    history = MemoryHistory(records, registry)
    return Scene(packaged.profiles()[name], packaged.library(), registry, history, NOW)


def told(found: Iterator[Judged] | list[Judged]) -> set[tuple[str, str, str, str]]:
    return {(each.subject.rule, each.subject.key, each.finding.code, str(each.finding.facts["time"])) for each in found}


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_the_order_of_arrival_makes_no_difference(name: str, data: st.DataObject) -> None:
    story = STORIES[name]
    rule = data.draw(st.sampled_from(sorted(story["broken"])))
    told_story = broken(story, story["broken"][rule])
    profile = packaged.profiles()[name]
    records = records_of(document(told_story, profile, packaged.library()))
    registry = register(told_story, profile)
    shuffled = data.draw(st.permutations(records))
    whole = told(evaluate_all(records, scene_of(records, registry, name)))
    standing = arriving(list(shuffled), registry, name)
    assert told([each for found in standing.values() for each in found]) == whole
