"""An enterprise's day in Chromium, on a phone and at a desk, in Chinese: recorded without a network, sent when there is
one, on hand, handed over, received by the next with a difference, corrected."""

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.console.browsing import travel
from tests.console.test_journey import is_sound
from tests.recording.cast import follow
from tests.threads import aside
from tests.work.people import hired, shown, signs_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("market")]

HARVEST = "/work/record/vegetable/harvest/"
UNTIL_IT_IS_KEPT = """async path => {
  for (let turn = 0; turn < 600 && !(await caches.match(path, { ignoreVary: true })); turn++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_harvest_goes_from_a_field_without_a_network_to_the_stall_that_sells_it(size: ViewportSize) -> None:
    hired()

    def journey(page: Page, address: str) -> None:
        signs_in(page, address, "farm")
        is_sound(page)
        context = a_harvest_is_recorded_in_the_field(page, address)
        farm = it_is_sent_when_there_is_a_network(context, address)
        it_is_handed_over(farm, address)
        the_stall_receives_less(farm, address, size)
        it_is_corrected(farm, address)

    complaints = travel(journey, size, "zh-CN")
    assert [said for said in complaints if "ERR_INTERNET_DISCONNECTED" not in said] == []


def a_harvest_is_recorded_in_the_field(page: Page, address: str) -> BrowserContext:
    """The form was kept while there was a network; what is filled in waits on the phone."""
    page.get_by_role("link", name="记录", exact=True).click()
    is_sound(page)
    shown(page, "choose")
    page.evaluate(UNTIL_IT_IS_KEPT, HARVEST)
    page.context.set_offline(True)
    page.goto(address + HARVEST)
    expect(page.get_by_role("heading", name="采收")).to_be_visible()
    expect(page.locator("[data-offline]")).to_be_visible()
    made = page.get_by_role("group", name="收了什么、多少")
    made.get_by_label("产品").select_option(label="菜心")
    made.get_by_label("数量").fill("120")
    page.get_by_label("批号").fill("L20260601")
    page.get_by_label("生产过程").fill("3号地2026春")
    page.get_by_role("button", name="今天").first.click()
    page.get_by_label("产地").fill("灵山县")
    is_sound(page)
    shown(page, "harvest")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/work/waiting/**")
    expect(page.locator("[data-rows] li")).to_have_count(1)
    expect(page.locator("[data-rows] li")).to_contain_text("等待发送")
    expect(page.locator("header [data-badge]")).to_have_text("1 未发送")
    is_sound(page)
    shown(page, "waiting")
    context = page.context
    page.close()
    return context


def it_is_sent_when_there_is_a_network(context: BrowserContext, address: str) -> Page:
    """By itself, once the screens are opened again."""
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{address}/work/waiting/")
    expect(page.locator("[data-rows] li")).to_contain_text("已发送")
    page.get_by_role("link", name="查看").click()
    is_saved(page)
    is_sound(page)
    shown(page, "saved")
    aside(follow)
    page.goto(f"{address}/work/stock/")
    expect(page.get_by_role("link", name="菜心 · L20260601")).to_contain_text("120 千克")
    is_sound(page)
    shown(page, "stock")
    return page


def it_is_handed_over(page: Page, address: str) -> None:
    """From the batch to the form of the sale, with the batch in it."""
    page.get_by_role("link", name="菜心").click()
    is_sound(page)
    page.get_by_role("link", name="交给下家").click()
    is_sound(page)
    page.get_by_label("数量").fill("100")
    page.get_by_placeholder("统一社会信用代码").last.fill("91450702MA5N1X2K93")
    page.get_by_label("车牌号").fill("桂N12345")
    shown(page, "hand-over")
    page.get_by_role("button", name="保存").click()
    is_saved(page)
    aside(follow)


def the_stall_receives_less(farm: Page, address: str, size: ViewportSize) -> None:
    """What was shipped is there to be received; five kilograms are missing."""
    browser = farm.context.browser
    assert browser is not None
    with browser.new_context(viewport=size, locale="zh-CN") as context:
        page = context.new_page()
        signs_in(page, address, "stall")
        expect(page.get_by_role("link", name="待收货：灵山菜农合作社")).to_be_visible()
        is_sound(page)
        shown(page, "today")
        page.goto(f"{address}/work/receive/")
        is_sound(page)
        page.get_by_role("link", name="有差异").click()
        page.get_by_label("菜心").fill("95")
        page.get_by_label("差异说明").fill("路上压坏了五千克")
        is_sound(page)
        shown(page, "difference")
        page.get_by_role("button", name="收货").click()
        is_saved(page)
        aside(follow)
        page.goto(f"{address}/work/stock/")
        expect(page.get_by_role("link", name="菜心")).to_contain_text("95 千克")
        page.goto(f"{address}/work/receive/")
        expect(page.get_by_text("没有发给您而还没有收的货")).to_be_visible()


def it_is_corrected(page: Page, address: str) -> None:
    """The first record stays, and says what counts instead."""
    page.goto(f"{address}/work/history/")
    is_sound(page)
    shown(page, "history")
    page.get_by_role("link", name="采收").click()
    is_sound(page)
    page.get_by_role("link", name="更正").click()
    page.get_by_label("为什么更正").fill("过秤看错了")
    page.get_by_role("group", name="收了什么、多少").get_by_label("数量").fill("118")
    is_sound(page)
    page.get_by_role("button", name="保存更正").click()
    is_saved(page)
    aside(follow)
    page.goto(f"{address}/work/history/")
    expect(page.get_by_role("link", name="已更正")).to_contain_text("采收")
    page.goto(f"{address}/work/stock/")
    expect(page.get_by_role("link", name="菜心")).to_contain_text("18 千克")
    page.goto(f"{address}/work/me/")
    is_sound(page)
    shown(page, "me")


def is_saved(page: Page) -> None:
    page.wait_for_url("**/work/saved?**")
    expect(page.get_by_role("heading", name="已保存")).to_be_visible()
