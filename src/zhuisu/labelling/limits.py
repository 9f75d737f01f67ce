"""Limits: what is too much, as data."""

from functools import cache
from pathlib import Path

import msgspec


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See data/limits.toml."""

    item_places: int
    item_scans: int
    household_scans: int
    place_scans: int
    place_weight: int
    items_at_once: int
    labels_at_once: int


@cache
def limits() -> Limits:
    """Those that come with the program."""
    text = (Path(__file__).parent / "data" / "limits.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Limits)
