"""The conformance table: every test that it names exists."""

import re
from pathlib import Path

import pytest

from zhuisu.exchange.openapi.headers import ANSWERED, BEHAVIOUR, EXTENSIONS, GIVEN

REQUESTED = (*ANSWERED, BEHAVIOUR, EXTENSIONS)
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| Clause", "| Group"))]


@pytest.mark.parametrize(("path", "name"), NAMED, ids="::".join)
def test_a_named_test_exists(path: str, name: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert not name or f"\ndef {name}(" in source


def test_every_row_names_a_test() -> None:
    assert [row for row in ROWS if "`tests/" not in row and not row.startswith("| Source")] == []


def test_every_header_of_the_standard_that_is_served_is_in_the_table() -> None:
    stated = {name for text in re.findall(r"GS1-[A-Za-z{},-]+", PAGE) for name in spelled_out(text)}
    assert {name for name in (*GIVEN, *(each.name for each in REQUESTED)) if name.startswith("GS1-")} <= stated


def spelled_out(text: str) -> list[str]:
    """`GS1-CBV-{Min,Max}` names two headers."""
    start, brace, rest = text.partition("{")
    choices, _, end = rest.partition("}")
    return [start + choice + end for choice in choices.split(",")] if brace else [text]
