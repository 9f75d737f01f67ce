"""What some do week after week: records enough to rate each of the last months, numbers that are nobody else's."""

from collections import Counter

import pytest

from tests.demo.cities import accepted
from zhuisu.demo import City
from zhuisu.demo.directory import party
from zhuisu.demo.documents import document
from zhuisu.demo.model import DemoDocument
from zhuisu.demo.punctuality import TARDY_OF_THE_CAST, Habit, habit_of, recorded_of
from zhuisu.demo.routine import routine
from zhuisu.demo.stage import Stage
from zhuisu.demo.underway import underway

LEAST = 5
"""With fewer records a month is not rated."""


@pytest.fixture(scope="module")
def stage(town: City) -> Stage:
    return routine(town)


def test_the_dairy_and_late_stands_have_records_in_each_of_the_months_that_are_rated(stage: Stage) -> None:
    months: dict[str, Counter[str]] = {}
    for told in (told for story in stage.flagships for told in story.told):
        months.setdefault(told.reporter.uscc, Counter())[told.event["eventTime"][:7]] += 1
    late = {uscc for uscc in months if habit_of(uscc) is Habit.TARDY}
    assert TARDY_OF_THE_CAST in late
    assert len(late) >= 3
    for uscc in (*late, party("dairy_maker").uscc):
        assert all(months[uscc][month] >= LEAST for month in ("2026-08", "2026-09", "2026-10")), (uscc, months[uscc])


def test_all_of_it_is_accepted_and_told(stage: Stage, town: City) -> None:
    assert sum(story.untold for story in stage.flagships) == 0
    for number, story in enumerate(stage.flagships):
        body = document(story.told, story.known.values(), None, f"routine-{number}", town.now)
        recorded = recorded_of(story.told, town.now)
        found = accepted([DemoDocument(f"routine-{number}", story.chain, body, len(story.told), recorded)])
        assert all(event.event_time < town.now for event in found)


def test_no_event_is_one_of_the_city_or_of_what_is_underway(stage: Stage, town: City) -> None:
    known = {str(event.event_id) for each in town.documents() for event in accepted([each])}
    known |= {event.event["eventID"] for story in underway(town).flagships for event in story.told}
    told = [event.event["eventID"] for story in stage.flagships for event in story.told]
    assert len(told) == len(set(told))
    assert known.isdisjoint(told)
