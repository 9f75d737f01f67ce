"""Numbers: quantities and times as findings say them."""

from math import isfinite
from typing import Final

from zhuisu.core.profiles.units import UNITS
from zhuisu.core.rules.record import local

MINUTE: Final = 60_000_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


def exact(value: float) -> float | int:
    """Without the noise of binary fractions; whole where it is whole."""
    if not isfinite(value):
        return value
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def stamp(time: int) -> str:
    """UTC microseconds as date and minute in China."""
    return f"{local(time):%Y-%m-%d %H:%M}"


def unit_names(code: str) -> dict[str, str | int | float]:
    """A unit in words, with a blank before it; nothing for none."""
    if code not in UNITS:
        return {"unit": code, "unit_zh": code, "unit_en": f" {code}" if code else ""}
    return {"unit": code, "unit_zh": UNITS[code].zh, "unit_en": f" {UNITS[code].en}"}
