"""A scope is counted, narrowed, ordered, paged and folded so that all of it agrees."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from tests.recall.cellar import CASE, GRAPES, KEYS, SHOP, event, vintage
from tests.recall.conftest import recalls, registry, supervision
from tests.recall.outbreak import SHOP_PARTY, WINERY, places
from zhuisu.core.lineage import Direction
from zhuisu.tracing import scope
from zhuisu.tracing.scope_answer import Aspect
from zhuisu.tracing.scope_picture import Folding, folded, nodes_of, pictured
from zhuisu.tracing.scope_view import Group, Names, Narrowed, count_of, groups_of, page_of, stream_of, tallied

__all__ = ["recalls", "registry", "supervision"]
pytestmark = pytest.mark.usefixtures("recalls")

ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")


@pytest.fixture
def wine() -> Iterator[UUID]:
    """The scope of the grapes: a batch, and six bottles of which four lie in a shop."""
    places()
    vintage(ARRIVED)
    question = scope.Question.of([GRAPES], Direction.FORWARD)
    found = scope.begin(question, account="tester")
    assert scope.grow(found, question) == "whole"
    yield found
    scope.forget(found)


def keys(found: UUID, narrowed: Narrowed, order: str = "found", *, skip: int = 0, most: int = 100) -> list[str]:
    rows = page_of(found, groups_of(found), narrowed, order, Names(), skip=skip, most=most)
    return [row.shown.thing for row in rows]


def test_counts_by_anything_are_the_number_of_things(wine: UUID) -> None:
    groups = groups_of(wine)
    for aspect in Aspect:
        assert sum(each.things for each in tallied(groups, aspect)) == 7
    states = {each.key: each.things for each in tallied(groups, Aspect.STATE)}
    assert states == {"in_stock": 4, "sold": 1, "destroyed": 1, "unknown": 1}
    assert {each.key: each.things for each in tallied(groups, Aspect.HOLDER)}[SHOP_PARTY] == 4


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (Narrowed({Aspect.STATE: "sold"}), KEYS[4:5]),
        (Narrowed({Aspect.HOLDER: SHOP_PARTY}), KEYS[:4]),
        (Narrowed({Aspect.REGION: "450721"}), KEYS[:4]),
        (Narrowed({Aspect.REGION: "450700"}), [*KEYS, GRAPES]),
        (Narrowed({Aspect.REGION: "450000"}, hop=1), KEYS),
        (Narrowed(hop=0), [GRAPES]),
        (Narrowed(part="21/B3"), KEYS[3:4]),
        (Narrowed({Aspect.HOLDER: WINERY, Aspect.STATE: "sold"}), KEYS[4:5]),
        (Narrowed({Aspect.REGION: "110000"}), []),
    ],
)
def test_a_narrowed_table_has_what_is_so_and_as_many_as_it_says(
    wine: UUID, narrowed: Narrowed, expected: list[str]
) -> None:
    assert sorted(keys(wine, narrowed)) == sorted(expected)
    groups = groups_of(wine)
    assert count_of(wine, groups, narrowed) == len(expected)
    streamed = [row.shown.thing for rows in stream_of(wine, groups, narrowed, "thing", Names()) for row in rows]
    assert streamed == sorted(expected)


@pytest.mark.parametrize("order", ["found", "thing", "as_of", "hop", "holder", "place", "region", "product", "state"])
def test_pages_of_any_order_have_each_thing_once_and_turn_round(wine: UUID, order: str) -> None:
    paged = [key for skip in range(0, 8, 3) for key in keys(wine, Narrowed(), order, skip=skip, most=3)]
    assert sorted(paged) == sorted([*KEYS, GRAPES])
    assert sorted(keys(wine, Narrowed(), f"-{order}")) == sorted(paged)


def test_what_a_reader_may_not_see_is_in_no_page(wine: UUID) -> None:
    seen = [group for group in groups_of(wine) if group.state != "sold"]
    rows = page_of(wine, seen, Narrowed(), "found", Names(), skip=0, most=100)
    assert KEYS[4] not in {row.shown.thing for row in rows}
    assert len(rows) == count_of(wine, seen, Narrowed()) == 6


def test_a_scope_that_is_gone_has_no_groups_and_no_pages() -> None:
    assert groups_of(uuid4()) == ()
    assert keys(uuid4(), Narrowed()) == []


def test_the_picture_holds_each_thing_once_and_says_where_it_came_from(wine: UUID) -> None:
    picture = folded(wine, groups_of(wine))
    assert sum(node.things for node in picture.nodes) == 7
    by_hop = Counter({node.hop: node.things for node in picture.nodes if node.hop == 0})
    assert by_hop == {0: 1}
    assert sum(edge.things for edge in picture.edges) == 6
    assert {edge.kind for edge in picture.edges} == {"became"}


def test_a_hop_of_many_holders_is_folded_and_unfolds(wine: UUID) -> None:
    groups = groups_of(wine)
    shut = folded(wine, groups, most=1)
    (pile,) = [node for node in shut.nodes if node.hop == 1]
    assert (pile.folding, pile.holders, pile.things) == (Folding.HOLDERS, 2, 6)
    opened = folded(wine, groups, opened=[pile.id], most=1)
    assert sorted(node.things for node in opened.nodes if node.hop == 1) == [2, 4]
    assert sum(edge.things for edge in opened.edges) == sum(edge.things for edge in shut.edges)


def test_nodes_stay_few_however_many_products_and_holders_there_are(wine: UUID) -> None:
    (seed,) = [group for group in groups_of(wine) if group.crowd.hop == 0]
    many = [
        Group(seed.crowd._replace(product=f"01/{product:014d}", hop=1), f"holder{holder}", "")
        for product in range(30)
        for holder in range(30)
    ]
    parts = nodes_of(many, (), 6)
    assert len(parts) == 6
    assert sum(node.things for node, _ in parts) == 900
    assert parts[-1][0].folding is Folding.PRODUCTS
    assert pictured([node for node, _ in parts], [(0, 1, 1, 5), (1, 2, 1, 3)]).outside == {parts[0][0].id: 5}
