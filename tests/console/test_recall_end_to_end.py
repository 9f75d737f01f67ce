"""From three complaints to the closing report, in Chromium: an inspector on a desktop, holders and buyers on phones."""

import json
import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.capture.cast import OPERATOR, document
from tests.console.browsing import travel
from tests.console.cast import REGISTRAR
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become, session_of
from tests.recall import dairy
from tests.recall.conftest import recalls, registry, supervision
from tests.recall.outbreak import settled, widened
from tests.threads import aside
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.tokens import issue_token, make_account
from zhuisu.console.accounts import Wanted
from zhuisu.recall import reaching
from zhuisu.recall.growing import grow_next
from zhuisu.recall.sending import send_next

__all__ = ["recalls", "registry", "supervision"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("recalls", "console")]

LINK = re.compile(r"http://\S+/notice/[A-Za-z0-9_-]+")
SHOPKEEPER = Wanted("shop", ActorKind.ENTERPRISE, frozenset({Scope.READ}), party=dairy.PARTIES[1])


def grown() -> None:
    while grow_next():
        pass


def sent() -> None:
    while send_next():
        pass


def link_of(shop: int, outbox: Path) -> str:
    """The link in the message that the mobile of this shop got."""
    aside(sent)
    lines = (outbox / "sms.jsonl").read_text(encoding="utf-8").splitlines()
    number = f"{dairy.PHONE[:-1]}{shop + 1}"
    (message,) = [told["text"] for told in map(json.loads, lines) if told["number"] == number]
    return str(LINK.findall(message)[-1])


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    for folder in filter(None, [os.environ.get("ZHUISU_TEST_PICTURES")]):
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        picture.save(Path(folder) / f"recall-{name}.png", optimize=True)


def phone_of(page: Page) -> BrowserContext:
    browser = page.context.browser
    assert browser is not None
    return browser.new_context(viewport=PHONE, locale="zh-CN")


