"""What a holder said adds up: nothing is counted twice, and nothing is left unsaid."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.recall.effect import lines_of, summed
from zhuisu.recall.kinds import Deed
from zhuisu.recall.portions import Portion, in_force
from zhuisu.recall.reckoning import Reckoned, expected, is_done, is_measured, is_settled, reckoned


@dataclass
class Held:
    things: int = 0
    gone: int = 0
    since: Any = field(default_factory=dict)
    amounts: Any = ()


@dataclass
class Told:
    deed: str
    quantity: Decimal | None = None
    uom: str = ""
    pk: int = 0
    replaces_id: int | None = None


BOXES = Held(30, gone=10)
KILOS = Held(1, amounts=[{"key": "01/06901234000016/10/L1", "quantity": "40.5", "uom": "KGM"}])


def numbered(*told: Told) -> list[Told]:
    return [Told(each.deed, each.quantity, each.uom, at, each.replaces_id) for at, each in enumerate(told, 1)]


def figures(*amounts: Decimal) -> list[float]:
    return [float(amount) for amount in amounts]


def only(held: Held, *told: Told) -> Reckoned:
    (line,) = reckoned(held, numbered(*told))
    return line


def test_what_was_sold_before_the_notice_need_not_be_answered() -> None:
    (line,) = expected(BOXES)
    assert figures(line.expected, line.gone, line.due, line.left) == [30, 10, 20, 20]


def test_a_batch_is_reckoned_in_its_own_unit() -> None:
    (line,) = expected(KILOS)
    assert (line.uom, line.due) == ("KGM", Decimal("40.5"))


def test_pieces_and_batches_stand_side_by_side() -> None:
    both = Held(31, amounts=KILOS.amounts)
    assert {line.uom: float(line.due) for line in expected(both)} == {"": 30, "KGM": 40.5}


def test_a_unit_that_says_piece_is_none_of_its_own() -> None:
    (line,) = expected(Held(1, amounts=[{"key": "a", "quantity": 12, "uom": "EA"}]))
    assert (line.uom, line.due) == ("", Decimal(12))


def test_a_batch_without_a_quantity_is_settled_by_any_answer() -> None:
    held = Held(1, amounts=[{"key": "a", "quantity": None, "uom": ""}])
    told = numbered(Told(Deed.ISOLATED, Decimal(7)))
    assert not is_measured(held)
    assert is_settled(reckoned(held, told), told)


def test_what_is_returned_comes_out_of_what_was_put_aside() -> None:
    line = only(BOXES, Told(Deed.ISOLATED, Decimal(20)), Told(Deed.RETURNED, Decimal(15)))
    assert figures(line.isolated, line.returned, line.said, line.left) == [5, 15, 20, 0]


def test_more_is_returned_than_was_put_aside() -> None:
    line = only(BOXES, Told(Deed.ISOLATED, Decimal(5)), Told(Deed.RETURNED, Decimal(12)))
    assert figures(line.isolated, line.returned, line.left) == [0, 12, 8]


def test_without_a_number_all_that_is_left_is_meant() -> None:
    line = only(BOXES, Told(Deed.ISOLATED, Decimal(12)), Told(Deed.SOLD))
    assert figures(line.isolated, line.sold, line.left) == [12, 8, 0]


def test_without_a_number_all_that_was_put_aside_is_destroyed() -> None:
    line = only(BOXES, Told(Deed.ISOLATED), Told(Deed.DESTROYED))
    assert figures(line.isolated, line.destroyed, line.left) == [0, 20, 0]


def test_a_correction_stands_for_what_it_corrects() -> None:
    wrong, right = Told(Deed.SOLD, Decimal(20)), Told(Deed.ISOLATED, Decimal(20), replaces_id=1)
    line = only(BOXES, wrong, right)
    assert figures(line.sold, line.isolated) == [0, 20]


def test_a_count_settles_nothing() -> None:
    told = numbered(Told(Deed.ON_HAND, Decimal(0)))
    assert not is_settled(reckoned(Held(), told), told)


def test_what_the_records_find_elsewhere_later_is_no_longer_sealed_here() -> None:
    line = only(Held(3), Told(Deed.ISOLATED, Decimal(4)))
    assert figures(line.due, line.isolated, line.beyond, line.left) == [3, 3, 1, 0]


def test_what_went_away_by_the_records_is_what_was_said_to_have_gone() -> None:
    line = only(Held(10), Told(Deed.ISOLATED, Decimal(8)), Told(Deed.SOLD, Decimal(4)))
    assert figures(line.isolated, line.sold, line.beyond) == [8, 2, 2]


def test_what_the_records_say_was_sold_since_the_issue_was_due_and_is_not_found() -> None:
    line = only(Held(12, since={"sold": 2}), Told(Deed.ISOLATED))
    assert figures(line.due, line.isolated, line.sold, line.left) == [12, 10, 2, 0]


def test_a_sale_that_is_said_and_recorded_is_one() -> None:
    line = only(Held(12, since={"sold": 2}), Told(Deed.SOLD, Decimal(2)))
    assert figures(line.sold, line.left) == [2, 10]


def test_all_that_is_left_comes_on_top_of_what_was_recorded() -> None:
    line = only(Held(12, since={"sold": 2}), Told(Deed.SOLD))
    assert figures(line.sold, line.left) == [12, 0]


def test_what_was_sealed_and_is_destroyed_by_the_records_is_destroyed() -> None:
    line = only(Held(4, since={"destroyed": 4}), Told(Deed.ISOLATED, Decimal(4)))
    assert figures(line.isolated, line.destroyed, line.beyond) == [0, 4, 4]


def test_where_nobody_knows_how_much_it_is_the_holder_says_so() -> None:
    line = only(Held(1, amounts=[{"key": "a", "quantity": None, "uom": ""}]), Told(Deed.ISOLATED, Decimal(7)))
    assert figures(line.expected, line.isolated, line.beyond) == [7, 7, 0]


def test_of_a_batch_that_was_sold_out_no_piece_counts_as_sold() -> None:
    held = Held(6, gone=0, amounts=[{"key": "a", "quantity": 0, "uom": "KGM"}])
    assert [figures(line.expected, line.gone) for line in expected(held)] == [[5, 0], [0, 0]]


def test_of_a_lot_what_was_sold_since_is_due_and_what_went_before_is_not() -> None:
    part = {"key": "a", "quantity": 25.0, "uom": "KGM", "gone": 5.0, "sold": 12.5, "destroyed": 2.5}
    line = only(Held(1, amounts=[part]), Told(Deed.ISOLATED, uom="KGM"))
    assert figures(line.expected, line.gone, line.due, line.sold) == [45, 5, 40, 12.5]
    assert figures(line.isolated, line.destroyed, line.left) == [25, 2.5, 0]


def test_where_the_records_leave_nothing_no_answer_is_asked_for() -> None:
    sold_out = Held(1, amounts=[{"key": "a", "quantity": 0.0, "uom": "KGM", "gone": 5.0, "sold": 35.0}])
    assert is_done(sold_out, ())
    assert not is_done(sold_out, numbered(Told(Deed.ON_HAND, Decimal(3), "KGM")))
    assert not is_done(Held(1, amounts=[{"key": "a", "quantity": None, "uom": ""}]), ())


def test_what_is_lifted_of_a_part_is_never_more_than_there_is() -> None:
    part = Portion(key="a", quantity=10.0, uom="KGM", gone=5.0, sold=6.0)
    lifted = [{"key": "a", "quantity": 12.0, "uom": "KGM"}, {"key": "b", "quantity": 3.0, "uom": "KGM"}]
    (left,), still = in_force([part], lifted)
    assert (left.quantity, left.sold, left.due, left.gone) == (0, 4, 4, 5)
    assert [each["quantity"] for each in still] == [12, 0]
    assert in_force([part], [{"key": "a", "quantity": 20.0, "uom": "KGM"}]) == (
        [],
        [{"key": "a", "quantity": 16.0, "uom": "KGM"}],
    )


deeds = st.sampled_from([deed for deed in Deed if deed is not Deed.ON_HAND])
quantities = st.none() | st.decimals("0.001", "1000", places=3)
tellings = st.lists(st.builds(Told, deed=deeds, quantity=quantities), max_size=8).map(lambda told: numbered(*told))


@given(tellings)
def test_what_was_said_never_shrinks_and_no_part_of_it_is_negative(told: list[Told]) -> None:
    lines = [reckoned(BOXES, told[:size])[0] for size in range(len(told) + 1)]
    assert all(min(line.isolated, line.returned, line.destroyed, line.sold, line.left) >= 0 for line in lines)
    assert [line.said for line in lines] == sorted(line.said for line in lines)


amounts = st.decimals("0", "500", places=3)
holders = st.builds(
    Held,
    things=st.integers(2, 60),
    gone=st.integers(0, 80),
    since=st.fixed_dictionaries({}, optional={"sold": st.integers(0, 40), "destroyed": st.integers(0, 40)}),
    amounts=st.lists(
        st.builds(lambda key, quantity, uom, went: {"key": key, "quantity": quantity, "uom": uom, **went},
                  st.sampled_from("ab"), st.none() | amounts, st.sampled_from(("", "EA", "KGM", "LTR")),
                  st.fixed_dictionaries({}, optional=dict.fromkeys(("gone", "sold", "destroyed"), amounts))),
        max_size=3,
    ),
)  # fmt: skip
measured = st.lists(
    st.builds(Told, deed=deeds, quantity=quantities, uom=st.sampled_from(("", "KGM", "LTR"))), max_size=8
).map(lambda told: numbered(*told))


@given(holders, measured)
def test_everything_counts_once_and_the_classes_add_up_to_what_is_expected(held: Held, told: list[Told]) -> None:
    for line in reckoned(held, told):
        parts = (line.isolated, line.returned, line.destroyed, line.sold, line.never_had)
        assert min(*parts, line.left, line.gone, line.beyond) >= 0
        assert line.gone + sum(parts) + line.left == line.expected
        assert line.found <= line.due
        assert line.sold >= line.sold_on_record
        assert line.destroyed >= line.destroyed_on_record


@given(st.lists(st.tuples(holders, measured), min_size=1, max_size=4))
def test_many_holders_together_add_up_too(several: list[tuple[Held, list[Told]]]) -> None:
    lines = summed(lines_of(held, told) for held, told in several)
    for line in lines:
        parts = (line.gone, line.isolated, line.returned, line.destroyed, line.sold, line.never_had, line.left)
        assert round(sum(parts), 3) == line.expected
        assert line.found_percent is None or 0 <= line.found_percent <= 100
    assert len({line.uom for line in lines}) == len(lines)


@given(tellings)
def test_a_last_word_without_a_number_settles(told: list[Told]) -> None:
    all_told = numbered(*told, Told(Deed.SOLD))
    assert is_settled(reckoned(BOXES, all_told), all_told)
