"""Of what a lot is made, and where it went: exactly where amounts say so, and up to so much where they do not."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.lineage.flowing import CAKE, FARM, FLOUR, MILL, OTHER_PADDY, PADDY, RICE, SHOP, STALL, Flowing, kg
from zhuisu.core.lineage import Amount
from zhuisu.core.lineage.network import Spot
from zhuisu.core.lineage.portions import Span, portions
from zhuisu.core.lineage.shares import Shares
from zhuisu.core.lineage.units import Content

quantities = st.integers(1, 1_000).map(float)


def sources(shares: Shares) -> dict[str, Span]:
    return {each.lot: each.share for each in shares.sources}


def ends(shares: Shares) -> dict[tuple[str, str, Spot], float]:
    """Where how much of the lot is, in its unit."""
    assert shares.total is not None
    return {(e.lot, e.party, e.fate): round(e.share.least * shares.total, 9) for e in shares.whereabouts}


def milled() -> Flowing:
    """Two lots of paddy, 40 and 60 kg, become 80 kg of rice, of which a shop has half and sells 30 kg."""
    told = Flowing()
    told.produce(FARM, Amount(PADDY, 0.1, "TNE"))
    told.ship(FARM, MILL, kg(PADDY, 60))
    told.receive(MILL, FARM, kg(PADDY, 60))
    told.receive(MILL, "", kg(OTHER_PADDY, 100))
    told.make(MILL, (kg(PADDY, 40), kg(OTHER_PADDY, 60)), (kg(RICE, 80),))
    told.ship(MILL, SHOP, kg(RICE, 40))
    told.receive(SHOP, "", kg(RICE, 40))
    told.sell(SHOP, kg(RICE, 30))
    return told


def test_a_mixture_has_the_share_of_each_source_that_went_in() -> None:
    shares = milled().shares(RICE)
    assert sources(shares) == {PADDY: Span(0.4, 0.4), OTHER_PADDY: Span(0.6, 0.6)}
    assert {each.lot: (each.least, each.most) for each in shares.sources} == {PADDY: (40, 40), OTHER_PADDY: (60, 60)}


def test_forty_kilograms_of_paddy_are_found_again_wherever_the_rice_went() -> None:
    assert ends(milled().shares(PADDY)) == {
        (PADDY, FARM, Spot.LEFT): 40,
        (PADDY, MILL, Spot.LEFT): 20,
        (RICE, MILL, Spot.LEFT): 20,
        (RICE, SHOP, Spot.SOLD): 15,
        (RICE, SHOP, Spot.LEFT): 5,
    }


def test_an_ingredient_without_an_amount_makes_shares_at_most() -> None:
    told = Flowing()
    told.make(MILL, (kg(PADDY, 40), Amount(OTHER_PADDY)), (kg(RICE, 80),))
    assert sources(told.shares(RICE)) == {PADDY: Span(0.0, 0.5), OTHER_PADDY: Span(0.0, 1.0)}


def test_the_only_ingredient_is_all_of_it_even_without_an_amount() -> None:
    told = Flowing()
    told.make(MILL, (Amount(PADDY),), (kg(RICE, 80),))
    assert sources(told.shares(RICE)) == {PADDY: Span(1.0, 1.0)}


def test_litres_and_kilograms_do_not_say_which_is_how_much_of_the_whole() -> None:
    told = Flowing()
    told.make(MILL, (kg(FLOUR, 10), Amount(RICE, 5, "LTR")), (kg(CAKE, 14),))
    assert sources(told.shares(CAKE)) == {FLOUR: Span(0.0, 10 / 14), RICE: Span(0.0, 1.0)}


def test_pieces_share_in_a_mixture_by_what_one_of_them_holds() -> None:
    told = Flowing()
    told.make(MILL, (Amount(FLOUR, 4.0), kg(RICE, 5)), (kg(CAKE, 15),))
    contents = {"01/06901234000030": Content(2.5, "KGM")}
    assert sources(told.shares(CAKE, contents)) == {FLOUR: Span(2 / 3, 2 / 3), RICE: Span(1 / 3, 1 / 3)}


def test_pieces_of_different_products_are_not_comparable() -> None:
    told = Flowing()
    told.make(MILL, (Amount(FLOUR, 100.0), Amount(RICE, 100.0)), (Amount(CAKE, 100.0),))
    assert sources(told.shares(CAKE)) == {FLOUR: Span(0.0, 1.0), RICE: Span(0.0, 1.0)}


def test_goods_that_are_sent_back_and_sent_on_are_not_lost_and_not_doubled() -> None:
    told = Flowing()
    told.produce(FARM, kg(PADDY, 100))
    told.ship(FARM, SHOP, kg(PADDY, 100))
    told.receive(SHOP, FARM, kg(PADDY, 100))
    told.ship(SHOP, FARM, kg(PADDY, 100))
    told.receive(FARM, SHOP, kg(PADDY, 100))
    told.ship(FARM, STALL, kg(PADDY, 60))
    told.receive(STALL, FARM, kg(PADDY, 60))
    found = {where: round(amount, 6) for where, amount in ends(told.shares(PADDY)).items()}
    assert found == {(PADDY, STALL, Spot.LEFT): 60, (PADDY, FARM, Spot.LEFT): 40}


def test_rest_that_is_worked_in_again_ends_in_what_was_sold() -> None:
    told = Flowing()
    told.receive(MILL, "", kg(PADDY, 90))
    told.make(MILL, (kg(PADDY, 90), kg(RICE, 10)), (kg(RICE, 100),))
    told.sell(MILL, kg(RICE, 90))
    found = {where: round(amount, 6) for where, amount in ends(told.shares(PADDY)).items()}
    assert found == {(RICE, MILL, Spot.SOLD): 90}


def test_several_makings_of_one_transformation_are_one() -> None:
    told = Flowing()
    told.make(MILL, (kg(PADDY, 30),), (), by="transformation:run")
    told.make(MILL, (kg(OTHER_PADDY, 10),), (), by="transformation:run")
    told.make(MILL, (), (kg(RICE, 40),), by="transformation:run")
    assert sources(told.shares(RICE)) == {PADDY: Span(0.75, 0.75), OTHER_PADDY: Span(0.25, 0.25)}


@given(st.lists(st.one_of(st.none(), quantities), min_size=1, max_size=8), st.one_of(st.none(), quantities))
def test_portions_hold_together_the_whole(amounts: list[float | None], total: float | None) -> None:
    spans = portions(amounts, total)
    assert sum(span.least for span in spans) <= 1 + 1e-9
    assert all(0 <= span.least <= span.most <= 1 for span in spans)


@given(st.lists(quantities, min_size=1, max_size=8))
def test_portions_of_known_amounts_are_exact_and_make_up_the_whole(amounts: list[float]) -> None:
    spans = portions(list(amounts))
    assert all(span.is_exact for span in spans)
    assert sum(span.least for span in spans) == pytest.approx(1)


def handed_on_without_names() -> Flowing:
    """80 kg of rice: a shop gets 30, a stall 50, and 10 of the shop go on to the stall. Nobody names anybody."""
    told = Flowing()
    told.receive(MILL, "", kg(PADDY, 40), kg(OTHER_PADDY, 60))
    told.make(MILL, (kg(PADDY, 40), kg(OTHER_PADDY, 60)), (kg(RICE, 80),))
    for giver, taker, amount in ((MILL, SHOP, 30), (MILL, STALL, 50), (SHOP, STALL, 10)):
        told.ship(giver, "", kg(RICE, amount))
        told.receive(taker, "", kg(RICE, amount))
    return told


def test_a_receipt_that_names_no_giver_is_no_further_source() -> None:
    shares = handed_on_without_names().shares(RICE)
    assert shares.total == 80
    assert sources(shares) == {PADDY: Span(0.4, 0.4), OTHER_PADDY: Span(0.6, 0.6)}
    assert ends(shares) == {(RICE, SHOP, Spot.LEFT): 20, (RICE, STALL, Spot.LEFT): 60}


def test_where_two_may_have_given_to_two_what_went_to_them_is_known_and_no_more_than_there_was() -> None:
    told = Flowing()
    told.make(MILL, (kg(PADDY, 100),), (kg(RICE, 80),))
    told.ship(MILL, FARM, kg(RICE, 40))
    for giver, amount in ((MILL, 40), (FARM, 30)):
        told.ship(giver, "", kg(RICE, amount))
    for taker, amount in ((SHOP, 50), (STALL, 10)):
        told.receive(taker, "", kg(RICE, amount))
    shares = told.shares(RICE)
    assert ends(shares) == {
        (RICE, FARM, Spot.COMING): 10,
        (RICE, SHOP, Spot.LEFT): 50,
        (RICE, STALL, Spot.LEFT): 10,
        (RICE, "", Spot.AWAY): 10,
    }
    of_paddy = {(each.party, each.fate): each.share for each in told.shares(PADDY).whereabouts if each.lot == RICE}
    assert of_paddy[SHOP, Spot.LEFT] == pytest.approx(Span(0.625, 0.625))


def test_of_two_makings_that_nobody_follows_each_is_in_a_shop_up_to_so_much() -> None:
    told = Flowing()
    told.make(MILL, (kg(PADDY, 60),), (kg(RICE, 60),))
    told.make(FARM, (kg(OTHER_PADDY, 40),), (kg(RICE, 40),))
    for giver, amount in ((MILL, 60), (FARM, 40)):
        told.ship(giver, "", kg(RICE, amount))
    for taker, amount in ((SHOP, 70), (STALL, 30)):
        told.receive(taker, "", kg(RICE, amount))
    assert ends(told.shares(RICE)) == {(RICE, SHOP, Spot.LEFT): 70, (RICE, STALL, Spot.LEFT): 30}
    of_paddy = {each.party: each.share for each in told.shares(PADDY).whereabouts}
    assert of_paddy == {SHOP: pytest.approx(Span(0.25, 1.0)), STALL: pytest.approx(Span(0.0, 0.75))}


def test_what_came_beyond_what_was_made_adds_nothing_to_it_and_makes_no_share_exact() -> None:
    told = Flowing()
    told.make(MILL, (kg(PADDY, 40), kg(OTHER_PADDY, 60)), (kg(RICE, 80),))
    told.receive(SHOP, "", kg(RICE, 20))
    shares = told.shares(RICE)
    assert shares.total == 80
    assert sources(shares) == {PADDY: pytest.approx(Span(0.32, 0.4)), OTHER_PADDY: pytest.approx(Span(0.48, 0.6))}


LOTS = [f"01/06901234000{product:03}0/10/L" for product in range(17)]


@st.composite
def factories(draw: Any) -> Flowing:
    """Lots that are mixed into later ones, split between parties, sold and lost: all amounts are stated, and true."""
    told = Flowing()
    there: dict[tuple[str, str], float] = {}
    for lot in LOTS[:3]:
        there[lot, FARM] = draw(quantities)
        told.produce(FARM, kg(lot, there[lot, FARM]))
    for number in range(draw(st.integers(1, 14))):
        lot, party = draw(st.sampled_from(sorted(there)))
        part = there[lot, party] * draw(st.sampled_from([0.25, 0.5, 1.0]))
        there[lot, party] -= part
        _move(draw, told, there, (lot, party), part, number)
        there = {where: amount for where, amount in there.items() if amount > 1e-9}
        if not there:
            break
    return told


def _move(
    draw: Any, told: Flowing, there: dict[tuple[str, str], float], where: tuple[str, str], part: float, number: int
) -> None:
    lot, party = where
    deed = draw(st.sampled_from(["hand over", "mix", "sell", "lose"]))
    if deed == "hand over":
        taker = draw(st.sampled_from([each for each in (FARM, MILL, SHOP) if each != party]))
        told.ship(party, taker, kg(lot, part))
        told.receive(taker, party, kg(lot, part))
        there[lot, taker] = there.get((lot, taker), 0.0) + part
    elif deed == "mix":
        others = [each for each in sorted(there) if each[1] == party and each != where and there[each] > 0]
        used = [kg(lot, part)]
        if others:
            other = draw(st.sampled_from(others))
            used.append(kg(other[0], there[other] / 2))
            there[other] /= 2
        made = LOTS[3 + number]
        amount = sum(each.quantity or 0.0 for each in used) * draw(st.sampled_from([0.5, 0.9, 1.0]))
        told.make(party, tuple(used), (kg(made, amount),))
        there[made, party] = there.get((made, party), 0.0) + amount
    else:
        (told.sell if deed == "sell" else told.destroy)(party, kg(lot, part))


@given(factories())
def test_all_of_a_lot_is_somewhere_and_no_more(told: Flowing) -> None:
    for lot in LOTS[:3]:
        shares = told.shares(lot)
        assert all(end.share.is_exact for end in shares.whereabouts)
        assert sum(end.share.least for end in shares.whereabouts) == pytest.approx(1)


@given(factories())
def test_what_a_lot_is_first_made_of_makes_it_up(told: Flowing) -> None:
    for lot in {part.lot for making in told.books().makings for part in making.outputs}:
        first = [each.share for each in told.shares(lot).sources if each.is_first]
        assert sum(span.least for span in first) <= 1 + 1e-6


@given(factories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_makes_no_difference(told: Flowing, order: random.Random) -> None:
    before = {(e.lot, e.party, e.fate): e.share.least for e in told.shares(LOTS[0]).whereabouts}
    order.shuffle(told.handled)
    after = {(e.lot, e.party, e.fate): e.share.least for e in told.shares(LOTS[0]).whereabouts}
    assert after == pytest.approx(before)


@given(factories())
def test_how_much_of_a_source_is_in_a_lot_is_the_same_from_both_ends(told: Flowing) -> None:
    for lot in LOTS[3:]:
        for source in told.shares(lot).sources:
            if source.lot in LOTS[:3]:
                forward = told.shares(source.lot)
                into = sum(span.least for (start, end), span in forward.onward.items() if _enters(start, end, lot))
                assert source.least == pytest.approx(into * (forward.total or 0.0))


def _enters(start: Any, end: Any, lot: str) -> bool:
    return start.spot is Spot.MADE and end.spot is Spot.HELD and end.lot == lot


@st.composite
def hands(draw: Any) -> tuple[Flowing, dict[tuple[str, str, Spot], float]]:
    """All of a lot that was made once, handed on at random; each side names the other or does not. And where it is."""
    told = Flowing()
    there = {MILL: draw(quantities)}
    told.make(MILL, (kg(PADDY, 100),), (kg(RICE, there[MILL]),))
    for _ in range(draw(st.integers(1, 8))):
        giver = draw(st.sampled_from(sorted(there)))
        taker = draw(st.sampled_from([each for each in (FARM, MILL, SHOP, STALL) if each != giver]))
        part = there[giver] * draw(st.sampled_from([0.25, 0.5, 1.0]))
        told.ship(giver, draw(st.sampled_from([taker, ""])), kg(RICE, part))
        told.receive(taker, draw(st.sampled_from([giver, ""])), kg(RICE, part))
        there[giver] -= part
        there[taker] = there.get(taker, 0.0) + part
        there = {party: amount for party, amount in there.items() if amount > 1e-9}
    return told, {(RICE, party, Spot.LEFT): amount for party, amount in there.items()}


@given(hands())
def test_whoever_is_named_all_is_where_it_is_and_no_more_than_was_made(
    case: tuple[Flowing, dict[tuple[str, str, Spot], float]],
) -> None:
    told, there = case
    shares = told.shares(RICE)
    assert ends(shares) == pytest.approx(there)
    assert all(each.share.is_exact for each in shares.whereabouts)
    assert sources(shares) == {PADDY: Span(1.0, 1.0)}


@given(hands(), st.data())
def test_where_records_are_missing_nothing_flows_out_that_was_not_made(
    case: tuple[Flowing, dict[tuple[str, str, Spot], float]], data: Any
) -> None:
    told, _ = case
    made, *others = told.handled
    kept = data.draw(st.lists(st.sampled_from(others), unique_by=lambda each: each.event.id))
    told.handled = [made, *kept]
    shares = told.shares(RICE)
    assert shares.total == sum(amount.quantity or 0.0 for amount in made.event.facts.output_amounts)
    assert sum(each.share.least for each in shares.whereabouts) <= 1 + 1e-6
    assert all(0 <= each.share.least <= each.share.most <= 1 for each in shares.whereabouts)
    given_by_mill = sum(each.leaving for each in told.books().passages if each.giver == MILL)
    said = sum(_amount(each) for each in kept if MILL in (each.giver, each.actor, each.taker))
    assert given_by_mill <= said + 1e-6


def _amount(handled: Any) -> float:
    return sum(amount.quantity or 0.0 for amount in handled.event.facts.amounts)
