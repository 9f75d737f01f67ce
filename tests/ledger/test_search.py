"""Search: it finds what looking at every event finds, in order, on pages of any size, while captures go on."""

import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import LEDGER_TABLES
from tests.emptying import empty
from tests.ledger.asking import NAMESPACES, PARTIES, START, Recorded, event, holds, query, record, record_run
from zhuisu.core.epcis.query import Order, Query, read_query
from zhuisu.ledger import search as search_module
from zhuisu.ledger import search_choice, search_sources
from zhuisu.ledger.concern import mark
from zhuisu.ledger.search import Limits, Position, TooComplexError, count, matching, newest, search
from zhuisu.ledger.sight import EVERYTHING, NOTHING, Sight

pytestmark = pytest.mark.usefixtures("ledger")

SCOPES = ["produce/450702", "food/450700"]
SIGHTS = [
    EVERYTHING,
    NOTHING,
    *(Sight(frozenset(things)) for things in (PARTIES[:1], PARTIES)),
    *(Sight(frozenset(things), frozenset(scopes)) for things in ([], PARTIES[:1]) for scopes in (SCOPES[:1], SCOPES)),
    Sight(frozenset(), frozenset({*SCOPES, *(f"drugs/{n}" for n in range(5))})),
]
SHAPES = [
    {},
    *({"orderBy": by, "orderDirection": way} for by in ("eventTime", "recordTime") for way in ("ASC", "DESC")),
]


def read(parameters: dict[str, str]) -> Query:
    found = read_query({name: [text] for name, text in parameters.items()}, NAMESPACES)
    assert isinstance(found, Query), found
    return found


def walked(asked: Query, sight: Sight, size: int, limits: Limits) -> list[str]:
    """The eventIDs of all pages."""
    found: list[str] = []
    after: Position | None = None
    while True:
        page = search(asked, sight, limit=size, after=after, limits=limits)
        assert len(page.events) <= size
        found += [each.event_id for each in page.events]
        if page.next is None:
            return found
        after = page.next


def naive(recorded: list[Recorded], stated: dict[str, str], sight: Sight, order: Order) -> list[str]:
    """The same by looking at every event."""
    by_record = order in (Order.RECORDED_FIRST, Order.RECORDED_LAST)
    is_down = order in (Order.NEWEST_FIRST, Order.RECORDED_LAST)
    seen = [each for each in recorded if is_seen(each, sight)]
    found = [each for each in seen if all(holds(each, name, text) for name, text in stated.items())]
    found.sort(key=lambda each: each.place if by_record else (each.id,), reverse=is_down)
    return [each.event["eventID"] for each in found]


def is_seen(recorded: Recorded, sight: Sight) -> bool:
    """Of the events, those at an even time are of one scope key, and every third of another."""
    if sight.things is None or recorded.party in sight.things:
        return True
    return any(recorded.id in marked([recorded.id], scope) for scope in sight.scopes if scope in SCOPES)


def marked(ids: list[UUID], scope: str) -> list[UUID]:
    return [id_ for id_ in ids if id_.int % (2 + SCOPES.index(scope)) == 0]


def emptied() -> None:
    empty(LEDGER_TABLES)


