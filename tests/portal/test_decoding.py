"""Decoding on the server: for those whose browser runs no script."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_image

from zhuisu.portal.decoding import UnreadablePictureError, codes_in


def picture(text: str, kind: BarcodeFormat = BarcodeFormat.QRCode, form: str = "PNG") -> bytes:
    """A photograph of a symbol, in the middle of a larger grey field."""
    symbol = Image.fromarray(write_barcode_to_image(create_barcode(text, kind), scale=6))
    field = Image.new("L", (symbol.width + 400, symbol.height + 300), 200)
    field.paste(symbol, (170, 120))
    out = BytesIO()
    field.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_code_in_a_picture_is_read(form: str) -> None:
    text = "https://id.gs1.org/01/06901234567892/10/L7"
    assert codes_in(picture(text, form=form)) == [text]


def test_a_bar_code_is_read() -> None:
    assert codes_in(picture("6901234567892", BarcodeFormat.EAN13)) == ["6901234567892"]


def test_a_picture_without_a_code_has_none() -> None:
    out = BytesIO()
    Image.new("RGB", (300, 300), "white").save(out, "PNG")
    assert codes_in(out.getvalue()) == []


@pytest.mark.parametrize("junk", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"<svg/>", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(junk: bytes) -> None:
    with pytest.raises(UnreadablePictureError):
        codes_in(junk)


def test_a_picture_of_too_many_pixels_is_refused_before_they_are_opened() -> None:
    out = BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    with pytest.raises(UnreadablePictureError):
        codes_in(out.getvalue())


def test_a_picture_that_is_sent_leads_to_its_page(pages: Client) -> None:
    sent = SimpleUploadedFile("code.png", picture("6901234567892", BarcodeFormat.EAN13), "image/png")
    answer = pages.post("/scan", {"picture": sent})
    assert (answer.status_code, answer["Location"]) == (303, "/t/6901234567892")


def test_an_identity_number_in_a_picture_goes_no_further(pages: Client) -> None:
    sent = SimpleUploadedFile("id.png", picture("11010519491231002X"), "image/png")
    assert pages.post("/scan", {"picture": sent})["Location"] == "/personal"


@pytest.mark.parametrize(("name", "content", "status"), [("picture", b"junk", 400), ("other", b"junk", 400)])
def test_what_cannot_be_read_is_said_on_the_page(pages: Client, name: str, content: bytes, status: int) -> None:
    answer = pages.post("/scan", {name: SimpleUploadedFile("x.png", content)})
    assert answer.status_code == status
    assert b'role="alert"' in answer.content


@pytest.mark.parametrize(("path", "status"), [("/scan", 400), ("/find", 302)])
def test_who_goes_away_while_sending_is_no_fault_of_ours(pages: Client, path: str, status: int) -> None:
    class Gone(BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            raise OSError("the client went away")

    form = "multipart/form-data; boundary=x"
    sent: dict[str, Any] = {"wsgi.input": Gone(), "CONTENT_LENGTH": "1000"}
    assert pages.generic("POST", path, content_type=form, **sent).status_code == status
