"""Amounts become one another within a kind, and pieces a mass only where the product says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuisu.core.lineage.units import Content, common_unit, content_of, in_unit, kind_of

MASSES = ["KGM", "GRM", "MGM", "TNE", "LBR", "DTN"]
amounts = st.floats(1e-3, 1e9)


@settings(deadline=None)  # the first conversion loads pint
@given(amounts, st.sampled_from(MASSES), st.sampled_from(MASSES))
def test_there_and_back_again_is_the_same(quantity: float, found: str, wanted: str) -> None:
    there = in_unit(quantity, found, wanted)
    assert there is not None
    assert in_unit(there, wanted, found) == pytest.approx(quantity)


@settings(deadline=None)
@given(amounts, st.floats(1e-3, 1e3), st.sampled_from(MASSES))
def test_pieces_weigh_what_one_of_them_holds(pieces: float, each: float, uom: str) -> None:
    content = Content(each, uom)
    weight = in_unit(pieces, None, uom, content)
    assert weight == pytest.approx(pieces * each)
    assert weight is not None
    assert in_unit(weight, uom, None, content) == pytest.approx(pieces)


@pytest.mark.parametrize(("found", "wanted"), [("KGM", "LTR"), ("KGM", None), (None, "LTR"), ("XYZ", "KGM")])
def test_between_kinds_nothing_is_converted(found: str | None, wanted: str | None) -> None:
    assert in_unit(1.0, found, wanted) is None


def test_a_weight_says_nothing_of_a_volume() -> None:
    assert in_unit(1.0, None, "LTR", Content(5.0, "KGM")) is None


def test_an_unknown_unit_is_only_itself() -> None:
    assert kind_of("XYZ") == "XYZ"
    assert in_unit(3.0, "XYZ", "XYZ") == 3.0
    assert common_unit(["XYZ"]) == "XYZ"


def test_amounts_of_one_unit_keep_it_and_others_meet_in_the_base() -> None:
    assert common_unit(["GRM", "GRM"]) == "GRM"
    assert common_unit(["GRM", "TNE"]) == "KGM"
    assert common_unit(["MLT", "MTQ"]) == "LTR"
    assert common_unit([None, "DZN"]) is None


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ({"net": "5 kg"}, Content(5.0, "KGM")),
        ({"netContent": "500毫升"}, Content(500.0, "MLT")),
        ({"netWeight": "0.5 KGM"}, Content(0.5, "KGM")),
        ({"net": "12×500 ml"}, Content(6000.0, "MLT")),
        ({"净含量": "2.5千克"}, Content(2.5, "KGM")),
        ({"net": "a dozen"}, None),
        ({"net": "0 kg"}, None),
        ({"storage": "5 kg"}, None),
    ],
)
def test_master_data_says_what_one_piece_holds(written: dict[str, str], content: Content | None) -> None:
    assert content_of(written) == content
