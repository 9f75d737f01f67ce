"""Code: one reading of a string, with the canonical key that the ledger stores."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from zhuisu.core.findings import Finding


class Level(StrEnum):
    """What kind of thing an identifier names."""

    PARTY = "party"
    PLACE = "place"
    CLASS = "class"
    BATCH = "batch"
    ITEM = "item"
    ASSET = "asset"
    LOGISTIC = "logistic"
    TRANSACTION = "transaction"


class Code(msgspec.Struct, frozen=True):
    """One reading of a string.

    `key` is the canonical key; None where nothing may be stored (an identity number). `value` is the value in the
    scheme's own normal form, masked where the scheme is personal. `parts` holds the named pieces of the structure.
    `findings` holds what is irregular (a failed check digit) and why this reading was offered.
    """

    scheme: str
    level: Level
    key: str | None
    value: str
    parts: Mapping[str, str] = {}
    findings: tuple[Finding, ...] = ()
