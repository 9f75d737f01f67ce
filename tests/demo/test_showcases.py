"""Every showcase is recognised, and its story is followed from end to end, both ways."""

from collections.abc import Callable, Iterable

import pytest

from tests.demo.cities import showcase
from zhuisu.core.codes import recognise
from zhuisu.core.lineage import Direction, Lineage, MemorySource, walk
from zhuisu.demo import City
from zhuisu.demo.directory import product, table

Follow = Callable[[str, Direction], Lineage]


@pytest.fixture(scope="module")
def follow(town: City, source: MemorySource) -> Follow:
    return lambda slug, direction: walk(source, showcase(town, slug).key, direction)


def of(things: Iterable[str], start: str) -> list[str]:
    return [thing for thing in things if thing.startswith(start)]


def items_of(slug: str, things: Iterable[str]) -> list[str]:
    return of(things, f"{product(slug).id.removeprefix('https://id.gs1.org/')}/")


def test_every_entry_of_the_list_is_shown(town: City) -> None:
    assert {each.slug for each in town.showcases} == set(table("showcases"))


@pytest.mark.parametrize("slug", table("showcases"))
def test_its_code_is_recognised_as_what_it_is(town: City, slug: str) -> None:
    shown = showcase(town, slug)
    readings = {code.scheme: code for code in recognise(shown.key_or_code)}
    assert readings[shown.scheme].key == shown.key
    assert [finding.code for finding in readings[shown.scheme].findings if finding.severity == "error"] == []


@pytest.mark.parametrize("slug", table("showcases"))
def test_it_has_a_story(follow: Follow, slug: str) -> None:
    answer = follow(slug, Direction.BOTH)
    assert len(answer.events) >= 6
    assert not answer.truncated


def test_a_lunch_leads_back_to_ear_tags_medicine_feed_seed_and_pesticide(follow: Follow) -> None:
    things = follow("school_lunch", Direction.BACKWARD).things
    assert len(of(things, "eartag:")) == 3
    assert len(of(things, "vetdrug:")) == 1
    assert len(of(things, "seed:")) == 4
    assert len(of(things, "pesticide:")) == 1
    assert items_of("feed", things)
    assert items_of("fertiliser", things)
    assert items_of("rice", things)


def test_an_ear_tag_leads_forward_to_both_canteens(follow: Follow) -> None:
    things = follow("eartag", Direction.FORWARD).things
    assert len(items_of("school_lunch", things)) == 1
    assert len(items_of("staff_lunch", things)) == 1


@pytest.mark.parametrize(
    ("slug", "reaches", "count"),
    [
        ("seed", "school_lunch", 1),
        ("fertiliser", "school_lunch", 1),
        ("fertiliser", "lychee_box", 40),
        ("vetdrug", "staff_lunch", 1),
        ("pork_ticket", "school_lunch", 1),
        ("greens", "school_lunch", 1),
        ("pesticide_bottle", "lychee_box", 40),
        ("pesticide_late", "lychee_box", 20),
        ("raw_milk", "formula_tin", 48),
    ],
)
def test_it_leads_forward_to_all_that_was_made_of_it(follow: Follow, slug: str, reaches: str, count: int) -> None:
    made = items_of(reaches, follow(slug, Direction.FORWARD).things)
    assert len([key for key in made if "/21/" in key or count == 1]) == count


@pytest.mark.parametrize(
    ("slug", "reaches", "count"),
    [
        ("lychee_box", "fertiliser", 1),
        ("lychee_box", "lychee_fruit", 1),
        ("oyster_box", "oyster_spat", 1),
        ("formula_tin", "raw_milk", 2),
        ("formula_tin", "premix", 1),
        ("formula_recalled", "raw_milk", 2),
        ("yoghurt", "buffalo_milk", 1),
        ("wine_bottle", "wine_case", 1),
    ],
)
def test_it_leads_back_to_all_that_it_was_made_of(follow: Follow, slug: str, reaches: str, count: int) -> None:
    assert len(items_of(reaches, follow(slug, Direction.BACKWARD).things)) == count


@pytest.mark.parametrize(
    ("slug", "start", "count"),
    [
        ("lychee_box", "pesticide:", 2),  # the bottle and its batch
        ("wine_bottle", "container:", 1),
        ("vaccine_vial", "drug:8351208", 1),
        ("vaccine_vial", "drug:8351209", 1),
        ("cylinder", "vin:", 1),
        ("door_lock", "equipment:", 1),
        ("detonator", "00/", 2),
    ],
)
def test_it_leads_back_to_what_held_it(follow: Follow, slug: str, start: str, count: int) -> None:
    assert len(of(follow(slug, Direction.BACKWARD).things, start)) == count


def test_a_case_of_detonators_leads_to_each_of_them(follow: Follow) -> None:
    assert len(of(follow("detonator_box", Direction.FORWARD).things, "detonator:")) == 100


@pytest.mark.parametrize("slug", ["lychee_box", "oyster_box", "vaccine_vial", "school_lunch"])
def test_a_cold_chain_shows_its_temperatures(follow: Follow, slug: str) -> None:
    assert "sensor_reporting" in {event.biz_step for event in follow(slug, Direction.BACKWARD).events}


def test_siblings_stay_out_of_a_story(follow: Follow) -> None:
    assert len(items_of("lychee_box", follow("lychee_box", Direction.BACKWARD).things)) == 2  # the box and its batch


def test_the_market_lift_has_had_five_parts_and_a_sensor(follow: Follow) -> None:
    edges = {edge.source for edge in follow("lift", Direction.BACKWARD).edges}
    assert len(edges) == 6
