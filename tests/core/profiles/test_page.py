"""The reference pages of profiles are those that the profiles write."""

from pathlib import Path

import pytest

from tools.profiles_page import pages

PAGES = pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_current(path: Path) -> None:
    assert path.read_text("utf-8") == PAGES[path], "run: python -m tools.profiles_page"
