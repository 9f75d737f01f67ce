"""The workbench in a real browser: a scope grows and is narrowed while the page stays; by pointer and by keyboard."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.console.browsing import travel
from tests.console.cast import REGISTRAR
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become, session_of
from tests.console.test_workbench import ARRIVED, HOME
from tests.recall.cellar import GRAPE_LOT, vintage
from tests.recall.conftest import recalls, registry, supervision
from tests.recall.outbreak import places
from tests.threads import aside
from zhuisu.recall.growing import grow_next

__all__ = ["recalls", "registry", "supervision"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("recalls", "console")]


def grow() -> None:
    """Follow the inquiry."""
    assert aside(grow_next) == 1


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_scope_grows_and_is_narrowed_while_the_page_stays(size: ViewportSize) -> None:
    places()
    vintage(ARRIVED)
    inspector = session_of(REGISTRAR)

    def journey(page: Page, address: str) -> None:
        become(page, address, inspector)
        page.goto(address + HOME)
        is_sound(page)
        page.get_by_label("追溯码、批次或投诉的货品").fill(GRAPE_LOT)
        page.get_by_role("button", name="开始追查").click()
        expect(page.locator(".wb-empty")).to_be_visible()
        page.evaluate("window.same = true")
        grow()
        rows = page.locator(".wb-rows tbody tr")
        expect(rows).to_have_count(7)
        expect(page.get_by_role("status")).to_contain_text("已完成")
        is_sound(page)
        page.locator(".wb-legend a", has_text="在库").click()
        expect(rows).to_have_count(4)
        expect(page.locator(".wb-chips")).to_contain_text("在库")
        is_sound(page)
        page.go_back()
        expect(rows).to_have_count(7)
        page.locator(".wb-canvas a.card:visible", has_text="老街酒行").focus()
        page.keyboard.press("Enter")
        expect(rows).to_have_count(4)
        expect(page.locator(".wb-canvas a.card.chosen:visible")).to_be_focused()
        page.get_by_label("在结果中找追溯码").fill("B2")
        page.keyboard.press("Enter")
        expect(rows).to_have_count(1)
        page.locator(".wb-map a", has_text="灵山").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".wb-chips")).to_contain_text("灵山县")
        page.emulate_media(media="print")
        expect(page.locator(".wb-acts")).to_be_hidden()
        page.emulate_media(media="screen", color_scheme="dark")
        expect(page.locator("th .wb-key")).to_have_css("color", "rgb(127, 209, 189)")
        is_sound(page)
        assert page.evaluate("window.same === true")

    assert travel(journey, size, "zh-CN") == []
