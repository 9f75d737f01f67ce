"""A case in a browser: taken up at a desk, inspected on a phone without a network, decided and lettered at the desk."""

import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.casework.cast import OFFICERS, opened, registered
from tests.casework.conftest import casework
from tests.console.browsing import travel
from tests.console.cast import AGRICULTURE
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become, session_of
from tests.supervision.cast import FACTS, finding
from tests.supervision.conftest import supervision
from tests.threads import aside
from zhuisu.casework.grouping import group_next
from zhuisu.casework.models import Case, Inspection, Letter
from zhuisu.casework.reports import Reported, report

__all__ = ["casework", "supervision"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("casework", "console")]


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    for folder in filter(None, [os.environ.get("ZHUISU_TEST_PICTURES")]):
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        picture.save(Path(folder) / f"cases-{name}.png", optimize=True)


def photo() -> FilePayload:
    made = BytesIO()
    Image.new("RGB", (640, 480), "#7fb8a8").save(made, "JPEG")
    return {"name": "台账.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def signed(page: Page) -> None:
    """Somebody signs with a finger."""
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 40 + 25 * step, box["y"] + 60 + (20 if step % 2 else -20))
    page.mouse.up()


def filled_in(page: Page) -> None:
    """What an inspector sees and does on the spot."""
    page.get_by_label("执法人员").fill(OFFICERS)
    page.get_by_role("button", name="取当前位置").click()
    expect(page.locator("#located")).to_contain_text("22.40000")
    first = page.locator(".check").first
    first.get_by_text("不符合", exact=True).click()
    first.get_by_label("说明").fill("台账缺 3 月份")
    page.locator("summary", has_text="采收").click()
    page.locator("details", has_text="水果 · 采收").get_by_text("符合", exact=True).first.click()
    page.locator("#summary").fill("投入品台账不全，其余符合要求。")
    page.locator("#photos").set_input_files([photo()])
    expect(page.locator("#shots canvas")).to_have_count(1)
    page.locator("#canvas").evaluate("each => each.scrollIntoView({ block: 'center' })")
    signed(page)
    page.get_by_label("签名人姓名").fill("陆小荔")
    expect(page.locator("#kept")).to_have_text("草稿已保存在本机")


