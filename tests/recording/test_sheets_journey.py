"""Sheets in Chromium, on a phone: pasted from a scale, mended, loaded; then access for the till itself."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.console.browsing import travel
from tests.console.cast import PASSWORD, account_of, browser, sent
from tests.console.conftest import console
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become
from tests.emptying import empty
from tests.recording.cast import GROWER, ago
from tests.recording.conftest import town
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.console.accounts import Wanted
from zhuisu.recording.models import Entry

__all__ = ["console", "town"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("town", "console", "sheets")]

FARM = Wanted("farm", ActorKind.ENTERPRISE, frozenset({Scope.CAPTURE, Scope.READ, Scope.REGISTRY}), party=GROWER)


@pytest.fixture
def sheets() -> Iterator[None]:
    yield
    empty("recording_sheet, recording_entry")


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    folder = os.environ.get("ZHUISU_TEST_PICTURES")
    if folder:
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        picture.save(Path(folder) / f"{name}.png", optimize=True)


def weighed(kg: str) -> str:
    day = f"{ago(hours=2):%Y-%m-%d}"
    rows = [
        ("品名", "重量（斤）", "采收日期", "产地", "批号", "生产过程"),
        ("菜心", kg, day, "灵山县", "L1", "3号地2026春"),
        ("菜心", "25", day, "灵山县", "L2", "3号地2026春"),
    ]
    return "\n".join("\t".join(row) for row in rows)


def test_rows_of_a_scale_are_pasted_mended_and_loaded_and_a_till_gets_access() -> None:
    account_of(FARM)
    client = browser("zh")
    sent(client, "/work/sign-in", username="farm", password=PASSWORD)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def journey(page: Page, address: str) -> None:
        become(page, address, session)
        pastes(page, address)
        lets_a_till_in(page, address)

    assert travel(journey, PHONE, "zh-CN") == []
    assert sorted(good["quantity"] for each in Entry.objects.all() for good in each.filled["goods"]["outputs"]) == [
        10.0,
        12.5,
    ]


def pastes(page: Page, address: str) -> None:
    page.goto(f"{address}/work/sheets/")
    is_sound(page)
    page.locator("a[href*='vegetable/harvest']").click()
    is_sound(page)
    shown(page, "sheets-give")
    template = page.context.request.get(f"{address}/work/sheets/vegetable/harvest/template.xlsx")
    assert template.body().startswith(b"PK")
    page.get_by_label("粘贴到这里").fill(weighed("二十"))
    page.get_by_role("button", name="先检查").click()
    expect(page.locator(".cells .error b")).to_have_text("B2")
    is_sound(page)
    shown(page, "sheets-errors")
    page.get_by_role("link", name="再交一张").click()
    page.get_by_label("粘贴到这里").fill(weighed("20"))
    page.get_by_role("button", name="先检查").click()
    is_sound(page)
    page.get_by_role("button", name="装载").click()
    expect(page.get_by_role("status").filter(has_text="已装载")).to_contain_text("2")
    is_sound(page)


def lets_a_till_in(page: Page, address: str) -> None:
    page.goto(f"{address}/work/access/")
    is_sound(page)
    page.get_by_label("设备或程序叫什么").fill("3号收银机")
    page.get_by_role("button", name="开通").click()
    is_sound(page)
    page.get_by_role("button", name="测试一下").click()
    expect(page.locator(".trials .good")).to_have_count(2)
    shown(page, "access-made")
    page.get_by_text("Python", exact=True).click()
    is_sound(page)
    page.get_by_role("link", name="抄好了").click()
    expect(page.locator(".row")).to_contain_text("3号收银机")
    expect(page.locator(".row")).to_contain_text("上次使用")
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_role("status")).to_contain_text("马上失效")
    expect(page.locator(".row")).to_have_count(0)
