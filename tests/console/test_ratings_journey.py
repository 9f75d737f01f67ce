"""An exposure in a browser: announced at a desk, answered on a phone, withdrawn at the desk; what everybody sees."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.console.browsing import travel
from tests.console.cast import AGRICULTURE
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become, session_of
from tests.emptying import empty
from tests.rating.cast import proposed
from tests.rating.conftest import TABLES
from tests.recording.cast import GROWER, register
from tests.recording.conftest import TABLES as REGISTERED
from tests.work.people import FARM
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("console")]


@pytest.fixture(autouse=True)
def rated(console: None) -> Iterator[None]:
    register()
    change(KINDS["party"], GROWER, {"phone": "13877770001", "email": "greens@example.cn"}, actor="operator")
    yield
    empty(f"{TABLES}, {REGISTERED}")


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    for folder in filter(None, [os.environ.get("ZHUISU_TEST_PICTURES")]):
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        picture.save(Path(folder) / f"ratings-{name}.png", optimize=True)


def test_an_exposure_is_announced_answered_and_withdrawn() -> None:
    row = proposed()
    official, farm = session_of(AGRICULTURE), session_of(FARM)
    month = row.months[-1]["month"]

    def decided(page: Page, address: str, what: str, why: str) -> None:
        page.goto(f"{address}/admin/exposure/{row.number}/")
        page.get_by_label(what).check()
        page.get_by_label("理由").fill(why)
        page.get_by_role("button", name="确定").click()
        expect(page.get_by_text("已办理。")).to_be_visible()
        is_sound(page)

    def on_the_phone(desk: Page, address: str) -> None:
        browser = desk.context.browser
        assert browser is not None
        phone = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
        page = phone.new_page()
        become(page, address, farm)
        page.goto(f"{address}/work/rating/")
        is_sound(page)
        shown(page, "phone")
        page.get_by_role("link", name="查看并答复").click()
        page.get_by_label("说明").fill("九月停电，已全部补报")
        page.get_by_role("button", name="提交答复").click()
        expect(page.get_by_text("九月停电，已全部补报").first).to_be_visible()
        is_sound(page)
        phone.close()

    def journey(page: Page, address: str) -> None:
        become(page, address, official)
        page.goto(f"{address}/admin/ratings/?period={month}")
        is_sound(page)
        shown(page, "list")
        page.locator("#content-main th a").first.click()
        is_sound(page)
        shown(page, "one")
        page.goto(f"{address}/admin/today/")
        page.get_by_role("link", name=row.name).click()
        decided(page, address, "告知该单位，拟曝光", "连续两个月上报不及时")
        expect(page.get_by_role("row", name="短信")).to_contain_text("待发送")
        page.get_by_text("自动提出").scroll_into_view_if_needed()
        shown(page, "told")
        on_the_phone(page, address)
        decided(page, address, "撤回", "核实属实，予以撤回")
        for public in ("/exposure", "/certificate"):
            page.goto(f"{address}{public}")
            is_sound(page)

    assert travel(journey, DESKTOP, "zh-CN") == []
