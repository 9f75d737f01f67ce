"""A city is the same for the same seed and day, lies in the past, and streams."""

import re
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.demo.cities import NOW, accepted
from zhuisu.core.epcis import Event
from zhuisu.demo import City, city
from zhuisu.demo.chains.lychee import CHAIN as LYCHEE
from zhuisu.demo.city import EVERYDAY, tell_flagships
from zhuisu.demo.stage import Stage

ROOT = Path(__file__).parents[2]
CHINA = timezone(timedelta(hours=8))
MONTHS = [datetime(2026, month, 14, 8, 5, tzinfo=CHINA) for month in range(1, 13)]


def test_the_same_seed_and_day_make_the_same_documents(town: City) -> None:
    again = city(7, 3000, NOW)
    assert [(each.name, each.body) for each in again.documents()] == [
        (each.name, each.body) for each in town.documents()
    ]
    assert again.showcases == town.showcases


def test_another_seed_makes_other_codes(town: City) -> None:
    other = {each.body for each in city(8, 3000, NOW).documents()}
    assert other.isdisjoint(each.body for each in town.documents())


def test_it_holds_about_as_many_events_as_asked_in_whole_stories(town: City, events: list[Event]) -> None:
    assert len(events) == sum(each.events for each in town.documents())
    assert 2800 < len(events) <= town.events == 3000


def test_a_larger_city_holds_every_event_of_a_smaller_one(events: list[Event]) -> None:
    larger = {
        event.event_id: event for event in accepted(city(7, 9000, NOW).documents()) if not event.error_declaration
    }
    assert all(larger[event.event_id or ""] == event for event in events if not event.error_declaration)


def test_a_tiny_city_holds_the_flagship_stories_whole() -> None:
    tiny = city(7, 1, NOW)
    assert tiny.events == tiny.flagship_events == sum(each.events for each in tiny.documents())


def test_every_chain_has_everyday_life(town: City) -> None:
    everyday = {each.chain for each in town.documents() if each.name.startswith("everyday")}
    assert everyday == set(EVERYDAY)


def test_event_ids_are_unique_but_for_the_error_declaration(events: list[Event]) -> None:
    counts = Counter(event.event_id for event in events)
    repeated = [event for event in events if counts[event.event_id] > 1]
    assert len(repeated) == 2
    assert [event.error_declaration is None for event in repeated] == [True, False]


def test_documents_have_different_names_and_sizes(town: City) -> None:
    sizes = [each.events for each in city(7, 60_000, NOW).documents() if each.name.startswith("everyday")]
    assert min(sizes) < 10
    assert 1000 < max(sizes) <= 2000
    names = [each.name for each in town.documents()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("now", MONTHS, ids=[f"{now:%B}" for now in MONTHS])
def test_whenever_it_is_told_it_has_happened_within_two_years(now: datetime) -> None:
    events = accepted(city(3, 2500, now).documents())
    assert max(event.event_time for event in events) < now
    assert min(event.event_time for event in events) > now - timedelta(days=760)


@pytest.mark.parametrize("now", MONTHS, ids=[f"{now:%B}" for now in MONTHS])
def test_whenever_it_is_told_the_flagship_stories_have_ended(now: datetime) -> None:
    stage = Stage(3, now)
    tell_flagships(stage)
    assert [story.chain for story in stage.flagships if story.untold] == []


def test_lychees_are_harvested_in_early_summer(town: City) -> None:
    fruit = re.compile(rb'"cbvmda:harvestStartDate":"\d{4}-(\d\d)-')
    months = {month for each in town.documents() if each.chain == LYCHEE for month in fruit.findall(each.body)}
    assert months <= {b"05", b"06", b"07"}
    assert months


PEAK = """
import resource, sys
from tests.demo.cities import NOW
from zhuisu.demo import city
for _ in city(5, int(sys.argv[1]), NOW).documents():
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(count: int) -> int:
    """The most memory that a process held that told so many events, in KiB."""
    run = subprocess.run([sys.executable, "-c", PEAK, str(count)], capture_output=True, check=True, cwd=ROOT, text=True)
    return int(run.stdout)


def test_memory_does_not_grow_with_the_city() -> None:
    assert peak(120_000) < peak(50_000) * 1.15
