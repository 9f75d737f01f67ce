"""Evidence: a photograph that a holder sends, made anew from its pixels: where and by what it was taken is gone."""

from io import BytesIO
from typing import Final

import msgspec
from PIL import Image, ImageOps, UnidentifiedImageError

from zhuisu.core.findings import Finding
from zhuisu.recall.refusing import wrong

MOST_BYTES: Final = 8 << 20
MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 2_000
QUALITY: Final = 82
FORMATS: Final = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE: Final = "image/jpeg"
LONGEST_NAME: Final = 100


class Photo(msgspec.Struct, frozen=True):
    """A file as it was sent."""

    body: bytes
    name: str = ""


def cleaned(photo: Photo) -> bytes | Finding:
    """The picture upright as JPEG, at most 2,000 pixels a side, without anything but its pixels; or what is wrong."""
    if len(photo.body) > MOST_BYTES:
        return too_large(len(photo.body), "$.photos")
    try:
        return _anew(photo.body)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ):
        return wrong("evidence.no_picture", "$.photos")


def too_large(size: int, path: str) -> Finding:
    """That a photograph, or a form with it, has too many bytes."""
    megabytes, most = f"{size / (1 << 20):.1f}", MOST_BYTES >> 20
    return wrong("evidence.too_large", path, size=size, limit=MOST_BYTES, megabytes=megabytes, most=most)


def _anew(body: bytes) -> bytes:
    """Its header is looked at before its pixels are."""
    with Image.open(BytesIO(body), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width} × {image.height} pixels")
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = _on_white(upright) if upright.has_transparency_data else upright.convert("RGB")
    made = BytesIO()
    plain.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    plain, drawn = Image.new("RGB", image.size, "white"), image.convert("RGBA")
    plain.paste(drawn, mask=drawn.getchannel("A"))
    return plain


def plain_name(name: str) -> str:
    """The name of a file without its folders, of letters that can be printed."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:LONGEST_NAME]
