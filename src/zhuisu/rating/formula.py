"""Formula: how a score is made, what follows from it, and on what ground, as dated data."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from zhuisu.core.findings import Text


class Kind(StrEnum):
    """What is rated: a party, or an account through which a system is connected."""

    PARTY = "party"
    SYSTEM = "system"


KINDS: Final[Mapping[Kind, Text]] = {
    Kind.PARTY: Text("单位", "party"),
    Kind.SYSTEM: Text("接入系统", "connected system"),
}


class Part(StrEnum):
    """What a score is made of."""

    TIMELINESS = "timeliness"
    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    AVAILABILITY = "availability"


PARTS: Final[Mapping[Part, Text]] = {
    Part.TIMELINESS: Text("及时", "in time"),
    Part.COMPLETENESS: Text("完整", "complete"),
    Part.VALIDITY: Text("准确", "valid"),
    Part.AVAILABILITY: Text("持续", "available"),
}


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For one kind. `weights` sum up to 1."""

    weights: Mapping[Part, float]
    least_events: int
    gap_days: int
    silence_from: int
    threshold: int
    months_below: int
    category_gap_days: Mapping[str, int]

    def gap_of(self, categories: Collection[str]) -> int:
        """So many days may lie between records of who handles goods of these categories: the longest of theirs."""
        return max((self.category_gap_days.get(each, self.gap_days) for each in categories), default=self.gap_days)


class CertificateTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is given a certificate of a traceable supplier."""

    months: int
    least_score: int
    least_events: int
    chains: int
    least_chains_share: float
    valid_days: int


class Formula(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edition; see data/formula.toml, which says what each is."""

    since: date
    settle_days: int
    rolling_days: int
    objection_days: int
    exposure_days: int
    missing: tuple[str, ...]
    basis: Text
    party: Terms
    system: Terms
    certificate: CertificateTerms

    def terms(self, kind: Kind) -> Terms:
        return self.party if kind is Kind.PARTY else self.system


@cache
def formulas() -> Sequence[Formula]:
    """Every edition, the oldest first."""
    text = (files("zhuisu.rating") / "data" / "formula.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text)["edition"], tuple[Formula, ...])
    return sorted(found, key=lambda each: each.since)


def formula_on(day: date) -> Formula:
    """The edition that counts on a day; before the first, the first."""
    return next((each for each in reversed(formulas()) if each.since <= day), formulas()[0])
