"""What waits on a phone: with codes that the camera saw and a photograph, through the end of a session, sent once."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.console.browsing import travel
from tests.console.cast import PASSWORD
from tests.console.test_journey import is_sound
from tests.recording.cast import GREENS
from tests.work.people import camera_of, hired, shown, signs_in
from zhuisu.core.forms.filled import LOCAL
from zhuisu.recording.models import Entry, Photograph

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("market")]

MAINTENANCE = "/work/record/lift/maintain/"
LIFTS = ("31103506002016053337", "21603101012006010101", "31104506002016053338")


def test_what_was_scanned_and_photographed_waits_until_somebody_signs_in_again() -> None:
    hired()

    def journey(page: Page, address: str) -> None:
        page.add_init_script(camera_of(*LIFTS))
        signs_in(page, address, "farm")
        page.goto(address + MAINTENANCE)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(address + MAINTENANCE)
        many_are_scanned(page)
        it_is_filled_in(page)
        page.context.set_offline(True)
        page.get_by_role("button", name="保存").click()
        page.wait_for_url("**/work/waiting/**")
        expect(page.locator("[data-rows] li")).to_contain_text("等待发送")
        page.context.clear_cookies(name="zhuisu_session")
        page.context.set_offline(False)
        expect(page.get_by_role("link", name="登录后发送")).to_be_visible(timeout=20_000)
        page.get_by_role("link", name="登录后发送").click()
        page.get_by_label("账户名").fill("farm")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.locator("[data-rows] li")).to_contain_text("已发送", timeout=20_000)
        is_sound(page)
        page.get_by_role("link", name="查看").click()
        page.wait_for_url("**/work/saved?**")

    complaints = travel(journey, PHONE, "zh-CN")
    assert [said for said in complaints if "ERR_INTERNET_DISCONNECTED" not in said and "401" not in said] == []
    assert Entry.objects.count() == 1
    assert len(Entry.objects.get().filled["goods"]["things"]) == 2
    assert Photograph.objects.get().width <= 2000


def many_are_scanned(page: Page) -> None:
    """One after the other, each once; the last one is taken back."""
    page.get_by_text("一件一码").click()
    page.get_by_role("button", name="连续扫码").click()
    expect(page.locator(".camera .count")).to_have_text("已扫 3", timeout=20_000)
    is_sound(page)
    shown(page, "scan")
    page.get_by_role("button", name="撤销上一个").click()
    expect(page.locator(".camera .count")).to_have_text("已扫 2")
    page.get_by_role("button", name="扫好了").click()
    expect(page.locator(".codes li")).to_have_count(2)


def it_is_filled_in(page: Page) -> None:
    """Two workers, who signed, and a photograph, which is made smaller before it is sent."""
    photo = BytesIO()
    Image.new("RGB", (3000, 1500), "#7a9").save(photo, "JPEG")
    taken: Any = {"name": "机房.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    page.locator("input[type=file]").set_input_files(taken)
    expect(page.locator(".photos canvas")).to_be_visible()
    names = page.get_by_label("姓名")
    for at, name in enumerate(("黄大年", "陆小荔", "梁签字")):
        names.nth(at).fill(name)
    is_sound(page)
    shown(page, "photo")


HARVEST = "/work/record/vegetable/harvest/"
ANOTHER = """() => {
  document.body.dataset.account = "stall";
  dispatchEvent(new Event("zhuisu:queue"));
  return document.querySelectorAll("[data-rows] li").length === 1;
}"""
AMOUNT, PICK = '[name="g:outputs:quantity"]', 'select[name="g:outputs:pick"]'


def test_harvests_without_a_network_have_lots_of_their_own_and_are_nobody_elses_to_see() -> None:
    hired()
    lots: list[str] = []

    def journey(page: Page, address: str) -> None:
        signs_in(page, address, "farm")
        page.goto(address + HARVEST)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(address + HARVEST)
        page.context.set_offline(True)
        for amount in ("12,5", "125"):
            page.goto(address + HARVEST)
            expect(page.locator("[data-asof], [data-offline]").first).to_be_attached()
            page.locator(PICK).select_option(GREENS)
            page.locator(AMOUNT).fill("12,5")
            expect(page.locator(".good .wrong")).to_contain_text("“12,5”不是能用的数字")
            page.locator(AMOUNT).fill("2.5 件")
            expect(page.locator(".good .wrong")).to_contain_text("“2.5 件”要填整数")
            page.locator(AMOUNT).fill(amount.replace(",", "."))
            expect(page.locator(".good .wrong")).to_have_count(0)
            page.get_by_label("产地").fill("灵山县")
            lots.append(page.locator('[name="v:cbvmda:lotNumber"]').input_value())
            page.get_by_role("button", name="保存").click()
            page.wait_for_url("**/work/waiting/**")
        next_day = datetime.now(LOCAL) + timedelta(days=1)
        page.clock.set_fixed_time(next_day)
        page.goto(address + HARVEST)
        expect(page.locator('[name="v:zhuisu:harvestDate"]')).to_have_value(f"{next_day:%Y-%m-%d}")
        expect(page.locator('[name="v:cbvmda:lotNumber"]')).to_have_value(f"{next_day:%Y%m%d}-01")
        page.locator(PICK).select_option(GREENS)
        page.locator(AMOUNT).fill("7")
        page.locator('[name="v:cbvmda:lotNumber"]').fill(lots[0])
        page.get_by_label("产地").fill("灵山县")
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_role("dialog")).to_contain_text(f"还没有发送的一条记录里：{lots[0]}")
        page.get_by_role("button", name="返回修改").click()
        page.goto(address + "/work/waiting/")
        expect(page.locator("[data-rows] li")).to_have_count(2)
        page.wait_for_function(ANOTHER)
        expect(page.locator("[data-rows] li")).to_have_text("灵山菜农合作社的记录，登录后发送，条数：2")
        expect(page.locator("[data-rows] button, [data-rows] a")).to_have_count(0)

    travel(journey, PHONE, "zh-CN")
    first, second = (int(lot.rpartition("-")[2]) for lot in lots)
    assert second == first + 1
    assert not Entry.objects.exists()
