"""What an alert is to say, as it comes from outside."""

import msgspec
import pytest

from zhuisu.recall.drafting import Plan
from zhuisu.recall.plain import first_odd, first_odd_in_lines


@pytest.mark.parametrize("name", ["title", "reason", "hazard"])
def test_a_text_that_the_database_cannot_hold_is_refused_before_it(name: str) -> None:
    given = {"category": "food", "title": "t", "reason": "r", name: "a\0b"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, Plan)


def test_a_text_may_have_lines() -> None:
    assert msgspec.convert({"category": "food", "title": "t", "reason": "a\nb\n"}, Plan).reason == "a\nb\n"


@pytest.mark.parametrize("text", ["a\u202eb", "a\x07b", "a\u2066b", "\ufeffa", "a\nb"])
def test_a_line_holds_nothing_that_hides_or_turns_what_stands_beside_it(text: str) -> None:
    assert first_odd(text) is not None


@pytest.mark.parametrize("text", ["葡萄酒　召回", "酸奶“老街”", "𠮷野家", "👩‍🌾", "Käse & <b>"])
def test_whatever_people_write_in_a_line_is_taken(text: str) -> None:
    assert first_odd(text) is None


def test_a_text_has_lines_and_no_turned_letters() -> None:
    assert first_odd_in_lines("a\r\n\tb") is None
    assert first_odd_in_lines("a\n\u202eb") == "\u202e"
