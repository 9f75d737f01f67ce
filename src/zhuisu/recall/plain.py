"""Plain: whether a text holds nothing that turns, hides or breaks what stands beside it."""

import unicodedata
from typing import Final

from zhuisu.core.findings import Finding
from zhuisu.recall.refusing import wrong

_LINES: Final = "\n\r\t"
_JOINERS: Final = "\u200c\u200d"
"""Letters of some scripts, and emoji, are written with these."""
_REFUSED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def first_odd(text: str, *, allowed: str = "") -> str | None:
    """The first letter that is a control or turns the direction (as U+202E does); None where all are plain."""
    kept = f"{allowed}{_JOINERS}"
    return next((each for each in text if each not in kept and unicodedata.category(each) in _REFUSED), None)


def first_odd_in_lines(text: str) -> str | None:
    """The same of a text of several lines."""
    return first_odd(text, allowed=_LINES)


def unplain(path: str, text: str) -> Finding | None:
    """What is wrong with a text of several lines."""
    odd = first_odd_in_lines(text)
    return None if odd is None else wrong("recall.odd_letter", path, letter=f"U+{ord(odd):04X}")
