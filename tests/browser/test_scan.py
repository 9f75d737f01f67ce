"""Scanning: pictures are decoded in the browser, and the code leads to its dossier."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from zxingcpp import BarcodeFormat, create_barcode

pytestmark = pytest.mark.browser


def as_picture(page: Page, svg: str, path: Path) -> Path:
    """The SVG as a PNG file, photographed off a page."""
    drawing = page.context.new_page()
    drawing.set_content(f"<body>{svg}</body>")
    drawing.locator("svg").screenshot(path=path)
    drawing.close()
    return path


@pytest.mark.parametrize(
    ("symbol", "content", "options"),
    [
        (BarcodeFormat.QRCode, "https://qinzhou.example/01/06901234100013/21/LZ0001", {}),
        (BarcodeFormat.DataMatrix, "(01)06901234100013(21)LZ0001", {"gs1": True}),
        (BarcodeFormat.Code128, "drug:83857930000879766660", {}),
    ],
    ids=["a link in a QR code", "a GS1 DataMatrix", "a line code"],
)
def test_a_picture_is_read_here_and_opens_its_story(
    page: Page,
    site: str,
    complaints: list[str],
    tmp_path: Path,
    symbol: BarcodeFormat,
    content: str,
    options: dict[str, bool],
) -> None:
    picture = as_picture(page, create_barcode(content, symbol, **options).to_svg(scale=5), tmp_path / "photo.png")
    sent: list[str] = []
    page.goto(f"{site}/scan?lang=en")
    page.on("request", lambda request: sent.append(f"{request.method} {request.url.removeprefix(site)}"))
    page.locator("input[type=file]").set_input_files(picture)
    page.wait_for_url("**/t/**")
    assert [each for each in sent if each.startswith("POST")] == ["POST /find"]
    assert complaints == []
    expect(page.locator(".verdict")).to_be_visible()


def test_a_picture_without_a_code_says_what_to_try(page: Page, site: str, tmp_path: Path) -> None:
    blank = as_picture(page, '<svg width="300" height="200"><rect width="300" height="200" fill="#ccc"/></svg>',
                       tmp_path / "blank.png")  # fmt: skip
    page.goto(f"{site}/scan?lang=en")
    page.locator("input[type=file]").set_input_files(blank)
    expect(page.get_by_role("status")).to_contain_text("No code found")


def test_a_file_that_is_no_picture_says_so(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/scan?lang=en")
    note = tmp_path / "note.png"
    note.write_text("not a picture")
    page.locator("input[type=file]").set_input_files(note)
    expect(page.get_by_role("status")).to_contain_text("not a picture")


def test_the_camera_starts_on_request(page: Page, site: str) -> None:
    page.goto(f"{site}/scan?lang=en")
    expect(page.get_by_role("status")).to_contain_text("Start the camera")
    page.get_by_role("button", name="Start the camera").click()
    expect(page.get_by_role("status")).to_contain_text("Hold the code inside the frame")


def test_without_a_camera_there_are_pictures_and_typing(page: Page, site: str) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))"
    )
    page.goto(f"{site}/scan?lang=en")
    page.get_by_role("button", name="Start the camera").click()
    expect(page.get_by_role("status")).to_contain_text("No camera was found")
    expect(page.get_by_label("Code on the product, or a name")).to_be_visible()


def test_nothing_is_known_of_the_camera_where_the_connection_is_not_secure(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined })")
    page.goto(f"{site}/scan?start&lang=en")
    expect(page.get_by_role("status")).to_contain_text("needs a secure connection")