@pytest.fixture(params=[5_000, 3], ids=["few", "many"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """So many candidates count as few: with 3, small ledgers are read as large ones are."""
    monkeypatch.setattr(search_choice, "FEW", request.param)
    monkeypatch.setattr(search_sources, "RANGE_AT_ONCE", request.param)
    monkeypatch.setattr(search_sources, "RUNS_AT_ONCE", 2)
    return int(request.param)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_it_finds_what_looking_at_every_event_finds(few: int, seed: int) -> None:
    rng = random.Random(seed)
    emptied()
    recorded = record(rng, 40)
    ids = [each.id for each in recorded]
    mark({scope: marked(ids, scope) for scope in SCOPES})
    for _ in range(20):
        stated, shape, sight = query(rng), rng.choice(SHAPES), rng.choice(SIGHTS)
        asked = read(stated | shape)
        limits = Limits(examined=rng.choice([7, 10_000]), seconds=60)
        expected = naive(recorded, stated, sight, search_choice.order_of(asked))
        assert walked(asked, sight, rng.choice([1, 2, 5, 50]), limits) == expected, (stated, shape, sight)
        assert count(asked, sight, most=10_000) == len(expected)
        some = [each.id for each in rng.sample(recorded, 10)]
        matched = [each.id for each in matching(asked, sight, some)]
        assert matched == [each for each in some if each in {r.id for r in recorded if r.event["eventID"] in expected}]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("stated", [{}, {"EQ_bizStep": "shipping|packing"}, {"GT_value_KEL": "273"}])
def test_what_is_captured_meanwhile_neither_hides_nor_repeats_anything(
    shape: dict[str, str], stated: dict[str, str]
) -> None:
    rng = random.Random(7)
    before = record(rng, 30)
    asked = read(stated | shape)
    order = search_choice.order_of(asked)
    found: list[str] = []
    after: Position | None = None
    number = 1000
    while True:
        page = search(asked, EVERYTHING, limit=3, after=after)
        found += [each.event_id for each in page.events]
        if page.next is None:
            break
        after = page.next
        record_run([event(rng, number + n) for n in range(3)], START + timedelta(seconds=rng.randrange(4)))
        number += 3
    old = {each.event["eventID"] for each in before}
    assert [each for each in found if each in old] == naive(before, stated, EVERYTHING, order)
    assert len(set(found)) == len(found)


def limited(ask: Callable[[], object]) -> str:
    with pytest.raises(TooComplexError) as refused:
        ask()
    return refused.value.code


def examined(stated: dict[str, str], limit: int = 5) -> int:
    return search(read(stated), EVERYTHING, limit=limit).examined


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"orderBy": "eventTime"},
        {"orderBy": "recordTime"},
        {"GE_recordTime": START.isoformat()},
        {"EQ_bizStep": "shipping"},
        {"EQ_readPoint": "urn:epc:id:sgln:6901234.00010.0"},
        {"MATCH_epc": "urn:epc:id:sgtin:6901234.000001.A"},
    ],
)
def test_what_a_page_costs_does_not_grow_with_the_ledger(stated: dict[str, str]) -> None:
    rng = random.Random(3)
    record(rng, 60)
    small = examined(stated)
    for number in range(5):
        record_run([event(rng, 1000 + 300 * number + n) for n in range(300)], START + timedelta(seconds=number))
    assert examined(stated) <= max(small, 200)


def test_a_rare_thing_is_found_among_many_without_looking_at_them() -> None:
    rng = random.Random(3)
    rare = {"EQ_bizStep": "https://my.example/rare", "EQ_action": "ADD"}
    for number in range(3):
        record_run([event(rng, 300 * number + n) for n in range(300)], START)
    record_run([event(rng, 5000) | {"bizStep": "https://my.example/rare", "action": "ADD"}], START)
    assert examined(rare) == 1
    assert count(read(rare), EVERYTHING, most=10) == 1


def test_of_two_that_lead_to_many_the_one_that_leads_to_fewer_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_choice, "FEW", 3)
    rng, here = random.Random(3), {"bizLocation": {"id": "urn:epc:id:sgln:6901234.00099.0"}, "bizStep": "storing"}
    record_run([event(rng, n) | {"bizStep": "shipping"} for n in range(300)], START)
    record_run([event(rng, 1000 + n) | here for n in range(12)], START)
    asked = {"EQ_bizStep": "shipping", "EQ_bizLocation": here["bizLocation"]["id"]}  # type: ignore[index]
    assert examined(asked) == 12


