from datetime import UTC, datetime

import msgspec
import pytest

from tests.portal import stories
from zhuisu.access.visibility import verdict_alone
from zhuisu.core.findings import Language
from zhuisu.packaged import profiles
from zhuisu.portal.story import Kinds, Story
from zhuisu.portal.verdict import Tone, restricted_verdict, verdict
from zhuisu.tracing.answer import SpokenFinding, TraceAnswer

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def story(answer: TraceAnswer, now: datetime = NOW, language: Language = Language.EN) -> Story:
    return Story(answer, language, now)


def test_a_recorded_thing_without_a_problem_says_how_far_its_records_go() -> None:
    said = verdict(story(stories.lychee()))
    assert said.tone is Tone.GOOD
    assert said.line == "On record, no problem reported"
    assert said.reasons == (
        "5 original records from 2 parties",
        "From 12 June 2026 to 13 June 2026",
        "Traced back to: Lychee, loose",
    )


def test_no_verdict_ever_calls_a_thing_genuine_from_its_records_alone() -> None:
    assert "genuine" not in verdict(story(stories.lychee())).line.lower()
    assert "真" not in verdict(story(stories.lychee(), language=Language.ZH)).line


def test_a_recalled_thing_says_since_when() -> None:
    said = verdict(story(stories.vaccine()))
    assert said.tone is Tone.BAD
    assert said.reasons == ("3 April 2026: It has been recalled",)


def test_a_recall_that_was_lifted_no_longer_stands() -> None:
    recalled = stories.vaccine()
    last = recalled.events[-1]
    lifted = msgspec.structs.replace(last, id="later", disposition="sellable_accessible")
    assert verdict(story(msgspec.structs.replace(recalled, events=(*recalled.events, lifted)))).tone is Tone.GOOD


def test_a_persistent_disposition_counts_until_it_is_unset() -> None:
    answer = stories.lychee()
    first, *rest = answer.events
    held = msgspec.structs.replace(rest[-1], details={"set": "non_conformant"})
    freed = msgspec.structs.replace(held, details={"unset": "non_conformant"})
    with_it = msgspec.structs.replace(answer, events=(first, *rest, held))
    assert verdict(story(with_it)).tone is Tone.BAD
    assert verdict(story(msgspec.structs.replace(with_it, events=(*with_it.events, freed)))).tone is Tone.GOOD


def test_what_happened_to_an_ingredient_alone_is_no_verdict_on_the_product() -> None:
    answer = stories.lychee()
    loose = msgspec.structs.replace(answer.events[0], disposition="destroyed")
    assert verdict(story(msgspec.structs.replace(answer, events=(loose, *answer.events[1:])))).tone is Tone.GOOD


@pytest.mark.parametrize(("year", "tone"), [(2028, Tone.GOOD), (2029, Tone.BAD)])
def test_a_date_that_has_passed_is_a_problem(year: int, tone: Tone) -> None:
    answer = stories.vaccine()
    unrecalled = msgspec.structs.replace(answer, events=answer.events[:-1])
    assert verdict(story(unrecalled, datetime(year, 2, 1, tzinfo=UTC))).tone is tone


def test_a_finding_of_weight_is_told_in_the_readers_language() -> None:
    finding = SpokenFinding("balance.more_out_than_in", "warning", "", "出多于进", "More went out than came in")
    answer = msgspec.structs.replace(stories.lychee(), findings=(finding,))
    assert verdict(story(answer)).reasons == ("More went out than came in",)
    assert verdict(story(answer, language=Language.ZH)).reasons == ("出多于进",)


def test_an_unknown_code_is_not_called_fake() -> None:
    said = verdict(story(stories.nothing()))
    assert said.tone is Tone.UNSURE
    assert "does not mean fake" in said.note


def test_a_closed_medicine_that_is_not_safe_is_not_a_matter_for_the_police() -> None:
    answer = verdict_alone(msgspec.structs.replace(stories.vaccine(), truncated=False))
    kinds = Kinds({stories.VACCINE: "narcotic"}, {"narcotic": profiles()["narcotic"]})
    said = restricted_verdict(Story(answer, Language.EN, NOW, "", kinds))
    assert said.tone is Tone.BAD
    assert said.line == "Do not use it: take it back to the pharmacy or hospital"
    assert "110" not in "".join(said.reasons)


def test_a_closed_medicine_that_is_past_its_date_is_not_called_valid() -> None:
    recalled = stories.vaccine()
    answer = verdict_alone(msgspec.structs.replace(recalled, events=recalled.events[:-1]))
    assert restricted_verdict(story(answer)).tone is Tone.GOOD
    late = restricted_verdict(story(answer, datetime(2029, 1, 1, tzinfo=UTC)))
    assert late.reasons == ("Past its date: it expired on 1 March 2028",)


def test_dangerous_goods_are_told_as_genuine_valid_and_not_recalled_only() -> None:
    said = restricted_verdict(story(stories.detonator()))
    assert (said.tone, said.line) == (Tone.GOOD, "Genuine, valid, not recalled")
