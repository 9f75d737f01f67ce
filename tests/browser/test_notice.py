"""The stallholder's page in a real browser: large enough for a thumb, accessible, light, and whole without scripts."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import PHONE
from tests.browser.test_portal import TAGS, address, fits
from tests.recall.notified import DUE, LOT, PORK
from zhuisu.portal.views import notice as view
from zhuisu.recall import links
from zhuisu.recall.answering import Said
from zhuisu.recall.kinds import Deed, HoldingState, Kind, State
from zhuisu.recall.models import Answer, Holding
from zhuisu.recall.noticed import Goods, Noticed
from zhuisu.recall.reckoning import Reckoned

pytestmark = pytest.mark.browser

PATH = f"/notice/{'A' * 24}"
SMALL: ViewportSize = {"width": 320, "height": 568}
THUMB = 88  # CSS pixels: twice what WCAG 2.2 §2.5.5 asks for
BUDGET_BYTES = 20_000
TOLD = Noticed(
    number="ZH-2026-0001",
    kind=Kind.RECALL,
    state=State.ISSUED,
    grade="1",
    category="food",
    title="冷鲜前腿肉检出禁用药物",
    goods=(Goods(PORK, "冷鲜前腿肉", "500 克/盒", (LOT.rpartition("/")[2],)),),
    maker="钦南屠宰厂",
    reason="监督抽检不合格",
    hazard="食用后可能心悸",
    demand="",
    advice="",
    holder="老王鲜肉摊",
    holding_state=HoldingState.TOLD,
    lines=(Reckoned("", Decimal(30), Decimal(10)),),
    is_measured=True,
    things=30,
    in_force=True,
    issued_at=None,
    due_at=DUE,
    answers=(),
)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """What was answered, on a notice that is told instead of a table."""
    heard: list[Said] = []

    def take(*, holding: Holding, said: Said) -> Answer:
        heard.append(said)
        return Answer(pk=len(heard))

    monkeypatch.setattr(links, "opened", lambda secret: Holding(things=30, gone=10))
    monkeypatch.setattr(view, "noticed", lambda holding: TOLD)
    monkeypatch.setattr(view, "mark_seen", lambda holding: None)
    monkeypatch.setattr(view, "answer_by_link", take)
    return heard


@pytest.mark.parametrize("query", ["", "?said=isolated", "?said=sold", "?thanks"])
def test_it_is_accessible_and_fits_the_screen(
    page: Page, site: str, said: list[Said], complaints: list[str], query: str
) -> None:
    for language in ("zh", "en"):
        page.goto(site + address(PATH + query, language))
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()
        assert fits(page)
    assert complaints == []


def test_a_dark_screen_is_readable_too(chromium: Browser, site: str, said: list[Said]) -> None:
    with chromium.new_context(viewport=PHONE, color_scheme="dark") as context:
        page = context.new_page()
        for query in ("", "?said=isolated"):
            page.goto(site + PATH + query)
            found = Axe().run(page, options={"runOnly": ["color-contrast"]})
            assert found.violations_count == 0, found.generate_report()


def test_three_buttons_are_large_on_the_smallest_phone(chromium: Browser, site: str, said: list[Said]) -> None:
    with chromium.new_context(viewport=SMALL) as context:
        page = context.new_page()
        page.goto(site + address(PATH, "zh"))
        boxes = [button.bounding_box() for button in page.locator("a.choice").all()]
        sizes = [(box["width"], box["height"]) for box in boxes if box is not None]
        assert len(sizes) == 3
        assert min(height for _, height in sizes) >= THUMB
        assert min(width for width, _ in sizes) >= 0.8 * SMALL["width"]
        assert fits(page)


def test_without_scripts_it_is_answered_in_two_taps_and_a_number(
    chromium: Browser, site: str, said: list[Said]
) -> None:
    with chromium.new_context(viewport=PHONE, java_script_enabled=False, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(site + PATH)
        page.get_by_role("link", name="已封存").click()
        page.get_by_label("一共封存了多少？").fill("18")
        page.get_by_role("button", name="提交").click()
        page.get_by_text("谢谢，已经记下。").wait_for()
        assert page.url.endswith("?thanks")
    assert [(each.deed, each.quantity) for each in said] == [(Deed.ISOLATED, Decimal(18))]


def test_it_is_light(chromium: Browser, site: str, said: list[Said]) -> None:
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        answer = page.goto(site + PATH)
        assert answer is not None
        assert len(answer.body()) < BUDGET_BYTES
