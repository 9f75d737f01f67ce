"""Zebra: reads back the pictures of a ZPL file, as a label printer would draw them."""

import re

from PIL import Image

_FIELD = re.compile(r"\^FO0,0\^GFA,(\d+),(\d+),(\d+),([^^]*)\^FS")
_TWENTIES = {letter: 20 * place for place, letter in enumerate("ghijklmnopqrstuvwxyz", 1)}
_REPEATS = {**{letter: place for place, letter in enumerate("GHIJKLMNOPQRSTUVWXY", 1)}, **_TWENTIES}


def pictures(zpl: bytes) -> list[Image.Image]:
    """Every label of the file."""
    return [_picture(int(size), int(wide), data) for size, _, wide, data in _FIELD.findall(zpl.decode("ascii"))]


def _picture(size: int, wide: int, data: str) -> Image.Image:
    digits, row, count = "", "", 0
    for letter in data:
        if letter in _REPEATS:
            count += _REPEATS[letter]
        elif letter == ",":
            digits += row.ljust(2 * wide, "0")
            row = ""
        elif letter == ":":
            digits += digits[-2 * wide :]
        else:
            row, count = row + letter * (count or 1), 0
        if len(row) == 2 * wide:
            digits, row = digits + row, ""
    assert len(digits) == 2 * size
    dark = bytes(byte ^ 0xFF for byte in bytes.fromhex(digits))
    return Image.frombytes("1", (8 * wide, size // wide), dark)
