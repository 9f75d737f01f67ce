"""What rules found, as a consumer reads it."""

from collections.abc import Collection
from datetime import UTC, datetime

import msgspec.inspect
import pytest
from django.test import Client

from tests.portal import stories, supervised
from zhuisu.core.findings import Language, Severity
from zhuisu.core.rules.kinds import KINDS
from zhuisu.packaged import profiles
from zhuisu.portal import sources
from zhuisu.portal.links import thing_path
from zhuisu.portal.problems import asked_keys, problems
from zhuisu.portal.story import Kinds, Story
from zhuisu.portal.verdict import Tone, verdict
from zhuisu.portal.words.breaches import BREACHES
from zhuisu.supervision.findings import ToldFinding

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def pork(language: Language = Language.EN) -> Story:
    answer = stories.pork()
    return Story(answer, language, NOW, "", supervised.kinds_of(answer))


def test_every_kind_of_rule_has_words_for_consumers() -> None:
    described = [msgspec.inspect.type_info(kind) for kind in KINDS]
    assert BREACHES.keys() == {each.tag for each in described if isinstance(each, msgspec.inspect.StructType)}


def test_a_problem_says_what_is_wrong_at_which_stage_and_what_was_required() -> None:
    (own,) = problems(pork(), [supervised.finding()]).own
    assert own.line == (
        "Despatch from the slaughterhouse: a step that has to come before is not on record as done and passed"
        " (required: the carcass comes from quarantined animals)"
    )
    (own,) = problems(pork(Language.ZH), [supervised.finding()]).own
    assert own.line == "出厂：此前应有的一步没有合格记录（要求：胴体来自检疫合格的畜）"
    assert own.basis == "《动物防疫法》第51条"
    assert own.rule_path == "/variety/livestock#rule-from_quarantine"


def test_an_open_error_is_a_problem_and_a_warning_is_to_note() -> None:
    story = pork()
    error = verdict(story, problems(story, [supervised.finding()]))
    assert (error.tone, error.more) == (Tone.BAD, "#problems")
    warning = verdict(story, problems(story, [supervised.finding(severity=Severity.WARNING)]))
    assert warning.tone is Tone.WARN
    assert warning.reasons[0].startswith("Despatch from the slaughterhouse")


def test_what_is_wrong_with_the_pig_is_wrong_with_the_pork() -> None:
    story = pork()
    found = problems(story, [supervised.finding(things=("eartag:145072100000001",))])
    assert found.own == ()
    said = verdict(story, found)
    assert said.tone is Tone.BAD
    assert said.reasons[0].endswith("about Pig Item …00000001")


def test_what_is_open_of_an_ingredient_of_another_variety_is_to_note_and_names_it() -> None:
    kinds = Kinds({stories.PORK: "livestock"}, {"livestock": profiles()["livestock"]})
    story = Story(stories.pork(), Language.EN, NOW, "", kinds)
    found = problems(story, [supervised.finding(things=("eartag:145072100000001",))])
    assert found.own == ()
    said = verdict(story, found)
    assert said.tone is Tone.WARN
    assert said.reasons[0].endswith("about Pig Item …00000001")


def test_what_was_mended_no_longer_weighs() -> None:
    story = pork()
    found = problems(story, [supervised.finding(is_open=False, closed_at=NOW)])
    assert verdict(story, found).tone is Tone.GOOD
    assert [each.mended for each in found.mended] == ["1 July 2026"]


def test_one_rule_that_was_broken_many_times_at_a_stage_is_told_once() -> None:
    many = [supervised.finding(id=number) for number in range(50)]
    assert len(problems(pork(), many).own) == 1


def test_findings_are_asked_of_the_thing_its_boxes_and_its_ingredients_and_not_of_vehicles() -> None:
    asked = asked_keys(pork())
    assert asked[0] == stories.PORK
    assert "eartag:145072100000001" in asked
    can = stories.formula()
    boxes = asked_keys(Story(can, Language.EN, NOW))
    assert "00/369012340000000000" in boxes
    assert len([key for key in boxes if "/21/" in key]) == 1


def test_the_dossier_shows_what_was_found_and_how_complete_the_record_is(pages: Client) -> None:
    html = pages.get(f"{thing_path(stories.PORK)}?lang=en").content.decode()
    assert html.count('class="problem error"') == html.count('class="problem note"') == 1
    assert html.count('class="problem mended"') == 1
    assert "8 of 9 stages on record" in html
    assert "missing: quarantine at the farm" in html
    assert 'href="/variety/livestock"' in html


def test_a_dossier_without_findings_has_no_empty_section(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Collection[str]] = []

    def nothing(keys: Collection[str]) -> list[ToldFinding]:
        asked.append(keys)
        return []

    monkeypatch.setattr(sources, "findings_of", nothing)
    html = pages.get(f"{thing_path(stories.PORK)}?lang=en").content.decode()
    assert 'id="problems"' not in html
    assert len(asked) == 1


def test_the_timeline_calls_steps_as_the_profile_does(pages: Client) -> None:
    html = pages.get(f"{thing_path(stories.BOX)}?lang=zh").content.decode()
    assert "<strong>销售（收购）</strong>" in html
    assert "<strong>零售</strong>" in html