def captured(page: Page, address: str, token: str, event: dict[str, Any]) -> dict[str, Any]:
    """What a till is answered."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/ld+json", "Accept": "*/*"}
    answer = page.request.post(f"{address}/epcis/capture", headers=headers, data=document(event))
    assert answer.status == 202, answer.text()
    return {"recalls": answer.headers.get("zhuisu-recalls", ""), **(json.loads(answer.body() or b"{}"))}


def test_from_three_complaints_to_the_closing_report(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.OUTBOX = tmp_path
    for name in ("_PAUSE_SECONDS", "_MOST_PAUSE_SECONDS"):
        monkeypatch.setattr(reaching, name, 0.0)
    dairy.register()
    dairy.production()
    official, shop = session_of(REGISTRAR), session_of(SHOPKEEPER)
    make_account("till", scopes=frozenset({Scope.CAPTURE, Scope.READ}), party=dairy.PARTIES[3], actor=OPERATOR)
    token = issue_token("till")

    def journey(page: Page, address: str) -> None:
        settings.NOTICE_ADDRESS = address
        become(page, address, official)
        source = complaints_have_a_source(page, address)
        desk = recall_is_issued(page, source)
        holders_answer(page, address, shop, tmp_path)
        a_late_event_widens_it(page, address, token, desk)
        everybody_sees_it(page, address)
        it_is_closed(page, address, official, desk)

    assert travel(journey, DESKTOP, "zh-CN") == []


def complaints_have_a_source(page: Page, address: str) -> str:
    """The workbench: what three complaints have in common, and where all of it went."""
    page.goto(f"{address}/admin/workbench/")
    is_sound(page)
    page.get_by_text("共同来源：这些投诉有什么相同").click()
    page.get_by_label("追溯码、批次或投诉的货品").fill("\n".join(dairy.COMPLAINTS))
    shown(page, "workbench")
    page.get_by_role("button", name="开始追查").click()
    aside(grown)
    page.reload()
    first = page.locator(".wb-sources li").first
    expect(first).to_contain_text(dairy.BAD_KEY)
    expect(first).to_contain_text("3/3")
    is_sound(page)
    shown(page, "source")
    first.get_by_role("button", name="查它的流向").click()
    aside(grown)
    page.reload()
    expect(page.locator(".wb-big").first).to_have_text("13")
    expect(page.locator(".wb-rows tbody tr")).to_have_count(13)
    is_sound(page)
    shown(page, "scope")
    return page.url


def recall_is_issued(page: Page, scope: str) -> str:
    """Drafted from the scope, frozen, issued."""
    page.goto(scope)
    page.get_by_role("link", name="起草召回").click()
    page.locator("#id_title").fill("云岭酸奶检出金黄色葡萄球菌")
    page.locator("#id_category").select_option("food")
    page.get_by_label("级别").select_option("1")
    page.locator("#id_reason").fill("三名消费者食用后呕吐，监督抽检不合格")
    is_sound(page)
    page.get_by_role("button", name="保存草稿").click()
    for verb, state in (("冻结范围", "范围已冻结"), ("发布", "已发布")):
        page.get_by_role("link", name=verb, exact=True).click()
        page.get_by_role("button", name=verb).click()
        expect(page.locator(".standing .state")).to_have_text(state)
    is_sound(page)
    shown(page, "desk")
    return page.url


def holders_answer(page: Page, address: str, shop: str, outbox: Path) -> None:
    """Three holders in three sessions: two on phones by their links, one signed in."""
    photo = BytesIO()
    Image.new("RGB", (640, 480), "#7a9").save(photo, "JPEG")
    with phone_of(page) as context:
        first = context.new_page()
        first.goto(link_of(0, outbox))
        is_sound(first)
        shown(first, "notice")
        first.get_by_role("link", name="已封存").click()
        is_sound(first)
        picture: Any = {"name": "冷柜.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
        first.locator("input[type=file]").set_input_files(picture)
        first.get_by_role("button", name="提交").click()
        expect(first.get_by_text("谢谢").first).to_be_visible()
        is_sound(first)
        shown(first, "thanks")
    with phone_of(page) as context:
        second = context.new_page()
        become(second, address, shop)
        second.goto(f"{address}/admin/notices/")
        second.get_by_role("link", name="云岭酸奶检出金黄色葡萄球菌").click()
        second.get_by_text("已封存").click()
        second.get_by_role("button", name="提交").click()
        expect(second.get_by_role("list").filter(has_text="已封存 全部")).to_be_visible()
        is_sound(second)
    with phone_of(page) as context:
        third = context.new_page()
        third.goto(link_of(2, outbox))
        third.get_by_role("link", name="已卖完").click()
        third.get_by_role("button", name="提交").click()
        expect(third.get_by_text("谢谢").first).to_be_visible()


def a_late_event_widens_it(page: Page, address: str, token: str, desk: str) -> None:
    """A shop that nobody knew of reports and is warned. The cup that it had is no longer sealed elsewhere: of eleven
    that were due, seven are off the market. It has sold it, so there is nothing to ask it for."""
    assert captured(page, address, token, dairy.resold())["recalls"]
    warned = captured(page, address, token, dairy.sold())
    assert "云岭酸奶检出金黄色葡萄球菌" in json.dumps(warned["warnings"], ensure_ascii=False)
    aside(settled)
    aside(widened)
    page.goto(f"{desk}holders/")
    expect(page.get_by_text("灵山小卖部").first).to_be_visible()
    is_sound(page)
    page.goto(desk)
    expect(page.get_by_role("region", name="未办结单位").locator(".big")).to_have_text("0 / 5")
    expect(page.get_by_role("region", name="有效率").locator(".big")).to_have_text("63%")
    is_sound(page)
    shown(page, "widened")
    page.locator("a[href*='/reaches/1']").first.click()
    expect(page.locator("tbody tr").first).to_be_visible()
    is_sound(page)
    shown(page, "difference")


def everybody_sees_it(page: Page, address: str) -> None:
    """The page of a cup is red, and the recall is public."""
    with phone_of(page) as context:
        buyer = context.new_page()
        buyer.goto(f"{address}/t/{dairy.COMPLAINTS[1]}")
        expect(buyer.get_by_role("heading", name="已被召回")).to_be_visible()
        is_sound(buyer)
        shown(buyer, "code")
        buyer.locator(".verdict .in-full a").click()
        expect(buyer.get_by_role("heading", name="云岭酸奶检出金黄色葡萄球菌")).to_be_visible()
        is_sound(buyer)
        shown(buyer, "public")


def it_is_closed(page: Page, address: str, official: str, desk: str) -> None:
    """With a report on paper and as a spreadsheet."""
    become(page, address, official)
    page.goto(desk)
    page.get_by_role("link", name="结束", exact=True).click()
    page.get_by_label("理由").fill("余货已全部封存或售出，已逐户核实")
    page.get_by_role("button", name="结束").click()
    expect(page.get_by_role("heading", name="总结报告")).to_be_visible()
    is_sound(page)
    shown(page, "closed")
    for name, magic in (("PDF", b"%PDF"), ("电子表格", b"PK")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).first.click()
        assert taken.value.path().read_bytes().startswith(magic)
