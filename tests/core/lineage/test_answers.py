"""Answers in portions, limits that say so, and an order that depends on the events alone."""

import re
import string
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.lineage.story import ALL, Direction, Facts, Story, pieces
from tests.core.lineage.worlds import THINGS, worlds
from zhuisu.core import lineage
from zhuisu.core.findings import Language, sentence
from zhuisu.core.lineage import SENTENCES, Edge, Limits, Lineage, MemorySource, TracedEvent, walk

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class CountingSource(MemorySource):
    """Counts the questions, and refuses to be asked for a key twice."""

    def __init__(self, events: Sequence[TracedEvent]) -> None:
        super().__init__(events)
        self.questions = 0
        self.asked: set[str] = set()

    def touching(
        self,
        keys: Collection[str],
        *,
        members_of: Collection[str] = (),
        most: int,
        after: int | None = None,
        before: int | None = None,
    ) -> Sequence[TracedEvent]:
        self.questions += 1
        members = {f"members of {key}" for key in members_of}
        assert not self.asked.intersection(keys, members)
        self.asked.update(keys, members)
        return super().touching(keys, members_of=members_of, most=most, after=after, before=before)


def pages(events: Sequence[TracedEvent], focus: str, direction: Direction, limits: Limits) -> list[Lineage]:
    source = MemorySource(events)
    answers = [walk(source, focus, direction, limits=limits)]
    while (after := answers[-1].continuation) is not None:
        answers.append(walk(source, focus, direction, limits=limits, after=after))
    return answers


@MANY
@given(
    events=worlds(),
    focus=st.sampled_from(THINGS),
    direction=st.sampled_from(list(Direction)),
    limits=st.builds(
        Limits,
        events=st.integers(1, 5),
        things=st.integers(1, 5),
        hops=st.integers(1, 3),
        keys_per_hop=st.integers(1, 4),
    ),
)
def test_the_answers_together_hold_what_one_walk_without_limits_holds(
    events: list[TracedEvent], focus: str, direction: Direction, limits: Limits
) -> None:
    whole = walk(MemorySource(events), focus, direction, limits=ALL)
    answers = pages(events, focus, direction, limits)
    given_events = [event.id for answer in answers for event in answer.events]
    assert len(given_events) == len(set(given_events))
    assert set(given_events) == {event.id for event in whole.events}
    assert {key for answer in answers for key in answer.things} == set(whole.things)
    assert {edge for answer in answers for edge in answer.edges} == set(whole.edges)
    assert all(len(answer.events) <= limits.events for answer in answers)
    assert [answer.truncated for answer in answers] == [True] * (len(answers) - 1) + [False]


@MANY
@given(events=worlds(), data=st.data(), focus=st.sampled_from(THINGS), direction=st.sampled_from(list(Direction)))
def test_the_order_of_capture_and_repeats_make_no_difference(
    events: list[TracedEvent], data: st.DataObject, focus: str, direction: Direction
) -> None:
    captured = data.draw(st.permutations(events + events[:3]))
    limits = Limits(events=4)
    assert walk(MemorySource(captured), focus, direction, limits=limits) == walk(
        MemorySource(events), focus, direction, limits=limits
    )


@MANY
@given(events=worlds(), focus=st.sampled_from(THINGS))
def test_every_end_of_an_edge_is_among_the_things_of_its_answer(events: list[TracedEvent], focus: str) -> None:
    for answer in pages(events, focus, Direction.BOTH, Limits(events=2, hops=1)):
        assert answer.things[0] == focus
        assert {end for edge in answer.edges for end in (edge.source, edge.target)} <= set(answer.things)


@MANY
@given(events=worlds(), focus=st.sampled_from(THINGS), direction=st.sampled_from(list(Direction)))
def test_no_key_is_asked_for_twice(events: list[TracedEvent], focus: str, direction: Direction) -> None:
    walk(CountingSource(events), focus, direction, limits=ALL)


@pytest.mark.parametrize("width", [1, 50, 2_000])
def test_the_number_of_questions_grows_with_the_depth_and_not_with_the_size(width: int) -> None:
    story = Story()
    for number in range(width):
        story.commission(f"born {number}", 0, f"pig {number}")
        story.make(f"cut {number}", 1, Facts(inputs=(f"pig {number}",), outputs=(f"ham {number}",)))
        story.pack(f"packed {number}", 2, "box", f"ham {number}")
    source = CountingSource(story.events)
    answer = walk(source, "box", Direction.BACKWARD, limits=ALL)
    assert len(answer.events) == 3 * width
    assert source.questions == 3  # the box, its hams, their pigs


def test_a_dossier_of_a_deep_chain_asks_once_a_step() -> None:
    story = Story()
    for number in range(30):
        story.make(f"{number:02}", number, Facts(inputs=(f"x{number}",), outputs=(f"x{number + 1}",)))
    source = CountingSource(story.events)
    assert len(walk(source, "x30", Direction.BACKWARD).events) == 30
    assert source.questions == 31


def test_a_batch_of_a_hundred_thousand_items_does_not_burden_one_of_them() -> None:
    story = popular_batch(100_000)
    source = CountingSource(story.events)
    answer = walk(source, "item 7", Direction.BACKWARD, limits=Limits())
    assert [event.id for event in answer.events] == ["label 0", "made"]
    assert not answer.findings


