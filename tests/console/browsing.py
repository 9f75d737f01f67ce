"""A browser in a thread of its own, and the console served to it: its event loop would bar tests from the database."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.threads import served
from tools.chromium import LEFT_OUT, find_chromium

Journey = Callable[[Page, str], None]


def travel(journey: Journey, size: ViewportSize, locale: str) -> list[str]:
    """Go on a journey in Chromium. Answers what the browser complained of."""
    found = find_chromium(os.environ)
    if found is None:
        pytest.skip(LEFT_OUT)
    with served() as address, ThreadPoolExecutor(1) as pool:
        return pool.submit(_travel, journey, address, str(found), size, locale).result()


def _travel(journey: Journey, address: str, program: str, size: ViewportSize, locale: str) -> list[str]:
    complaints: list[str] = []
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        page = browser.new_context(viewport=size, locale=locale).new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        journey(page, address)
        browser.close()
    return complaints
