"""Take screenshots: the pictures of the README, from a demonstration city that is being served.

make demo                                                          in one terminal
.venv/bin/python -m tools.take_screenshots http://127.0.0.1:8000 KEY      in another
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from tools.chromium import LEFT_OUT, find_chromium

ROOT = Path(__file__).resolve().parent.parent
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the place on the page, the window in CSS pixels and its density, the reader's language."""

    name: str
    anchor: str
    width: int
    height: int
    scale: float
    language: str


PICTURES = (
    Picture("phone-zh.png", "", 390, 780, 1.5, "zh-CN"),
    Picture("phone-en.png", "", 390, 780, 1.5, "en"),
    Picture("chain-zh.png", "#chain", 1280, 780, 1, "zh-CN"),
    Picture("chain-en.png", "#chain", 1280, 780, 1, "en"),
)


def main(arguments: Sequence[str]) -> int:
    """Take every picture of one thing's page into docs/images."""
    address, key = arguments
    chromium = find_chromium(os.environ)
    if chromium is None:
        print(LEFT_OUT, file=sys.stderr)
        return 1
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=[*QUIET, *sandbox])
        for picture in PICTURES:
            take(browser, f"{address}/t/{quote(key, safe='/:')}", picture)
        browser.close()
    return 0


def take(browser: Browser, address: str, picture: Picture) -> None:
    """One picture of what the window shows."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        locale=picture.language,
    )
    page.goto(address + picture.anchor, wait_until="load")
    path = ROOT / "docs" / "images" / picture.name
    page.screenshot(path=path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
