"""From today's first screen to an event behind a figure, on a desk and a phone, in Chinese, accessible."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.console.browsing import travel
from tests.console.cast import REGISTRAR
from tests.console.test_figures import city
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become, session_of

__all__ = ["city"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    folder = os.environ.get("ZHUISU_TEST_PICTURES")
    if folder:
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        picture.save(Path(folder) / f"figures-{name}.png", optimize=True)


@pytest.mark.parametrize(("size", "on"), [(PHONE, "phone"), (DESKTOP, "desk")], ids=["phone", "desktop"])
def test_an_official_goes_from_today_to_the_event_behind_a_figure(size: ViewportSize, on: str) -> None:
    official = session_of(REGISTRAR)

    def journey(page: Page, address: str) -> None:
        become(page, address, official)
        page.goto(f"{address}/admin/")
        expect(page.get_by_role("region", name="发现的问题")).to_contain_text("超过 7 天未消除")
        is_sound(page)
        shown(page, f"today-{on}")
        page.get_by_role("link", name="全市情况").first.click()
        expect(page.locator("figure[data-chart]:not([data-drawn])")).to_have_count(0)
        is_sound(page)
        shown(page, f"city-{on}")
        with page.expect_download() as saved:
            page.get_by_role("group", name="走势").get_by_role("button", name="图（PNG）").click()
        assert saved.value.suggested_filename == "trend.png"
        canvas = page.locator("#chart-trend canvas, [data-chart=line] canvas").first.bounding_box()
        assert canvas is not None
        picture = Image.open(BytesIO(saved.value.path().read_bytes()))
        assert picture.height >= 2 * canvas["height"] + 3 * 52, "title, scope and unit above it"
        page.get_by_role("combobox", name="品种").select_option("fruit")
        page.get_by_role("button", name="查看").click()
        region = page.get_by_role("region", name="各区域").get_by_role("row").filter(has_text="灵山县")
        region.get_by_role("link", name="查看").click()
        expect(page.get_by_role("row", name="采收")).to_have_count(3)
        is_sound(page)
        page.get_by_role("row", name="采收").first.get_by_role("link").click()
        expect(page.locator("body")).to_contain_text("urn:figures:harvest-0")
        page.goto(f"{address}/admin/city/report/")
        is_sound(page)

    assert travel(journey, size, "zh-CN") == []
