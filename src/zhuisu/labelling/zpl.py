"""ZPL: labels for label printers (Zebra's language, which most others speak, too): each label one picture.

Words and symbol are dots of ours, so Chinese needs no font of the printer, and a symbol is what was tested here.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image

from zhuisu.labelling.composing import Label, compose
from zhuisu.labelling.layouts import Layout
from zhuisu.labelling.raster import image_of

DOTS: Final = (8, 12, 24)
"""Dots a millimetre: printers of 203, 300 and 600 dots an inch."""
_SMALL: Final = "GHIJKLMNOPQRSTUVWXY"
_TWENTIES: Final = "ghijklmnopqrstuvwxyz"


def zpl_of(labels: Sequence[Label], layout: Layout, dots: int, copies: int = 1) -> bytes:
    """The labels in their order, so many copies of each. Raises TooSmallError."""
    return "".join(_label(label, layout, dots, copies) for label in labels).encode("ascii")


def _label(label: Label, layout: Layout, dots: int, copies: int) -> str:
    image = image_of(compose(label, layout.size, 1 / dots), dots)
    field = f"^FO0,0{graphic(image)}^FS"
    return f"^XA\n^PW{image.width}\n^LL{image.height}\n^LH0,0\n{field}\n^PQ{copies}\n^XZ\n"


def graphic(image: Image.Image) -> str:
    """A picture of one bit a dot as ^GFA with repeats (ZPL II Programming Guide, ^GF and alternative compression)."""
    wide = (image.width + 7) // 8
    padded = Image.new("1", (wide * 8, image.height), 1)
    padded.paste(image, (0, 0))
    data = bytes(byte ^ 0xFF for byte in padded.tobytes())
    rows = [data[start : start + wide].hex().upper() for start in range(0, len(data), wide)]
    return f"^GFA,{len(data)},{len(data)},{wide},{''.join(_compressed(rows))}"


def _compressed(rows: Sequence[str]) -> Iterator[str]:
    before = ""
    for row in rows:
        yield ":" if row == before else _row(row)
        before = row


def _row(row: str) -> str:
    """A row of digits with its repeats; a tail of noughts is a comma."""
    body = row.rstrip("0")
    told, place = [], 0
    while place < len(body):
        end = place
        while end < len(body) and body[end] == body[place]:
            end += 1
        told.append(_repeated(body[place], end - place))
        place = end
    return "".join(told) + ("," if len(body) < len(row) else "")


def _repeated(digit: str, count: int) -> str:
    """G to Y are 1 to 19 times, g to z 20 to 400."""
    told = ""
    while count >= 400:
        told, count = f"{told}z{digit}", count - 400
    many, few = divmod(count, 20)
    if count == 0:
        return told
    repeats = (_TWENTIES[many - 1] if many else "") + (_SMALL[few - 1] if few else "")
    return told + (digit if count == 1 else repeats + digit)
