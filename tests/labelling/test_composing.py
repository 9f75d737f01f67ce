"""Composing: the code under a symbol is never cut, and is broken where its parts begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.labelling.composing import _fitting_code, broken_code


@pytest.mark.parametrize("width", [19.5, 22.0, 30.0])
def test_a_gs1_code_is_broken_before_its_identifiers(width: float) -> None:
    lines = [line for _, line in _fitting_code("(01)06901234567892(10)L20260601", width, 1.6)]
    assert lines == ["(01)06901234567892", "(10)L20260601"]


def test_a_code_that_has_room_stays_in_one_line() -> None:
    assert [line for _, line in _fitting_code("(01)06901234567892(10)L1", 60, 1.6)] == ["(01)06901234567892(10)L1"]


@given(st.text("()0123456789ABC", max_size=80), st.floats(1.5, 40))
def test_no_character_of_a_code_is_lost(code: str, width: float) -> None:
    assert "".join(broken_code(code, width)) == code
