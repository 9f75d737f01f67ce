"""What is on its way in the demonstration city has left, and has not arrived; its numbers are none of the city's."""

import json
from datetime import datetime, timedelta

import pytest

from tests.demo.cities import NOW, accepted
from zhuisu.demo import City, city
from zhuisu.demo.directory import party
from zhuisu.demo.documents import document
from zhuisu.demo.model import DemoDocument
from zhuisu.demo.punctuality import recorded_of
from zhuisu.demo.stage import Stage
from zhuisu.demo.underway import underway

EXPECTED = {"market", "veg_trader", "clinic", "pharmacy_1", "dairy_maker"}


@pytest.fixture(scope="module")
def stage(town: City) -> Stage:
    return underway(town)


def test_something_is_on_its_way_to_each(stage: Stage) -> None:
    sent, came = set(), set()
    for story in stage.flagships:
        for told in story.told:
            step, takers = told.event["bizStep"], told.event.get("destinationList", ())
            things = json.dumps([told.event.get("epcList"), told.event.get("quantityList")])
            moved = {(taker["destination"], things) for taker in takers}
            sent |= moved if step == "shipping" else set()
            came |= moved if step == "receiving" else set()
    assert {taker for taker, _ in sent - came} == {party(slug).id for slug in EXPECTED}


def test_all_of_it_is_accepted_and_lies_in_the_past(stage: Stage, town: City) -> None:
    for number, story in enumerate(stage.flagships):
        body = document(story.told, story.known.values(), None, f"underway-{number}", town.now)
        recorded = recorded_of(story.told, town.now)
        for event in accepted([DemoDocument(f"underway-{number}", story.chain, body, len(story.told), recorded)]):
            assert event.event_time < town.now


def test_no_event_or_lot_is_one_of_the_city(stage: Stage, town: City) -> None:
    known = {str(event.event_id) for each in town.documents() for event in accepted([each])}
    told = [event.event["eventID"] for story in stage.flagships for event in story.told]
    assert len(told) == len(set(told))
    assert known.isdisjoint(told)


@pytest.mark.parametrize("hour", [0, 6, 9, 23])
def test_whatever_the_hour_all_is_told(hour: int) -> None:
    now = datetime(2026, 11, 25, hour, 10, tzinfo=NOW.tzinfo) + timedelta(days=1)
    assert sum(story.untold for story in underway(city(7, 0, now)).flagships) == 0