def test_a_search_that_finds_nothing_within_its_limits_says_so_and_can_go_on() -> None:
    rng = random.Random(5)
    record(rng, 50)
    asked, limits = read({"EQ_ex:age": "99"}), Limits(examined=10, seconds=60)
    page = search(asked, EVERYTHING, limit=5, limits=limits)
    assert (page.events, page.examined, page.next is None) == ((), 10, False)
    assert walked(asked, EVERYTHING, 5, limits) == []
    assert limited(lambda: count(asked, EVERYTHING, most=5, limits=limits)) == "query.too_complex_to_count"


def test_a_search_within_a_place_that_holds_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuisu.ledger.search_places.MOST_DESCRIBED", 1)
    asked = read({"WD_readPoint": "urn:epc:id:sgln:6901234.00010.0|urn:epc:id:sgln:6901234.00011.0"})
    assert limited(lambda: search(asked, EVERYTHING, limit=5)) == "query.too_many_described"


@pytest.mark.parametrize(
    "stated",
    [
        {"MATCH_epc": "urn:epc:idpat:sgtin:6901234.000001.*"},
        {"MATCH_epc": "|".join(f"urn:epc:id:sgtin:6901234.000001.S{n}" for n in range(40))},
        {"EQ_readPoint": "|".join(f"urn:epc:id:sgln:6901234.0001{n}.0" for n in range(8))},
    ],
)
@pytest.mark.parametrize("way", ["ASC", "DESC"])
def test_many_events_of_one_instant_and_events_of_many_things_are_all_found(
    few: int, stated: dict[str, str], way: str
) -> None:
    rng = random.Random(2)
    serials = [f"urn:epc:id:sgtin:6901234.000001.S{n}" for n in range(40)]
    at = {"eventTime": START.isoformat(), "type": "ObjectEvent", "readPoint": {"id": "urn:epc:id:sgln:6901234.00010.0"}}
    made = [event(rng, n) for n in range(20)]
    bulk = [
        {"eventID": e["eventID"], "eventTimeZoneOffset": "+00:00", "action": "ADD", "epcList": serials, **at}
        for e in made
    ]
    recorded = record_run(bulk, START)
    asked = read(stated | {"orderBy": "eventTime", "orderDirection": way})
    assert walked(asked, EVERYTHING, 3, Limits(10_000, 60)) == [
        each.event["eventID"] for each in sorted(recorded, key=lambda each: each.id, reverse=way == "DESC")
    ]


def test_a_transaction_around_a_search_has_its_own_settings_back() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        before = cursor.fetchone()
        search(Query(), EVERYTHING, limit=1)
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == before == ("on",)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_of_large_events_is_short_and_the_next_goes_on(
    monkeypatch: pytest.MonkeyPatch, shape: dict[str, str]
) -> None:
    monkeypatch.setattr(search_module, "PAGE_BYTES", 1_000)
    monkeypatch.setattr(search_module, "_CHUNK_BYTES", 500)
    recorded, asked = record(random.Random(2), 40), read(shape)
    assert 0 < len(search(asked, EVERYTHING, limit=40).events) < 20
    assert walked(asked, EVERYTHING, 40, Limits()) == naive(recorded, {}, EVERYTHING, search_choice.order_of(asked))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("at", [UUID(int=0), UUID(int=(1 << 128) - 1)])
def test_a_page_may_begin_after_any_id_at_all(shape: dict[str, str], at: UUID) -> None:
    record(random.Random(1), 5)
    page = search(read(shape), EVERYTHING, limit=3, after=Position(at, 1, START))
    assert len(page.events) <= 3


def test_no_more_events_are_loaded_than_a_window_holds() -> None:
    record(random.Random(7), 20)
    ids = [each.id for each in newest(20)]
    assert [each.id for each in matching(Query(), EVERYTHING, ids, most_bytes=1)] == ids[:1]
    assert [each.id for each in matching(Query(), EVERYTHING, ids)] == ids
