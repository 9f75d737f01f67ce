"""Wording: dates, times, quantities and lists as people read them, in either language."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from zhuisu.core.findings import Language, Text
from zhuisu.portal.words.units import SINGULAR, UNITS

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = (
    Text("星期一", "Monday"),
    Text("星期二", "Tuesday"),
    Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"),
    Text("星期五", "Friday"),
    Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)
PERSON_KEY = "person:"
PERSON = f"urn:zhuisu:{PERSON_KEY}"
SOMEBODY = Text("实名登记，不公开", "on record, not public")
WORDS = {
    "true": Text("是", "yes"),
    "false": Text("否", "no"),
    "pass": Text("合格", "pass"),
    "fail": Text("不合格", "fail"),
    "negative": Text("阴性", "negative"),
    "positive": Text("阳性", "positive"),
    "quality control": Text("质量控制", "quality control"),
    "own test": Text("自行检测", "own test"),
    "commissioned test": Text("委托检测", "commissioned test"),
    "genuine": Text("真实", "genuine"),
}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(?:–(-?\d+(?:\.\d+)?))?\s*([A-Z][A-Z0-9]{1,2}|59)")


def day_in_words(day: date, language: Language) -> str:
    """2026年3月5日 / 5 March 2026."""
    if language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date, language: Language) -> str:
    return WEEKDAYS[day.weekday()].into(language)


def moment_in_words(moment: datetime, language: Language) -> str:
    """Day and minute, on the clock of the place where it was recorded."""
    return f"{day_in_words(moment.date(), language)} {moment:%H:%M}"


def quantity_in_words(quantity: float, uom: str, language: Language) -> str:
    """1234.5 KGM → 1,234.5 千克. An unknown unit is shown as its code."""
    unit = UNITS[uom].into(language) if uom in UNITS else uom
    if quantity == 1 and language is Language.EN:
        unit = SINGULAR.get(unit, unit)
    close = unit in ("%", "℃", "℉", "°C", "°F")
    return f"{quantity:,.15g}{'' if close else ' '}{unit}".strip()


def value_in_words(value: str, language: Language) -> str:
    """A date as a date, a measure with its unit, a person as nobody in particular, anything else as it stands."""
    if value.startswith(PERSON):
        return SOMEBODY.into(language)
    if value in WORDS:
        return WORDS[value].into(language)
    if found := _DATE.fullmatch(value):
        try:
            return day_in_words(date(*map(int, found.groups())), language)
        except ValueError:
            return value
    return readings_in_words(value, language)


def readings_in_words(value: str, language: Language) -> str:
    """`4.2 CEL; 5.1 CEL` → 4.2–5.1℃; `2–8 CEL` → 2–8℃. Anything else as it stands."""
    measures = [_MEASURE.fullmatch(each) for each in value.split("; ")]
    numbers = [float(number) for each in measures if each for number in each.group(1, 2) if number]
    units = {each[3] if each else "" for each in measures}
    if len(units) != 1 or not units <= UNITS.keys() or units == {""}:
        return value
    low, high, unit = min(numbers), max(numbers), units.pop()
    return ("" if low == high else f"{low:,.15g}–") + quantity_in_words(high, unit, language)


def listed(parts: Sequence[str], language: Language, *, most: int = 3) -> str:
    """At most `most` of them, and how many more. In English, parts that hold commas stand between semicolons."""
    shown, rest = list(parts[:most]), len(parts) - most
    if language is Language.ZH:
        return "、".join(shown) + (f"等 {len(parts)} 项" if rest > 0 else "")
    if rest > 0:
        shown.append(f"{rest} more")
    if len(shown) > 2 and any(", " in part for part in shown):
        return "; ".join(shown[:-1]) + "; and " + shown[-1]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""
