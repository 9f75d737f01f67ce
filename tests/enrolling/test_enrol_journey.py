"""Enrolling in Chromium: a grower on a phone, an official at a desk, and the grower signs in."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.console.browsing import travel
from tests.console.cast import AGRICULTURE
from tests.console.conftest import console
from tests.console.test_journey import is_sound
from tests.console.test_recall_journey import become, session_of
from tests.enrolling.applicants import CREDIT, PASSWORD, cooperative_is_registered
from tests.registry.conftest import registry

__all__ = ["console", "registry"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("enrolling", "console")]


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    folder = os.environ.get("ZHUISU_TEST_PICTURES")
    if folder:
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        picture.save(Path(folder) / f"enrol-{name}.png", optimize=True)


def test_a_grower_enrols_on_a_phone_and_signs_in_once_an_official_has_agreed() -> None:
    cooperative_is_registered()
    official = session_of(AGRICULTURE)

    def journey(page: Page, address: str) -> None:
        fills_in(page, address)
        page.set_viewport_size(DESKTOP)
        become(page, address, official)
        agrees(page, address)
        page.set_viewport_size(PHONE)
        page.context.clear_cookies()
        signs_in(page, address)

    complaints = travel(journey, PHONE, "zh-CN")
    assert len(complaints) == 1
    assert "422" in complaints[0]  # the code with a typing error


def fills_in(page: Page, address: str) -> None:
    page.goto(f"{address}/enrol")
    is_sound(page)
    shown(page, "start")
    page.get_by_label("统一社会信用代码").fill("93450721MA5Q3H4J34")
    page.get_by_role("button", name="开始备案").click()
    expect(page.get_by_role("alert")).to_contain_text("校验码不对")
    page.get_by_label("统一社会信用代码").fill(CREDIT.lower())
    page.get_by_role("button", name="开始备案").click()
    page.get_by_label("名称（与执照一致）").fill("灵山县荔香水果专业合作社")
    page.get_by_label("所在区县").select_option(label="灵山县")
    page.get_by_label("详细地址").fill("檀圩镇东岸村 12 号")
    page.get_by_label("经营场所是").select_option(label="地块")
    is_sound(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_text("食用农产品").click()
    page.get_by_label("水果").check()
    page.get_by_label("有机产品").check()
    is_sound(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("合作社").check()
    is_sound(page)
    page.get_by_role("button", name="下一步").click()
    is_sound(page)
    page.get_by_role("link", name="拍照上传", exact=True).click()
    is_sound(page)
    brings(page, CREDIT)
    page.locator(".need", has_text="有机产品认证证书").get_by_role("link", name="说明原因").click()
    brings(page, "134OP2500001")
    shown(page, "papers")
    page.get_by_role("link", name="下一步").click()
    page.get_by_label("联系人姓名").fill("陆小荔")
    page.get_by_label("手机或电话").fill("13800000000")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("账户名").fill("荔香")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次密码").fill(PASSWORD)
    is_sound(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("我承诺").check()
    is_sound(page)
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已提交，等待审核")
    is_sound(page)


def brings(page: Page, number: str) -> None:
    """A paper, photographed."""
    photo = BytesIO()
    Image.new("RGB", (640, 480), "#7a9").save(photo, "JPEG")
    page.get_by_label("证照编号").fill(number)
    page.get_by_label("证照照片").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".need.has", has_text=number)).to_have_count(1)


def agrees(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/enrolments/")
    is_sound(page)
    page.get_by_role("link", name="灵山县荔香水果专业合作社").click()
    expect(page.locator(".photos img")).to_have_count(2)
    is_sound(page)
    shown(page, "desk")
    page.get_by_label("证照、名称和代码都已核对").check()
    page.get_by_role("button", name="核对无误，同意").click()
    expect(page.locator(".messagelist")).to_contain_text("已通过")


def signs_in(page: Page, address: str) -> None:
    page.goto(f"{address}/work/sign-in")
    page.get_by_label("账户名").fill("荔香")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".whose")).to_contain_text("荔香水果")
