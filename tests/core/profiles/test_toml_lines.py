"""TOML lines: every key is found on its line, whatever the notation."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.profiles.toml_lines import located

TEXT = '''\
# a comment with [brackets] and "quotes"
title = "one"   # and another
"quoted key" = 'literal \\ text'
dotted.inner = 1
list = [
    "a",  # why
    "b]",
    { x = 1, y = [2,
        3] },
]

[table]
text = """
many
[lines]
"""
after = true

[table.sub]
when = 2026-02-01

[[many]]
id = "first"
[[many]]
id = "second"
inline = { "a.b" = 1, c = "}" }
[many.deeper]
z = 0
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("quoted key",), 3),
        (("dotted", "inner"), 4),
        (("list", 0), 6),
        (("list", 1), 7),
        (("list", 2, "x"), 8),
        (("list", 2, "y", 1), 9),
        (("table",), 12),
        (("table", "text"), 13),
        (("table", "after"), 17),
        (("table", "sub", "when"), 20),
        (("many", 0, "id"), 23),
        (("many", 1), 24),
        (("many", 1, "inline", "a.b"), 26),
        (("many", 1, "inline", "c"), 26),
        (("many", 1, "deeper", "z"), 28),
    ],
)
def test_a_key_is_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert located(TEXT).line(path) == line


def test_a_key_that_is_not_there_has_the_line_of_its_parent() -> None:
    assert located(TEXT).line(("table", "missing", 3)) == 12


def test_windows_line_ends_count_once() -> None:
    assert located("a = 1\r\nb = 2\r\n").line(("b",)) == 2


@given(
    st.dictionaries(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1), st.integers(), min_size=1)
)
def test_every_key_of_a_flat_text_is_found(values: dict[str, int]) -> None:
    text = "".join(f"{name} = {value}\n" for name, value in values.items())
    found = located(text)
    assert found.plain == tomllib.loads(text)
    assert [found.line((name,)) for name in values] == list(range(1, len(values) + 1))


@given(st.text(), st.text())
def test_strings_of_any_content_do_not_shift_what_follows(first: str, second: str) -> None:
    quoted = "".join(f"\\U{ord(character):08x}" for character in first if not 0xD800 <= ord(character) <= 0xDFFF)
    plain = "".join(c for c in second if c.isprintable() and c not in "\"'\\")
    found = located(f"a = \"{quoted}\"\nb = '{plain}'\nc = [\"{plain}\", '{plain}']\nd = 1\n")
    assert found.line(("c", 1)) == 3
    assert found.line(("d",)) == 4
