"""Regions, departments and systems on a screen."""

import pytest

from tests.console.cast import BUTCHER, browser, signed_in

pytestmark = pytest.mark.usefixtures("console")

REFERENCE = "/admin/reference/"


def test_departments_systems_and_the_regions_of_the_city_are_shown() -> None:
    text = signed_in(BUTCHER).get(REFERENCE).content.decode()
    assert "Bureau of Agriculture and Rural Affairs" in text
    assert "市农业局" in text
    assert "450721" in text
    assert "灵山县" in text


def test_a_region_leads_to_what_is_in_it_and_to_what_it_is_in() -> None:
    client = signed_in(BUTCHER)
    text = client.get(REFERENCE, {"region": "450000"}).content.decode()
    assert "450700" in text
    assert 'href="?region=450000#regions"' in client.get(REFERENCE).content.decode()
    assert "110000" in client.get(REFERENCE, {"region": ""}).content.decode()


@pytest.mark.parametrize("code", ["999999", "abc", "４５０７００", "'><script>"])
def test_what_is_no_region_is_said(code: str) -> None:
    answer = signed_in(BUTCHER).get(REFERENCE, {"region": code})
    assert "There is no region of this code." in answer.content.decode()
    assert b"<script>" not in answer.content


def test_it_is_among_the_lists_and_for_those_who_are_signed_in() -> None:
    assert REFERENCE in signed_in(BUTCHER).get("/admin/console/licence/").content.decode()
    assert browser().get(REFERENCE).status_code == 302
