"""Punctuality: most is recorded in time, some late, a little very late; never before it happened, never to come."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.demo.cities import NOW
from zhuisu.demo import City, city
from zhuisu.demo.directory import table
from zhuisu.demo.punctuality import TARDY_OF_THE_CAST, Habit, habit_of

DAY = timedelta(days=1)


def told(town: City) -> Iterator[tuple[dict[str, Any], datetime, bool]]:
    for each in town.documents():
        events = json.loads(each.body)["epcisBody"]["eventList"]
        yield from ((event, at, each.is_late) for event, at in zip(events, each.recorded, strict=True))


def stated(event: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(event.get("errorDeclaration", {}).get("declarationTime", event["eventTime"]))


def delays(town: City) -> list[timedelta]:
    return [at - datetime.fromisoformat(event["eventTime"]) for event, at, _ in told(town)]


def test_nothing_is_recorded_before_it_was_stated_or_after_now(town: City) -> None:
    assert all(stated(event) <= at <= NOW for event, at, _ in told(town))


def test_what_a_story_holds_back_is_recorded_now(town: City) -> None:
    assert {at for _, at, is_late in told(town) if is_late} == {NOW}


def test_most_is_in_time_some_late_a_little_very_late(town: City) -> None:
    found = delays(town)
    late = [each for each in found if each > DAY]
    assert 0.85 < 1 - len(late) / len(found) < 0.97
    assert 0 < sum(each > 5 * DAY for each in late) < len(late) / 2


def test_the_same_city_is_recorded_at_the_same_times(town: City) -> None:
    assert [each.recorded for each in city(7, 3000, NOW).documents()] == [each.recorded for each in town.documents()]


def test_of_the_cast_one_is_tardy_and_of_all_a_few() -> None:
    cast = [row["party"].removeprefix("uscc:") for row in table("accounts").values() if "party" in row]
    assert [each for each in cast if habit_of(each) is Habit.TARDY] == [TARDY_OF_THE_CAST]
    habits = Counter(habit_of(f"9145070{number:011d}") for number in range(1000))
    assert habits[Habit.PROMPT] > habits[Habit.SLOW] > habits[Habit.TARDY] > 20


def test_records_come_together_so_that_a_large_city_is_captured_fast(town: City) -> None:
    times = sum(len(set(each.recorded)) for each in town.documents())
    assert times < town.events * 0.6
