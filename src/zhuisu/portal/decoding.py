"""Decoding: the codes in a picture, read on the server for those whose browser runs no script."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from zxingcpp import read_barcodes

MOST_BYTES = 12 << 20
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 3_000
"""Larger pictures are made smaller first: a code that fills a tenth of one is still read."""

FORMATS = ("JPEG", "PNG", "WEBP")


class UnreadablePictureError(ValueError):
    """The bytes are no picture of a format that cameras write, or one that is too large to be opened."""


def codes_in(picture: bytes) -> list[str]:
    """The texts of the bar codes and matrix codes in a picture, each once; empty where there is none."""
    grey = _opened(picture)
    return list(dict.fromkeys(barcode.text for barcode in read_barcodes(grey) if barcode.text))


def _opened(picture: bytes) -> Image.Image:
    """The picture upright, in shades of grey, of a bounded size. Its header is looked at before its pixels are."""
    try:
        with Image.open(BytesIO(picture), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UnreadablePictureError(f"{image.width} × {image.height} pixels")
            image.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
            grey = ImageOps.exif_transpose(image).convert("L")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as fault:
        raise UnreadablePictureError(str(fault)) from fault
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return grey
