"""What a holder said adds up: nothing is counted twice, and nothing is left unsaid."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.recall.kinds import Deed
from zhuisu.recall.reckoning import Reckoned, expected, is_measured, is_settled, reckoned


@dataclass
class Held:
    things: int = 0
    states: Any = None
    amounts: Any = ()

    def __post_init__(self) -> None:
        self.states = self.states or {}


@dataclass
class Told:
    deed: str
    quantity: Decimal | None = None
    uom: str = ""
    pk: int = 0
    replaces_id: int | None = None


BOXES = Held(30, {"in_stock": 20, "sold": 10})
KILOS = Held(1, {"in_stock": 1}, [{"key": "01/06901234000016/10/L1", "quantity": "40.5", "uom": "KGM"}])


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
    both = Held(31, {"in_stock": 31}, KILOS.amounts)
    assert {line.uom: float(line.due) for line in expected(both)} == {"": 30, "KGM": 40.5}


def test_a_unit_that_says_piece_is_none_of_its_own() -> None:
    (line,) = expected(Held(1, {}, [{"key": "a", "quantity": 12, "uom": "EA"}]))
    assert (line.uom, line.due) == ("", Decimal(12))


def test_a_batch_without_a_quantity_is_settled_by_any_answer() -> None:
    held = Held(1, {"in_stock": 1}, [{"key": "a", "quantity": None, "uom": ""}])
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


deeds = st.sampled_from([deed for deed in Deed if deed is not Deed.ON_HAND])
quantities = st.none() | st.decimals("0.001", "1000", places=3)
tellings = st.lists(st.builds(Told, deed=deeds, quantity=quantities), max_size=8).map(lambda told: numbered(*told))


@given(tellings)
def test_what_was_said_never_shrinks_and_no_part_of_it_is_negative(told: list[Told]) -> None:
    lines = [reckoned(BOXES, told[:size])[0] for size in range(len(told) + 1)]
    assert all(min(line.isolated, line.returned, line.destroyed, line.sold, line.left) >= 0 for line in lines)
    assert [line.said for line in lines] == sorted(line.said for line in lines)


@given(tellings)
def test_what_is_left_and_what_was_said_cover_what_should_be_there(told: list[Told]) -> None:
    (line,) = reckoned(BOXES, told)
    assert line.left + line.said >= line.due
    assert line.left == 0 or line.left + line.said == line.due


@given(tellings)
def test_a_last_word_without_a_number_settles(told: list[Told]) -> None:
    all_told = numbered(*told, Told(Deed.SOLD))
    assert is_settled(reckoned(BOXES, all_told), all_told)
