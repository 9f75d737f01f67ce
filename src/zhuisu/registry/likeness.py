"""Likeness: how near two names are, by the pairs of characters that they share. Needs no extension of the database."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

_IGNORED: Final = re.compile(
    r"有限责任公司|股份有限公司|有限公司|专业合作社|公司|广西壮族自治区|广西|[\s·・,.，。（）()\-—_/\\'\"“”]"
)
NEAR: Final = 0.5
"""The share of common pairs from which names are called near."""


def plain_name(name: str) -> str:
    """A name without its legal form, the province, punctuation, and the width and case of its letters."""
    folded = unicodedata.normalize("NFKC", name).lower()
    return _IGNORED.sub("", folded) or folded


def grams(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters; of one character, that."""
    plain = plain_name(name)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def telling(pairs: frozenset[str], counts: Mapping[str, int]) -> Sequence[str]:
    """The rarest pairs of a name, so many that every name that is near has one of them.

    A name that is near shares at least `NEAR` of all pairs, so it cannot lack more of them than these.
    """
    rarest = sorted(pairs, key=lambda pair: (counts.get(pair, 0), pair))
    return rarest[: len(pairs) - math.ceil(NEAR * len(pairs)) + 1]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The pairs that both have among those that either has: 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other)
