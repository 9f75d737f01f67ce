"""A browser, and the portal's pages served to it."""

import os
from collections.abc import Iterator

import django
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

django.setup()  # the tables that pages read are named when tests are collected

from tests.portal import alerted, proofs, stories, supervised, traders  # noqa: E402
from tests.threads import served  # noqa: E402
from tools.chromium import LEFT_OUT, find_chromium  # noqa: E402
from zhuisu.packaged import profiles  # noqa: E402
from zhuisu.portal import sources  # noqa: E402
from zhuisu.portal.views import data  # noqa: E402

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
expect.set_options(timeout=20_000)  # the machine has other work
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")  # ended before the tests that follow: its event loop would bar them from the database
def chromium() -> Iterator[Browser]:
    """Headless Chromium. Where there is none, a developer's tests are left out; in CI that is a failure."""
    found = find_chromium(os.environ)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the portal over told stories, with its static files, on a port of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "answer_of", stories.told)
        patch.setattr(sources, "known_things", lambda keys: set(keys) & stories.STORIES.keys())
        patch.setattr(sources, "recent_things", lambda most: list(stories.lychee().things))
        patch.setattr(sources, "kinds_of", supervised.kinds_of)
        patch.setattr(sources, "findings_of", supervised.findings_of)
        patch.setattr(sources, "is_in_doubt", lambda keys: False)
        patch.setattr(sources, "alerts_of", alerted.of_the_can)
        patch.setattr(sources, "standing_recalls", lambda most: [alerted.published()])
        patch.setattr(sources, "published_recalls", lambda kind, category, text: alerted.with_words(text))
        patch.setattr(sources, "published_recall", alerted.published_one)
        patch.setattr(sources, "looked_up", lambda key, visitor: traders.looked_up(key))
        patch.setattr(data, "public_set", traders.public_set)
        patch.setattr(sources, "product", traders.product)
        patch.setattr(sources, "enterprises", traders.enterprises)
        patch.setattr(sources, "regions", lambda: ["450702", "450721"])
        patch.setattr(sources, "enterprise", traders.enterprise)
        patch.setattr(sources, "products", traders.products)
        patch.setattr(sources, "printed", lambda typed: sources.Printed())
        patch.setattr(sources, "completeness_of", supervised.completeness_of)
        patch.setattr(sources, "profiles_now", lambda: dict(profiles()))
        patch.setattr(sources, "opened_event", supervised.opened_event)
        patch.setattr(sources, "proof_of", proofs.proof_of)
        patch.setattr(sources, "log_state", proofs.log_state)
        with served() as address:
            yield address


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: errors on the console, exceptions."""
    return []


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """On a phone, then on a desktop."""
    opened = chromium.new_context(viewport=request.param, permissions=["camera"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    opened = context.new_page()
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    return opened
