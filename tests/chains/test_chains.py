"""Chains: for each variety a clean chain without a finding, and for each rule a broken one with exactly its finding."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from tests.chains.documents import document, register
from tests.chains.story import Table, broken, clean, rules_of, stories
from zhuisu import packaged
from zhuisu.core.epcis import Refusal, open_document, read_event
from zhuisu.core.findings import Language, Severity, sentence
from zhuisu.core.rules import SENTENCES, Judged, MemoryHistory, Record, Scene, evaluate_all, microseconds, record_of

STORIES = stories()
BROKEN = [(name, rule) for name, story in STORIES.items() for rule in story.get("broken", {})]


def records_of(body: bytes) -> list[Record]:
    """The events of a document, read as capture reads them."""
    opened = open_document(BytesIO(body))
    assert not isinstance(opened, Refusal), opened
    records = []
    for batch in opened.batches():
        for raw in batch:
            event = read_event(raw, opened.context)
            assert not isinstance(event, Refusal), event
            records.append(record_of(event, opened.context, event.event_id or ""))
    return records


def judge(told: Table, name: str) -> list[Judged]:
    """All findings about a told chain."""
    profile, library = packaged.profiles()[name], packaged.library()
    records = records_of(document(told, profile, library))
    registry = register(told, profile)
    now = told.get("now") or max(event["time"] for event in told["events"]) + timedelta(minutes=1)
    scene = Scene(profile, library, registry, MemoryHistory(records, registry), microseconds(now))
    return evaluate_all(records, scene)


def told_in_words(found: list[Judged]) -> list[str]:
    return [f"{each.subject.rule}: {sentence(each.finding, SENTENCES, Language.EN)}" for each in found]


@pytest.mark.parametrize("name", STORIES)
def test_a_clean_chain_has_no_finding(name: str) -> None:
    assert told_in_words(judge(clean(STORIES[name]), name)) == []


@pytest.mark.parametrize(("name", "rule"), BROKEN)
def test_a_broken_chain_has_exactly_the_finding_of_its_rule(name: str, rule: str) -> None:
    change: dict[str, Any] = STORIES[name]["broken"][rule]
    found = judge(broken(STORIES[name], change), name)
    assert [each.subject.rule for each in found] == rules_of(rule, change), told_in_words(found)
    assert found[0].finding.severity is not Severity.NOTE
    assert found[0].finding.code.startswith("rule.")
    assert sentence(found[0].finding, SENTENCES, Language.ZH)


@pytest.mark.parametrize("name", packaged.profiles())
def test_every_rule_of_a_variety_has_a_broken_chain(name: str) -> None:
    told = {change.get("rule", rule) for rule, change in STORIES[name]["broken"].items()}
    assert {rule.id for rule in packaged.profiles()[name].rules} == told


@pytest.mark.parametrize("name", packaged.profiles())
def test_a_clean_chain_goes_through_every_stage(name: str) -> None:
    seen = {event["stage"] for event in STORIES[name]["events"]}
    assert {stage.id for stage in packaged.profiles()[name].stages if not stage.optional} <= seen
