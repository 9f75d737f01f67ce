"""The console in a real browser: invited, with an authenticator, to an expired licence, its suspension and history."""

import re
from base64 import b32decode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_portal import TAGS
from tests.console.browsing import travel
from tests.console.cast import HOST, PASSWORD, REGISTRAR
from tests.registry.cast import FOOD_LICENCE, PIGS, approved
from zhuisu.console import accounts

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("console")]

NUMBER = str(FOOD_LICENCE["number"])


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_expired_licence_is_found_and_suspended(size: ViewportSize) -> None:
    approved("party", PIGS)
    approved("licence", FOOD_LICENCE)
    link = accounts.invite(accounts.create(REGISTRAR, actor=HOST), actor=HOST)

    def journey(page: Page, address: str) -> None:
        page.goto(address + link)
        is_sound(page)
        page.get_by_label("新密码", exact=False).first.fill(PASSWORD)
        page.locator("input[name=new_password2]").fill(PASSWORD)
        page.get_by_role("button", name="继续").click()
        expect(page.locator(".qr svg")).to_be_visible()
        is_sound(page)
        page.get_by_text("无法扫描").click()
        page.get_by_label("验证码").fill(f"{totp(b32decode(page.locator('code.key').inner_text())):06d}")
        page.get_by_role("button", name="继续").click()
        expect(page.locator(".codes li")).to_have_count(10)
        is_sound(page)
        page.get_by_role("link", name="我已保存，进入工作台").click()
        is_sound(page)
        page.locator("#content").get_by_role("link", name="许可、资质", exact=True).click()
        is_sound(page)
        page.get_by_role("link", name="已过期", exact=True).click()
        page.get_by_role("link", name=NUMBER).click()
        expect(page.locator(".standing")).to_contain_text("已过期")
        is_sound(page)
        page.get_by_role("link", name="暂停").click()
        page.get_by_label("理由").fill("许可证已过期，责令停产")
        is_sound(page)
        page.get_by_role("button", name="暂停").click()
        expect(page.locator(".history li").first).to_contain_text("许可证已过期，责令停产")
        expect(page.locator(".standing .state").first).to_have_text("已暂停")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", name="History")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Signed out")).to_be_visible()
        page.goto(f"{address}/admin/console/party/")
        expect(page).to_have_url(re.compile("/admin/login/"))
        is_sound(page)

    assert travel(journey, size, "zh-CN") == []


def is_sound(page: Page) -> None:
    """Accessible, and nothing has to be pushed sideways to be read. (Preloading, axe would write styles into pages.)"""
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, 0)")  # a bar that stays on top covers what was scrolled under it
    found = Axe().run(page, options={"preload": False, "runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
