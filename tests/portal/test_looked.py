"""How often a code was looked up, on the page of the item."""

import pytest
from django.test import Client

from tests.portal import stories
from tests.portal.test_pages import text
from zhuisu.portal import sources
from zhuisu.portal.links import thing_path


def test_a_code_that_was_looked_up_all_over_the_country_is_said_to_be_copied(pages: Client) -> None:
    html = text(pages.get(thing_path(stories.CAN)))
    assert "2026年5月1日 09:30" in html
    assert 'class="looked warned"' in html
    assert "12" in html


def test_who_looks_first_is_told_so(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "looked_up", lambda key, visitor: None)
    assert "You are the first to look it up" in text(pages.get(f"{thing_path(stories.VACCINE)}?lang=en"))


def test_nothing_is_said_of_a_code_that_is_on_many_packs(pages: Client) -> None:
    assert 'id="looked"' not in text(pages.get(thing_path(stories.PORK)))


def test_once_is_no_reason_for_a_warning(pages: Client) -> None:
    html = text(pages.get(f"{thing_path(stories.VACCINE)}?lang=en"))
    assert "1 time until now" in html
    assert "warned" not in html
