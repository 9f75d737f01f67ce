"""Check commands: what a document tells a reader to type must be accepted."""

from pathlib import Path

import pytest

from tools.check_commands import refused


def found(tmp_path: Path, text: str) -> list[str]:
    """What is refused of one document."""
    (tmp_path / "page.md").write_text(text, "utf-8")
    return list(refused(tmp_path / "page.md"))


@pytest.mark.parametrize(
    "text",
    [
        "`make setup`",
        "```sh\nmake test ARGS=tests/core\n```",
        "`zhuisu capture`",
        "`zhuisu --help`",
        "```sh\n$ .venv/bin/zhuisu identify --json '(01)06901234000016' | python3 -m json.tool\n```",
        "```sh\nzhuisu capture events/ 'in/*.json' -  # from everywhere\n```",
    ],
)
def test_what_exists_is_accepted(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("`make everything`", "make everything"),
        ("```sh\nzhuisu explode\n```", "explode"),
        ("```sh\nzhuisu trace --sideways X\n```", "--sideways"),
        ("```sh\ncat x | zhuisu capture --nowhere -\n```", "--nowhere"),
    ],
)
def test_what_would_be_refused_is_named(tmp_path: Path, text: str, named: str) -> None:
    (sentence,) = found(tmp_path, text)
    assert named in sentence
