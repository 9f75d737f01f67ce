"""Events are counted once each, and what is corrected, withdrawn or known otherwise is counted otherwise."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import LEDGER_TABLES
from tests.emptying import empty
from tests.figures.cast import (
    CELLS,
    EVERYTHING,
    FARM,
    HALL,
    MARKET,
    MAY,
    ORCHARD,
    REGISTRY,
    counted,
    days,
    harvested,
    received,
    register,
    rows,
    sent,
    sold,
)
from tests.figures.conftest import TABLES
from tests.supervision.following import captured, declared_wrong
from zhuisu.figures import following
from zhuisu.figures.reporting import due_on
from zhuisu.figures.seasons import spans
from zhuisu.figures.terms import terms
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.seeding import seed
from zhuisu.registry.writing import change

pytestmark = pytest.mark.usefixtures("figures")


def everything() -> list[Any]:
    return [rows(statement) for statement in EVERYTHING]


def test_an_event_is_counted_where_it_happened_in_the_stage_that_it_is_of() -> None:
    register()
    counted([harvested(1)])
    assert rows(CELLS) == [("2026-05-01", "450721", "produce", "fruit", "harvest", FARM, ORCHARD, 1, 0, 500_000, 1)]
    assert rows("SELECT day::text, events, grams FROM figures_day") == [("2026-05-20", 1, 500_000)]


def test_a_repeat_is_counted_once() -> None:
    register()
    counted([harvested(1)])
    counted([harvested(1)])
    assert rows("SELECT sum(events)::int, sum(grams)::int FROM figures_month") == [(1, 500_000)]


def test_a_hand_over_is_counted_once_inside_the_city_and_when_it_arrives_from_outside() -> None:
    register()
    counted([sent(1, MAY), received(1, MAY + days(1), source=ORCHARD), received(2, MAY)])
    flows = "SELECT source, destination, events, grams FROM figures_flow ORDER BY 1"
    assert rows(flows) == [("450100", "450702", 1, 500_000), ("450721", "450702", 1, 500_000)]


def test_what_was_declared_in_error_is_not_counted_whichever_came_first() -> None:
    register()
    wrong = harvested(1)
    counted([wrong, harvested(2)])
    counted([declared_wrong(wrong)])
    after = everything()
    assert rows("SELECT sum(events)::int, sum(grams)::int FROM figures_month") == [(1, 500_000)]
    empty(f"{LEDGER_TABLES}, {TABLES}")
    counted([declared_wrong(wrong), harvested(2)])
    counted([wrong])
    assert everything() == after


def test_an_event_is_counted_again_where_the_registry_says_something_else() -> None:
    register()
    counted([harvested(1), received(1, MAY)])
    change(KINDS["place"], HALL, {"region": "450703"}, actor="inspector")
    following.catch_up()
    assert rows("SELECT region, events FROM figures_month WHERE events > 0 ORDER BY 1") == [
        ("450703", 1),
        ("450721", 1),
    ]


def test_goods_are_counted_in_their_variety_once_it_is_known() -> None:

    seed(REGISTRY[:-1], actor="inspector")
    counted([received(1, MAY)])
    assert rows("SELECT variety FROM figures_month WHERE events > 0") == [("",)]
    seed(REGISTRY[-1:], actor="inspector")
    following.catch_up()
    assert rows("SELECT variety, stage FROM figures_month WHERE events > 0") == [("fruit", "arrive")]


def test_who_reports_has_a_rhythm_and_is_expected_again() -> None:
    register()
    counted([harvested(number, MAY + days(2 * number)) for number in range(5)])
    ((party, last, due),) = rows("SELECT party, days[cardinality(days)], due_on FROM figures_reporter")
    assert (party, last, due) == (ORCHARD, date(2026, 5, 28), date(2026, 6, 3))


def test_the_end_of_a_declared_season_is_no_silence() -> None:
    """The orchard picks until the season ends: more is expected when the next one has begun."""
    register()
    counted([harvested(number, MAY + days(2 * number)) for number in range(5)])
    change(KINDS["party"], ORCHARD, {"attributes": {"season": "05-01/05-31"}}, actor="inspector")
    following.catch_up()
    assert rows("SELECT due_on FROM figures_reporter") == [(date(2027, 5, 7),)]


@pytest.mark.parametrize(
    ("season", "due"),
    [
        ("", date(2026, 12, 24)),
        ("05-20/08-10 11-01/12-10", date(2027, 5, 29)),
        ("11-01/03-31", date(2026, 12, 24)),
        ("02-30/03-31", date(2026, 12, 24)),
        ("in summer", date(2026, 12, 24)),
    ],
)
def test_seasons_may_be_several_and_go_over_the_end_of_a_year(season: str, due: date) -> None:
    every_three = [date(2026, 12, 15) - timedelta(days=3 * number) for number in range(6, -1, -1)]
    assert due_on(every_three, terms().silence, spans(season)) == due


def test_the_rhythm_is_that_of_late_and_who_seldom_reports_has_none() -> None:
    silence, last = terms().silence, date(2026, 9, 8)
    seldom = [last - timedelta(days=240 - 40 * number) for number in range(7)]
    weekly = [last - timedelta(days=56 - 7 * number) for number in range(9)]
    assert due_on(seldom, silence) is None
    assert due_on([date(2025, 1, 1), date(2025, 6, 1), *weekly], silence) == date(2026, 9, 29)


def test_a_chain_that_came_to_its_end_is_looked_at_as_far_as_a_day_has_room() -> None:
    register()
    counted([harvested(number) for number in range(5)] + [sold(number, MAY + days(1)) for number in range(5)])
    assert rows("SELECT count(*), min(region), min(variety) FROM figures_chain") == [(3, "450702", "fruit")]


EVENTS = [
    harvested(1),
    harvested(2, MAY + days(40)),
    sent(1, MAY + days(1)),
    received(1, MAY + days(2), source=ORCHARD),
    received(3, MAY + days(3)),
    sold(1, MAY + days(5)),
]
STEPS = st.lists(st.sampled_from(range(2 * len(EVENTS))), unique=True, min_size=1)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(1, 4))
def test_whatever_comes_in_whatever_order_and_portions_the_sums_are_those_of_what_stands(
    steps: list[int], portion: int
) -> None:
    """Numbers below the length capture an event, the others declare it in error."""
    register()
    for step in steps:
        event = EVENTS[step % len(EVENTS)]
        captured([declared_wrong(event) if step >= len(EVENTS) else event])
        following.follow(portion)
    while following.follow(portion) or following.again(portion):
        pass
    piecemeal = everything()
    empty(TABLES)
    rows("DELETE FROM follower WHERE name = 'figures' RETURNING name")
    following.catch_up()
    assert everything() == piecemeal
    standing = {step for step in steps if step < len(EVENTS) and step + len(EVENTS) not in steps}
    assert rows("SELECT coalesce(sum(events), 0)::int FROM figures_month") == [(len(standing),)]
    empty(f"{LEDGER_TABLES}, {TABLES}")


def test_the_market_has_its_own_cell() -> None:
    register()
    counted([received(1, MAY)])
    assert rows("SELECT place, party FROM figures_cell") == [(HALL, MARKET)]
