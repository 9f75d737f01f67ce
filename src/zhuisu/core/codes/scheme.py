"""Scheme: one way of writing identities — its name, structure, check and the function that reads it."""

from collections.abc import Callable, Mapping

import msgspec

from zhuisu.core.codes.model import Level
from zhuisu.core.findings import Finding, Text


class Reading(msgspec.Struct, frozen=True):
    """What a scheme makes of a string. `value` is its normal form;.

    `certainty` orders readings of one string: the more structure holds (a check digit, a region, a date), the higher.
    """

    value: str
    parts: Mapping[str, str] = {}
    findings: tuple[Finding, ...] = ()
    certainty: int = 50


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """A scheme of codes. Length, charset, region and date that do not fit: not of this scheme (None). A failed check
    digit: a reading with a warning.

    `read` takes a folded string (see `folding`): half-width, without blanks at the ends. `examples` are read with no
    warning, `counterexamples` are not of the scheme or have a warning. `personal` values are masked and have no key.
    """

    name: str
    title: Text
    level: Level
    structure: Text
    source: str
    read: Callable[[str], Reading | None]
    check: Text | None = None
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    personal: bool = False
