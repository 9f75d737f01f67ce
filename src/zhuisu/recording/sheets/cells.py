"""Cells: amounts with their units, and times, as people, scales and tills write them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from zhuisu.core.findings import Text
from zhuisu.core.forms.filled import LOCAL
from zhuisu.core.forms.numbers import read_number
from zhuisu.core.profiles.units import UNITS

_AMOUNT: Final = re.compile(r"([+-]?[\d,]*\.?\d+)\s*([^\d\s.,][^\d\s]*)?")
_DAY: Final = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?[T ]*(.*)")
_CLOCK: Final = re.compile(r"(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?")
_COLONS: Final = re.compile(r"[时点分秒]")
_NOON: Final = 12


class Unit(NamedTuple):
    """A code of UN/ECE Recommendation 20 (empty: pieces), and how much of it one is."""

    code: str
    times: float


JIN: Final = Text("斤", "jin")
"""In what markets weigh: half a kilogram."""
ANIMALS: Final = frozenset("头只羽")
"""In what animals are counted; things, too, where nobody speaks of animals."""
_SAID: Final[Mapping[str, Unit]] = {
    "公斤": Unit("KGM", 1.0),
    "斤": Unit("KGM", 0.5),
    "市斤": Unit("KGM", 0.5),
    "jin": Unit("KGM", 0.5),
    "两": Unit("KGM", 0.05),
    "kgs": Unit("KGM", 1.0),
    "g": Unit("GRM", 1.0),
    "t": Unit("TNE", 1.0),
    "l": Unit("LTR", 1.0),
    "ml": Unit("MLT", 1.0),
    **{word: Unit("", 1.0) for word in "个只头条盒瓶袋箱支尾枚羽包桶罐台只件"},
    **{word: Unit("", 1.0) for word in ("pcs", "pc", "ea", "piece", "box", "bottle", "h87")},
}
_KNOWN: Final[Mapping[str, Unit]] = {
    **{
        name.lower(): Unit("" if code == "H87" else code, 1.0)
        for code, text in UNITS.items()
        for name in (text.zh, text.en, code)
    },
    **_SAID,
}


def read_unit(text: str) -> Unit | None:
    """The unit that a word means; None where it means none."""
    return _KNOWN.get(_plain(text).lower())


def unit_in(head: str) -> Unit:
    """The unit that the head of a column of amounts says: 重量（斤）, net weight; pieces where it says none."""
    said = _plain(head).lower()
    inside = re.search(r"[(\[【]([^)\]】]+)[)\]】]", said)
    found = read_unit(inside[1]) if inside else None
    is_weight = "重" in said or "weight" in said
    return found or (Unit("KGM", 1.0) if is_weight else Unit("", 1.0))


def read_amount(text: str) -> tuple[float, str] | None:
    """A number and the word of its unit, empty where there is none: `12.5公斤`, `1,200`; None where it is no amount."""
    found = _AMOUNT.fullmatch(_plain(text))
    if found is None:
        return None
    number = read_number(found[1])
    return (float(number), found[2] or "") if number is not None and 0 <= number <= 1e12 else None


def read_time(text: str, now: datetime) -> datetime | None:
    """A time of the city. Of a day alone: noon, or now if that is still to come. None where it is no time."""
    said = _plain(text)
    zoned, day = _zoned(said), _DAY.fullmatch(said)
    if zoned is not None or day is None:
        return zoned
    clock = _CLOCK.fullmatch(_COLONS.sub(":", day[4].strip()).rstrip(":"))
    if day[4].strip() and clock is None:
        return None
    hours = (int(clock[1]), int(clock[2]), int(clock[3] or 0)) if clock else (_NOON, 0, 0)
    try:
        found = datetime(int(day[1]), int(day[2]), int(day[3]), *hours, tzinfo=LOCAL)
    except ValueError:
        return None
    is_today = clock is None and found.date() == now.astimezone(LOCAL).date()
    return min(found, now) if is_today else found


def _zoned(text: str) -> datetime | None:
    """A time that says its own zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
