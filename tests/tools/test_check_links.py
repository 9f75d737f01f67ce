"""Check links: what a document names must exist, its headings included."""

from pathlib import Path

import pytest

from tools.check_links import anchors, problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document to link to."""
    (tmp_path / "other.md").write_text(
        "# A title\n\n## A first change: one `Scheme`\n\n## 开始\n\n## A title\n", "utf-8"
    )
    return tmp_path


def test_anchors_are_those_that_code_hosts_make(folder: Path) -> None:
    assert anchors(folder / "other.md") == {"a-title", "a-first-change-one-scheme", "开始", "a-title-1"}


@pytest.mark.parametrize(
    "text",
    [
        "[x](other.md)",
        "[x](other.md#a-first-change-one-scheme)",
        "[x](other.md#开始)",
        "# Here\n[x](#here)",
        "[x](https://example.org/nothing)",
        "`tools/gates.py`",
    ],
)
def test_what_exists_is_accepted(folder: Path, text: str) -> None:
    (folder / "this.md").write_text(text, "utf-8")
    assert list(problems(folder / "this.md")) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[x](missing.md)", "no such file: missing.md"),
        ("![x](missing.png)", "no such file: missing.png"),
        ('<img src="missing.png" alt="x">', "no such file: missing.png"),
        ("[x](other.md#nowhere)", "no such heading: other.md#nowhere"),
        ("`tools/nothing.py`", "no such path: tools/nothing.py"),
    ],
)
def test_what_leads_nowhere_is_named(folder: Path, text: str, sentence: str) -> None:
    (folder / "this.md").write_text(text, "utf-8")
    assert list(problems(folder / "this.md")) == [sentence]
