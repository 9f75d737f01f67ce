"""People at work: the grower and the stall of recording's tests, with accounts, on phones."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP
from tests.console.cast import PASSWORD, account_of
from tests.recording.cast import GROWER, STALL
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.console.accounts import Wanted

T = TypeVar("T")
SCOPES = frozenset({Scope.CAPTURE, Scope.READ})
FARM = Wanted("farm", ActorKind.ENTERPRISE, SCOPES, party=GROWER)
STAND = Wanted("stall", ActorKind.ENTERPRISE, SCOPES, party=STALL)


def hired() -> None:
    """Both may sign in."""
    for each in (FARM, STAND):
        account_of(each)


def aside(work: Callable[[], T]) -> T:
    """Done in a thread of its own: the browser's event loop would bar it from the database."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def signs_in(page: Page, address: str, name: str) -> None:
    """By the form, as a person would."""
    page.goto(f"{address}/work/")
    page.get_by_label("账户名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{address}/work/")


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    folder = os.environ.get("ZHUISU_TEST_PICTURES")
    if folder:
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        on = "phone" if picture.width < DESKTOP["width"] else "desk"
        picture.save(Path(folder) / f"work-{name}-{on}.png", optimize=True)
