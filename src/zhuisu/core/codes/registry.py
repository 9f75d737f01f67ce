"""Registry: every scheme that the platform knows, by name."""

from collections.abc import Mapping

from zhuisu.core.codes.gs1.schemes import GS1_SCHEMES
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national import NATIONAL
from zhuisu.core.codes.scheme import Scheme

SCHEMES: Mapping[str, Scheme] = {scheme.name: scheme for scheme in (*GS1_SCHEMES, *NATIONAL)}

_OF_GS1 = frozenset(scheme.name for scheme in GS1_SCHEMES)

PRODUCT_PART: Mapping[str, int] = {"drug": 7, "pesticide": 7, "city": 11}
"""So many leading characters of an item's code name its product: 药品标识码; kind and registration of a pesticide;
the product of a city's own code."""

OPAQUE: Mapping[str, Level] = {
    "person": Level.PARTY,
    "party": Level.PARTY,
    "place": Level.PLACE,
    "product": Level.CLASS,
    "asset": Level.ASSET,
    "licence": Level.TRANSACTION,
}
"""Schemes of our own whose values say nothing."""


def is_national(name: str) -> bool:
    """Whether keys of this scheme are `name:value`; those of GS1 are paths."""
    return name in SCHEMES and name not in _OF_GS1


def is_product(name: str, text: str) -> bool:
    """Whether a text is the product part of that scheme's codes, and nothing else."""
    return len(text) == PRODUCT_PART.get(name) and text.isascii() and text.isdigit()
