"""The desk of recalls and the notice of a holder in a real browser: on a desk and a phone, accessible, to the end."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.console.browsing import travel
from tests.console.cast import REGISTRAR, signed_in
from tests.console.test_journey import is_sound
from tests.console.test_recalls import ARRIVED, SHOPKEEPER
from tests.recall.cellar import GRAPE_LOT, vintage
from tests.recall.conftest import recalls, registry, supervision
from tests.recall.outbreak import places, settled
from zhuisu.console.accounts import Wanted

__all__ = ["recalls", "registry", "supervision"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("recalls", "console")]


def session_of(wanted: Wanted) -> str:
    """Somebody who has signed in."""
    return signed_in(wanted).cookies[settings.SESSION_COOKIE_NAME].value


def become(page: Page, address: str, session: str) -> None:
    """The browser is theirs from here on."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_recall_goes_from_draft_to_closing_report(size: ViewportSize) -> None:
    places()
    vintage(ARRIVED)
    settled()
    official, shop = session_of(REGISTRAR), session_of(SHOPKEEPER)

    def journey(page: Page, address: str) -> None:
        become(page, address, official)
        page.goto(f"{address}/admin/")
        page.locator("#content").get_by_role("link", name="召回与警示").click()
        is_sound(page)
        page.get_by_role("link", name="起草召回或警示").click()
        is_sound(page)
        page.locator("#id_title").fill("葡萄酒检出铅超标")
        page.get_by_label("级别").select_option("1")
        page.get_by_label("召回什么").fill(GRAPE_LOT)
        page.locator("#id_reason").fill("监督抽检不合格")
        page.get_by_role("button", name="保存草稿").click()
        is_sound(page)
        for verb, state in (("冻结范围", "范围已冻结"), ("发布", "已发布")):
            page.get_by_role("link", name=verb, exact=True).click()
            is_sound(page)
            page.get_by_role("button", name=verb).click()
            expect(page.locator(".standing .state")).to_have_text(state)
        expect(page.locator(".clock .big").first).to_contain_text("还剩")
        expect(page.get_by_role("region", name="未办结单位")).to_contain_text("1 / 2")
        is_sound(page)
        desk = page.url
        become(page, address, shop)
        page.goto(f"{address}/admin/notices/")
        is_sound(page)
        page.get_by_role("link", name="葡萄酒检出铅超标").click()
        is_sound(page)
        page.get_by_text("已封存").click()
        page.get_by_role("button", name="提交").click()
        expect(page.get_by_role("list").filter(has_text="已封存 全部")).to_be_visible()
        is_sound(page)
        become(page, address, official)
        page.goto(desk)
        expect(page.get_by_role("region", name="未办结单位")).to_contain_text("0 / 2")
        expect(page.locator(".legend").first).to_contain_text("已封存 4 件")
        is_sound(page)
        for link in ("全部单位", "云雾酒庄"):
            page.get_by_role("link", name=link).first.click()
            is_sound(page)
        page.goto(desk)
        for link in ("逐件查看", "全部过程，可打印"):
            page.get_by_role("link", name=link).click()
            is_sound(page)
            page.goto(desk)
        page.get_by_role("link", name="结束", exact=True).click()
        page.get_by_label("理由").fill("其余已全部售出")
        page.get_by_role("button", name="结束").click()
        expect(page.get_by_role("heading", name="总结报告")).to_be_visible()
        is_sound(page)
        with page.expect_download() as taken:
            page.get_by_role("link", name="PDF").click()
        assert taken.value.path().read_bytes().startswith(b"%PDF")

    assert travel(journey, size, "zh-CN") == []
