"""The page of codes in the documentation is the registry's."""

from tools.codes_page import PAGE, page


def test_the_page_of_codes_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.codes_page"
