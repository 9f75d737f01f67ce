"""What an alert is to say, as it comes from outside."""

import msgspec
import pytest

from zhuisu.recall.drafting import Plan


@pytest.mark.parametrize("name", ["title", "reason", "hazard"])
def test_a_text_that_the_database_cannot_hold_is_refused_before_it(name: str) -> None:
    given = {"category": "food", "title": "t", "reason": "r", name: "a\0b"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, Plan)


def test_a_text_may_have_lines() -> None:
    assert msgspec.convert({"category": "food", "title": "t", "reason": "a\nb\n"}, Plan).reason == "a\nb\n"
