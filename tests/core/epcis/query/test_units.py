"""Units: conversions between UN/CEFACT codes, and what cannot be converted."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.epcis.query.filters import Relation
from zhuisu.core.epcis.query.unit_codes import UNITS
from zhuisu.core.epcis.query.units import Measure, Scale, compares, converted

KINDS: dict[str, list[str]] = {}
for each, (kind, _) in UNITS.items():
    KINDS.setdefault(kind, []).append(each)


@pytest.mark.parametrize(
    ("number", "found", "wanted", "expected"),
    [
        (0, "CEL", "KEL", 273.15),
        (-40, "FAH", "CEL", -40),
        (1, "KGM", "GRM", 1000),
        (1, "LBR", "KGM", 0.45359237),
        (1, "KMT", "MTR", 1000),
        (1, "BAR", "KPA", 100),
        (1, "PSI", "PSI", 1),
        (36, "KMH", "MTS", 10),
        (1, "HUR", "SEC", 3600),
        (1, "LTR", "CMQ", 1000),
        (50, "P1", "C62", 0.5),
        (1, "CUR", "BQL", 3.7e10),
        (1, "A93", "KMQ", 0.001),
        (180, "DD", "C81", math.pi),
        (1, "KWH", "3B", 3.6),
        (1, "AD", "A99", 8),
    ],
)
def test_a_number_in_one_unit_is_one_in_another(number: float, found: str, wanted: str, expected: float) -> None:
    assert converted(number, found, wanted) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("found", "wanted"), [("CEL", "MTR"), ("NU", "JOU"), ("A95", "D13"), ("XX", "CEL"), ("CEL", "")]
)
def test_units_of_different_kinds_and_unknown_ones_are_not_converted(found: str, wanted: str) -> None:
    assert converted(1, found, wanted) is None


def test_a_difference_has_no_offset_and_a_rank_no_unit() -> None:
    assert converted(1, "CEL", "FAH", Scale.DIFFERENCE) == pytest.approx(1.8)
    assert converted(50, "CEL", "FAH", Scale.RANK) == 50


@given(st.sampled_from(sorted(UNITS)), st.data(), st.floats(-1e6, 1e6))
def test_there_and_back_is_the_same_but_for_rounding(code: str, data: st.DataObject, number: float) -> None:
    other = data.draw(st.sampled_from(KINDS[UNITS[code][0]]))
    there = converted(number, code, other)
    assert there is not None
    assert converted(there, other, code) == pytest.approx(number, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [(Relation.EQ, True), (Relation.GE, True), (Relation.LE, True), (Relation.GT, False), (Relation.LT, False)],
)
def test_rounding_makes_no_difference_after_a_conversion(relation: Relation, expected: bool) -> None:
    assert compares(Measure(32.0, "FAH"), relation, Measure(0.0, "CEL")) is expected
    assert compares(Measure(0.1, "KGM"), relation, Measure(100.0, "GRM")) is expected


def test_in_one_unit_numbers_are_compared_exactly() -> None:
    assert not compares(Measure(1.0000000000001, "CEL"), Relation.EQ, Measure(1.0, "CEL"))
    assert compares(Measure(1.0000000000001, "XX"), Relation.GT, Measure(1.0, "XX"))
