"""Raster: a label as the dots of a printer, black or white, for label printers and as a preview."""

import io
from typing import Final

from PIL import Image, ImageDraw

from zhuisu.labelling.composing import Drawn, Placed
from zhuisu.labelling.lettering import font

_WHITE, _BLACK = 1, 0
_BASELINE: Final = "ls"


def image_of(drawn: Drawn, dots: int) -> Image.Image:
    """So many dots a millimetre, one bit each."""
    size = round(drawn.size[0] * dots), round(drawn.size[1] * dots)
    image = Image.new("1", size, _WHITE)
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"
    for line in drawn.lines:
        letters = font(max(1, round(line.size * dots)))
        pen.text((round(line.x * dots), round(line.y * dots)), line.text, fill=_BLACK, font=letters, anchor=_BASELINE)
    _stamp(pen, drawn.symbol, dots)
    return image


def png_of(drawn: Drawn, dots: int) -> bytes:
    """The same as a picture for a screen."""
    file = io.BytesIO()
    image_of(drawn, dots).save(file, "PNG", optimize=True)
    return file.getvalue()


def _stamp(pen: ImageDraw.ImageDraw, symbol: Placed, dots: int) -> None:
    """Modules are whole dots, as `compose` with a dot made them."""
    module = round(symbol.module * dots)
    left, top = round(symbol.x * dots), round(symbol.y * dots)
    height = round(symbol.bars * dots) or module
    for y, row in enumerate(symbol.modules.rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                corner = left + x * module, top + y * height
                pen.rectangle((*corner, corner[0] + module - 1, corner[1] + height - 1), fill=_BLACK)
