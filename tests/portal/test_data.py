"""The page of open data."""

from django.test import Client

from tests.portal.test_pages import text


def test_each_set_is_shown_with_bars_and_its_files(pages: Client) -> None:
    html = text(pages.get("/data?lang=en"))
    assert "3,000" in html
    assert '<rect width="100"' in html
    assert '<rect width="40"' in html
    assert 'href="/data/records.csv?lang=en"' in html
    assert "creativecommons.org/licenses/by/4.0" in html


def test_a_number_that_is_left_out_has_no_bar(pages: Client) -> None:
    html = text(pages.get("/data"))
    assert html.count('class="share"') == 2 * html.count('class="table"')