def test_a_batch_of_a_hundred_thousand_items_is_cut_and_says_so() -> None:
    limits = Limits(events=3, things=4_000)
    answer = walk(MemorySource(popular_batch(100_000).events), "batch", Direction.FORWARD, limits=limits)
    assert [event.id for event in answer.events] == ["made", "label 0", "label 1000"]
    assert len(answer.things) <= limits.things + limits.keys_per_hop
    assert answer.truncated
    assert "lineage_cut" in {finding.code for finding in answer.findings}


def test_a_container_of_a_hundred_thousand_things_is_followed_in_portions_and_says_so() -> None:
    story = Story()
    story.pack("loaded", 1, "ship", *(f"box {number}" for number in range(100_000)))
    limits = Limits(events=100, things=3_000)
    answer = walk(MemorySource(story.events), "ship", Direction.BACKWARD, limits=limits)
    assert answer.truncated
    assert len(answer.things) <= limits.things + limits.keys_per_hop
    assert {finding.code for finding in answer.findings} >= {"lineage_large_contents", "lineage_cut"}


def test_a_box_on_a_crowded_ship_does_not_meet_the_crowd() -> None:
    story = Story()
    story.pack("loaded", 1, "ship", *(f"box {number}" for number in range(100_000)))
    answer = walk(MemorySource(story.events), "box 5", Direction.BOTH)
    assert answer.things == ("box 5", "ship")
    assert not answer.truncated


def test_of_a_busy_thing_the_time_that_matters_is_read_and_the_rest_is_named() -> None:
    story = Story()
    for number in range(500):
        story.observe(f"trip {number:03}", number, "truck")
    story.pack("loaded", 400, "truck", "box")
    story.unpack("unloaded", 403, "truck", "box")
    answer = walk(MemorySource(story.events), "box", Direction.BACKWARD, limits=Limits(per_thing=50))
    assert sorted(event.id for event in answer.events) == ["loaded", "trip 400", "trip 401", "trip 402", "unloaded"]
    assert [finding.code for finding in answer.findings] == ["lineage_busy_thing"]


def test_a_continuation_that_is_not_ours_begins_at_the_start_and_says_so() -> None:
    story = Story()
    story.observe("seen", 1, "cup")
    answer = walk(MemorySource(story.events), "cup", Direction.BOTH, after="' OR 1=1")
    assert [event.id for event in answer.events] == ["seen"]
    assert answer.findings[0].code == "lineage_continuation_unreadable"


def test_a_walk_beyond_its_bound_stops_for_good_and_says_so() -> None:
    story = Story()
    for number in range(100):
        story.make(f"{number:02}", number, Facts(inputs=(f"x{number}",), outputs=(f"x{number + 1}",)))
    answer = walk(MemorySource(story.events), "x0", Direction.FORWARD, limits=Limits(whole=20), after="999999.0")
    assert answer.truncated
    assert answer.continuation is None
    assert "lineage_too_large" in {finding.code for finding in answer.findings}


def test_a_thing_that_nothing_names_is_an_empty_answer_with_a_note() -> None:
    answer = walk(MemorySource([]), "unknown", Direction.BOTH)
    assert (answer.things, answer.events, answer.truncated) == (("unknown",), (), False)
    assert [finding.code for finding in answer.findings] == ["lineage_no_events"]


def test_edges_name_the_event_that_states_the_link() -> None:
    story = Story()
    story.pack("packed", 1, "box", "cup")
    story.unpack("unpacked", 2, "box", "cup")
    answer = story.walk("cup", Direction.FORWARD, at=2)
    assert answer.edges == ()
    answer = story.walk("cup", Direction.FORWARD, at=1)
    assert answer.edges == (Edge("cup", "box", answer.edges[0].kind, "packed"),)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_reads_in_both_languages(code: str) -> None:
    fields = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code].zh) if name}
    assert fields == {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code].en) if name}
    assert SENTENCES[code].zh != SENTENCES[code].en


def test_every_code_that_is_written_in_the_package_has_a_sentence() -> None:
    sources = Path(lineage.__file__).parent.glob("*.py")
    codes = {
        code for source in sources for code in re.findall(r'"((?:lineage|flow)_[a-z_]+)"', source.read_text("utf-8"))
    }
    assert codes == set(SENTENCES)


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_of_a_walk_has_a_sentence(language: Language) -> None:
    crowded = Limits(events=5, keys_per_hop=3, per_thing=2, whole=20)
    answers = pages(popular_batch(50).events, "batch", Direction.BOTH, crowded)
    said = {sentence(finding, SENTENCES, language) for answer in answers for finding in answer.findings}
    assert len(said) > 1


def popular_batch(size: int) -> Story:
    story = Story()
    story.make("made", 1, Facts(output_batches=("batch",), output_amounts=(pieces("product", size),)))
    for start in range(0, size, 1_000):
        items = (f"item {number}" for number in range(start, min(start + 1_000, size)))
        story.commission(f"label {start}", 2, *items, lot="batch")
    return story
