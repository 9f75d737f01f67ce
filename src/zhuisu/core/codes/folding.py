"""Folding: how people and scanners write a code, brought to one form."""

import re
import unicodedata

LONGEST = 4_096
"""No label holds more; what is longer is cut before it is looked at."""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣", "-"))
_BRACKETS = str.maketrans({"【": "(", "】": ")", "〔": "(", "〕": ")", "［": "(", "］": ")", "（": "(", "）": ")"})
_INVISIBLE = re.compile("[​-‏‪-‮⁠﻿­]")
_GROUPING = re.compile(r"[\s\-]+")


def folded(text: str) -> str:
    """Half-width digits, letters and brackets, plain hyphens, no invisible characters, no blanks at the ends.

    FNC1 (as GS, 0x1D) stays where it separates. NFKC of what people type; lone surrogates become U+FFFD.
    """
    cut = text[:LONGEST].encode("utf-8", "replace").decode("utf-8", "replace")
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", cut).translate(_DASHES).translate(_BRACKETS)).strip(
        " \t\r\n\f\v\0"
    )


def compact(text: str) -> str:
    """Without the blanks and hyphens that people write between groups."""
    return _GROUPING.sub("", text)
