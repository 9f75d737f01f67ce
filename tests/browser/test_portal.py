"""The public pages in a real browser: accessible, within the screen, light, and whole without scripts."""

import re
import zlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.portal import alerted, stories, traders
from zhuisu.portal.enterprises import enterprise_path
from zhuisu.portal.links import recall_path, thing_path

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "five events": thing_path(stories.BOX),
    "forty events": thing_path(stories.PORK),
    "150 things": thing_path(stories.CAN),
    "every one of 150 things": f"{thing_path(stories.CAN)}?picture=all",
    "recalled": thing_path(stories.VACCINE),
    "dangerous": thing_path(stories.DETONATOR),
    "unknown": thing_path(stories.NOWHERE),
    "recalls": "/recalls",
    "recall": recall_path(alerted.NUMBER),
    "enterprises": "/enterprises",
    "enterprise": enterprise_path(traders.ORCHARD.key),
    "words": "/search?q=荔枝",
    "how it works": "/how",
    "notice for a wall": "/wall?place=望汐坊农产品市场",
    "report": "/report?code=06901234000016",
    "follow": "/report/follow",
    "open data": "/data",
    "large type": f"{thing_path(stories.BOX)}?type=large",
    "ambiguous": f"/t/{stories.AMBIGUOUS}",
    "personal": "/personal",
    "scan": "/scan",
    "record": f"/event/019e0000-0000-8000-8000-000000000001?of={stories.BOX}",
    "proof": f"/event/019e0000-0000-8000-8000-000000000001/proof?of={stories.BOX}",
    "what proofs mean": "/about/proof",
    "variety": "/variety/livestock",
    "closed variety": "/variety/explosives",
    "no such page": "/nowhere",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BUDGET_BYTES = 60_000
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 §2.5.8


def address(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_is_accessible_and_fits_the_screen(page: Page, site: str, complaints: list[str], path: str) -> None:
    page.goto(site + address(path, "en"))
    for fold in page.locator("details").all()[:3]:
        fold.evaluate("fold => { fold.open = true }")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()
    assert fits(page)
    page.goto(site + address(path, "zh"))
    assert fits(page)
    assert [said for said in complaints if "404 (Not Found)" not in said] == []


def fits(page: Page) -> bool:
    """Whether nothing has to be pushed sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_dark_screen_is_readable_too(chromium: Browser, site: str) -> None:
    with chromium.new_context(viewport=PHONE, color_scheme="dark") as context:
        page = context.new_page()
        for path in (PAGES["home"], PAGES["recalled"], PAGES["forty events"], PAGES["five events"], PAGES["variety"]):
            page.goto(site + path)
            found = Axe().run(page, options={"runOnly": ["color-contrast"]})
            assert found.violations_count == 0, found.generate_report()


def test_everything_before_the_scanner_stays_under_sixty_kilobytes(page: Page, site: str) -> None:
    fetched: dict[str, int] = {}
    page.on("response", lambda answer: fetched.update({answer.url: len(zlib.compress(answer.body(), 9))}))
    page.goto(site + PAGES["forty events"])
    page.wait_for_load_state("networkidle")
    assert any(url.endswith(".css") for url in fetched)
    assert not any("wasm" in url or "scan-" in url for url in fetched)
    assert sum(fetched.values()) < BUDGET_BYTES, fetched


def test_what_is_touched_is_large_enough(page: Page, site: str) -> None:
    page.goto(site + PAGES["five events"])
    targets = page.locator("a.button, button.button, summary, input[type=search], .bar a").locator("visible=true")
    for target in targets.all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET, target.inner_text()


def test_a_person_without_scripts_finds_and_reads_a_story(chromium: Browser, site: str) -> None:
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/?lang=zh")
        page.get_by_label("产品上的号码，或产品、企业名称").fill(stories.VACCINE.removeprefix("drug:"))
        page.get_by_role("button", name="查询").click()
        expect(page).to_have_url(f"{site}/t/{stories.VACCINE}")
        expect(page.get_by_role("heading", name="发现问题，请先不要使用")).to_be_visible()
        page.get_by_text("详情").first.click()
        page.get_by_role("link", name="记录内容").first.click()
        expect(page.locator("pre")).to_contain_text("ObjectEvent")
        page.get_by_role("link", name="返回追溯档案").click()
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", name="Problems found: do not use it yet")).to_be_visible()


def test_an_original_record_opens_in_place(page: Page, site: str) -> None:
    page.goto(site + address(PAGES["five events"], "en"))
    first = page.locator(".step").first
    first.get_by_text("Details").click()
    first.get_by_role("link", name="The record").click()
    expect(first.locator("pre.raw")).to_contain_text("OBSERVE")
    expect(page).to_have_url(re.compile("/t/"))
    first.get_by_role("link", name="The record").click()
    expect(first.locator("pre.raw")).to_be_hidden()


def test_the_picture_shows_its_thing_and_leads_to_others(page: Page, site: str) -> None:
    page.goto(site + address(PAGES["150 things"], "zh"))
    focus = page.locator(".chain .focus:visible")
    expect(focus).to_have_count(1)
    frame, box = page.locator(".chain").bounding_box(), focus.bounding_box()
    assert frame is not None
    assert box is not None
    assert frame["x"] <= box["x"] < frame["x"] + frame["width"]
    page.locator('.chain a:visible:has-text("基粉")').click()
    expect(page).to_have_url(re.compile("JF26A"))


def test_what_rules_found_stands_at_the_top_and_is_explained_below(page: Page, site: str) -> None:
    page.goto(site + address(PAGES["forty events"], "en"))
    expect(page.locator(".verdict.bad")).to_contain_text("Despatch from the slaughterhouse: a step that has to come")
    page.get_by_role("link", name="What this means").click()
    first = page.locator(".problem").first
    expect(first).to_be_in_viewport()
    first.locator("summary").click()
    expect(first).to_contain_text("Animal Epidemic Prevention Law, art. 51")
    first.get_by_role("link", name="the carcass comes from quarantined animals").click()
    expect(page).to_have_url(f"{site}/variety/livestock#rule-from_quarantine")
    expect(page.locator("#rule-from_quarantine")).to_be_visible()


def test_what_must_be_on_record_is_found_from_home(page: Page, site: str) -> None:
    page.goto(site + address("/", "zh"))
    page.get_by_text("必须记录什么").first.click()
    page.get_by_role("link", name="畜产品").click()
    expect(page.get_by_role("heading", name="逐个环节")).to_be_visible()
    expect(page.get_by_role("heading", name="出栏检疫")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(page: Page, site: str) -> None:
    page.goto(site + address("/", "en"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_printed_story_keeps_its_verdict_and_loses_its_controls(page: Page, site: str) -> None:
    page.goto(site + PAGES["recalled"])
    page.emulate_media(media="print")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator(".jump")).to_be_hidden()
    expect(page.locator(".bar nav")).to_be_hidden()
