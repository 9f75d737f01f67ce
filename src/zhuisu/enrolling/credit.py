"""Credit: what a 统一社会信用代码 (GB 32100-2015) says of whom it names."""

from collections.abc import Mapping
from typing import Final

import msgspec

from zhuisu.core.codes import recognise
from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.entries import PartyKind
from zhuisu.registry.regions import region

LONGEST: Final = 100
UNNUMBERED: Final = (PartyKind.HOUSEHOLD, PartyKind.STALL)
"""Who may have no such code."""

_BY_HEAD: Final[Mapping[str, tuple[PartyKind, ...]]] = {
    "91": (PartyKind.ENTERPRISE, PartyKind.HOSPITAL),
    "92": (PartyKind.INDIVIDUAL, PartyKind.STALL),
    "93": (PartyKind.COOPERATIVE,),
    "N1": (PartyKind.COLLECTIVE,),
    "N2": (PartyKind.COLLECTIVE,),
    "N3": (PartyKind.COLLECTIVE,),
    "N9": (PartyKind.COLLECTIVE,),
    "12": (PartyKind.INSTITUTION, PartyKind.HOSPITAL),
    "51": (PartyKind.ASSOCIATION,),
    "52": (PartyKind.INSTITUTION, PartyKind.HOSPITAL),
}
"""By department and kind of the registration, its first two characters: the likeliest first."""

_OTHERS: Final = (PartyKind.INSTITUTION, PartyKind.ENTERPRISE)


class Credit(msgspec.Struct, frozen=True):
    """A code that was read: its key, what its holder may be, and the region of its registration, if that is known."""

    key: str
    kinds: tuple[PartyKind, ...]
    region: str


def read_credit(text: str, compared: str = "") -> Credit | Finding:
    """What the code says; or what is wrong with it.

    A failed check digit is mostly a typing error, but licences with wrong ones exist: it is taken where the same text
    was `compared` with the paper.
    """
    typed = text.strip()[:LONGEST]
    for code in recognise(typed):
        if code.scheme == "uscc" and code.key is not None:
            if code.findings and compared.strip() != typed:
                return _wrong("enrol.credit_check", typed)
            named = code.parts.get("region", "")
            return Credit(code.key, kinds_of(code.key), named if region(named) is not None else "")
    return _wrong("enrol.no_credit" if typed else "enrol.credit_missing", typed)


def kinds_of(key: str) -> tuple[PartyKind, ...]:
    """What the holder of a key may be."""
    return _BY_HEAD.get(key.removeprefix("uscc:")[:2], _OTHERS) if key else UNNUMBERED


def _wrong(code: str, typed: str) -> Finding:
    return Finding(code, Severity.ERROR, "$.credit", {"found": typed, "length": len(typed.replace(" ", ""))})
