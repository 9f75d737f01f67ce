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
    """One picture: its file, the window in CSS pixels, how many real pixels each has, and the reader's language."""

    name: str
    width: int
    height: int
    scale: float
    language: str


PICTURES = (
    Picture("dossier-phone.png", 390, 844, 2, "zh-CN"),
    Picture("dossier-desktop.png", 1280, 860, 1, "zh-CN"),
    Picture("dossier-phone-en.png", 390, 844, 2, "en"),
    Picture("dossier-desktop-en.png", 1280, 860, 1, "en"),
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
    """One picture of the top of a page."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        locale=picture.language,
    )
    page.goto(address, wait_until="load")
    path = ROOT / "docs" / "images" / picture.name
    page.screenshot(path=path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
