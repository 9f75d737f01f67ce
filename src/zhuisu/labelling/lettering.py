"""Lettering: how wide a text is in our font, and how it is broken into lines that fit."""

from functools import lru_cache
from importlib.resources import files
from typing import Final

from PIL import ImageFont

_EM: Final = 100
_OPENING: Final = "（([《【“"
"""No line ends with one of these."""


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Our font, so many pixels high. It stands in the package of recalls, whose papers it sets, too."""
    path = files("zhuisu.recall") / "fonts" / "NotoSansSC-Regular.ttf"
    return ImageFont.truetype(str(path), size)


@lru_cache(maxsize=1 << 14)
def ems(text: str) -> float:
    """The width of a text in ems."""
    return font(_EM).getlength(text) / _EM


def broken(text: str, width: float, most: int) -> list[str]:
    """The text in at most so many lines of this width in ems; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        if ems(rest) <= width:
            return [*lines, rest]
        if len(lines) == most - 1:
            return [*lines, _cut(rest, width)]
        end = _end(rest, width)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines


def _end(text: str, width: float) -> int:
    """Where a line ends: at the last blank that is not too near its beginning, else where it is full."""
    end = next((index for index in range(len(text), 1, -1) if ems(text[:index]) <= width), 1)
    blank = text.rfind(" ", end // 2, end + 1)
    if blank > 0:
        return blank
    return end - 1 if end > 1 and text[end - 1] in _OPENING else end


def _cut(text: str, width: float) -> str:
    end = next((index for index in range(len(text), 0, -1) if ems(text[:index] + "…") <= width), 0)
    return text[:end].rstrip() + "…"