def test_a_case_is_inspected_without_a_network_and_closed_at_the_desk() -> None:
    registered()
    number = opened()
    finding(rule="pre_harvest", severity="warning", facts={**FACTS, "rule_zh": "采收前间隔期"})
    group_next()
    report(Reported(text="荔枝打开发现有虫，想查一下是哪家种的。", category="produce", place="城东市场"))
    session = session_of(AGRICULTURE)

    def in_the_field(desk: Page, address: str) -> None:
        browser = desk.context.browser
        assert browser is not None
        phone = browser.new_context(
            viewport=PHONE, locale="zh-CN", has_touch=True, permissions=["geolocation"],
            geolocation={"latitude": 22.4, "longitude": 109.3, "accuracy": 12},
        )  # fmt: skip
        page, inspect = phone.new_page(), f"{address}/admin/cases/{number}/inspect/"
        become(page, address, session)
        page.goto(inspect)
        page.locator("form[data-ready]").wait_for()
        is_sound(page)
        filled_in(page)
        page.evaluate("scrollTo(0, 420)")
        shown(page, "inspect")
        phone.set_offline(True)
        page.get_by_role("button", name="提交检查记录").click()
        expect(page.locator("#wrong")).to_contain_text("没有选结果")
        page.get_by_role("button", name="提交检查记录").click()
        expect(page.locator("#kept")).to_contain_text("没有网络")
        shown(page, "waiting")
        page.close()
        phone.set_offline(False)
        again = phone.new_page()
        again.goto(inspect)
        again.wait_for_url(f"{address}/admin/cases/{number}/")
        expect(again.get_by_text("台账缺 3 月份").first).to_be_visible()
        is_sound(again)
        phone.close()

    def journey(page: Page, address: str) -> None:
        become(page, address, session)
        page.goto(f"{address}/admin/cases/")
        is_sound(page)
        shown(page, "list")
        page.get_by_role("link", name="水果：超出核定数量（要求：投入品记录）").click()
        page.get_by_role("button", name="我来办").click()
        page.get_by_label("给同事留言").fill("明早去果园，带上检测箱")
        page.get_by_role("button", name="发送").click()
        in_the_field(page, address)
        page.reload()
        expect(page.get_by_alt_text("手写签名")).to_be_visible()
        is_sound(page)
        page.get_by_role("link", name="作出决定").click()
        page.get_by_text("责令改正", exact=True).click()
        page.get_by_label("理由").fill("首次发现，限期改正")
        is_sound(page)
        page.get_by_role("button", name="作出决定").click()
        shown(page, "case")
        page.get_by_role("link", name="责令改正通知书").click()
        is_sound(page)
        page.get_by_label("联系电话").fill("0777-1234567")
        shown(page, "letter")
        page.get_by_role("button", name="出具").click()
        expect(page.locator("#letters ~ ul li")).to_contain_text("责改〔")
        page.get_by_role("link", name="结案").click()
        page.get_by_label("理由").fill("已按期改正，现场复查通过。")
        page.get_by_label("已看过，仍要结案").check()
        is_sound(page)
        page.get_by_role("button", name="结案").click()
        expect(page.locator(".standing .state").first).to_have_text("已结案")
        page.goto(f"{address}/admin/cases/changes/")
        is_sound(page)

    assert travel(journey, DESKTOP, "zh-CN") == []
    kept = Inspection.objects.get()
    assert (kept.pictures.count(), bool(kept.signature), kept.position["latitude"]) == (1, True, 22.4)
    assert bytes(Letter.objects.get().body).startswith(b"%PDF")


def test_a_draft_is_never_lost_when_its_case_is_taken_away_closed_or_nobody_is_signed_in() -> None:
    registered()
    number = opened()
    session = session_of(AGRICULTURE)
    Case.objects.update(state="assigned", assignee="tan")

    def meanwhile(**changed: Any) -> None:
        aside(lambda: Case.objects.update(**changed))

    def journey(page: Page, address: str) -> None:
        inspect = f"{address}/admin/cases/{number}/inspect/"
        become(page, address, session)
        page.goto(inspect)
        page.locator("form[data-ready]").wait_for()
        page.get_by_label("执法人员").fill(OFFICERS)
        page.locator("#summary").fill("投入品台账不全。")
        page.get_by_label("签名人姓名").fill("陆小荔")
        page.get_by_role("button", name="提交检查记录").click()
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.get_by_role("button", name="提交检查记录").click()
        expect(page.locator("#kept")).to_contain_text("登录已过期")
        page.context.clear_cookies()
        page.get_by_role("button", name="提交检查记录").click()
        expect(page.locator("#kept")).to_contain_text("本页已过期")
        page.get_by_role("link", name="重新打开本页").click()
        page.wait_for_url("**/login/**")
        become(page, address, session)
        meanwhile(state="new", assignee="")
        page.goto(inspect)
        expect(page.get_by_text("谁改了什么")).to_be_visible()
        expect(page.locator("#drafts")).to_contain_text("投入品台账不全。")
        for other in ("today/", "cases/", f"cases/{number}/"):
            page.goto(f"{address}/admin/{other}")
            expect(page.locator("#drafts")).to_contain_text(number)
        is_sound(page)
        meanwhile(state="closed", closed_at=datetime.now(UTC))
        page.get_by_role("link", name="打开并提交").click()
        expect(page.locator("#kept")).to_contain_text("已恢复")
        for _ in range(2):
            page.get_by_role("button", name="提交检查记录").click()
        expect(page.get_by_text("结案后补交")).to_be_visible()
        expect(page.locator("#drafts")).to_be_hidden()

    travel(journey, PHONE, "zh-CN")
    assert Inspection.objects.count() == 1
