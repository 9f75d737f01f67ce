"""People at work: the grower and the stall of recording's tests, with accounts, on phones."""

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page
from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_image

from tests.browser.conftest import DESKTOP
from tests.console.cast import PASSWORD, account_of
from tests.recording.cast import GROWER, STALL
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.console.accounts import Wanted

SCOPES = frozenset({Scope.CAPTURE, Scope.READ})
FARM = Wanted("farm", ActorKind.ENTERPRISE, SCOPES, party=GROWER)
STAND = Wanted("stall", ActorKind.ENTERPRISE, SCOPES, party=STALL)


AT_A_DESK = frozenset({"hand-over"})
"""The pictures that show a desk, too."""


def hired() -> None:
    """Both may sign in."""
    for each in (FARM, STAND):
        account_of(each)


def signs_in(page: Page, address: str, name: str) -> None:
    """By the form, as a person would."""
    page.goto(f"{address}/work/")
    page.get_by_label("账户名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{address}/work/")


def camera_of(*codes: str) -> str:
    """A script after which the camera sees these codes, one after the other, as QR codes."""
    images: list[Any] = [write_barcode_to_image(create_barcode(code, BarcodeFormat.QRCode)) for code in codes]
    seen = [memoryview(image).tolist() for image in images]
    return f"const CODES = {json.dumps(seen)};" + _CAMERA


_CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 480 });
  const pen = canvas.getContext('2d');
  let turn = 0;
  const draw = () => {
    const rows = CODES[Math.floor(turn++ / 4) % CODES.length];
    const side = Math.floor(400 / rows.length);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 480, 480);
    pen.fillStyle = '#000';
    rows.forEach((row, y) => row.forEach((bit, x) => bit || pen.fillRect(40 + x * side, 40 + y * side, side, side)));
  };
  draw();
  setInterval(draw, 100);
  return canvas.captureStream(10);
};
"""


def shown(page: Page, name: str) -> None:
    """A picture for the documentation, where ZHUISU_TEST_PICTURES names a folder."""
    folder = os.environ.get("ZHUISU_TEST_PICTURES")
    is_at_a_desk = page.evaluate("innerWidth") == DESKTOP["width"]
    if folder and (name in AT_A_DESK or not is_at_a_desk):
        page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128)
        on = "desk" if is_at_a_desk else "phone"
        picture.save(Path(folder) / f"work-{name}-{on}.png", optimize=True)
