"""Hazmat: dangerous goods — a detonator's own code, and the lists that name substances."""

import re
from datetime import date

from zhuisu.core.codes import checks
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, doubted, joined, mismatch, squeezed
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_SHELL = by_pattern(
    r"(?P<plant>\d{2})(?P<year>\d)(?P<made_month>0[1-9]|1[0-2])(?P<made_day>0[1-9]|[12]\d|3[01])"
    r"(?P<feature>[0-9A-Zabd-np-rty])(?P<serial>\d{5})",
    75,
    tidy=joined,
)
_ALL_DIGITS = 30
_LEAP_YEAR = 2000
_SUBSTANCE = re.compile(r"(?:CAS(?:NO\.?|号)?[:：]?)?(?P<number>\d{2,7}-\d{2}-\d)", re.ASCII)
_DANGEROUS = re.compile(r"(?P<prefix>UN(?:NO\.?)?:?)?(?P<number>0(?!00[0-3])\d{3}|[12]\d{3}|3[0-5]\d{2})", re.ASCII)


def read_detonator(text: str) -> Reading | None:
    """GA 441: the year has one digit, so 29 February may always be; upper and lower case differ."""
    reading = _SHELL(text)
    if reading is None:
        return None
    try:
        date(_LEAP_YEAR, int(reading.parts["made_month"]), int(reading.parts["made_day"]))
    except ValueError:
        return None
    certainty = reading.certainty - _ALL_DIGITS if reading.value.isdecimal() else reading.certainty
    return Reading(reading.value, reading.parts, (), certainty)


def read_cas(text: str) -> Reading | None:
    """CAS registry number; its hyphens belong to it."""
    match = _SUBSTANCE.fullmatch(squeezed(text))
    if match is None:
        return None
    value = match["number"]
    reading = Reading(value, {"number": value}, (), 90)
    expected, found = checks.cas(value[:-1].replace("-", "")), value[-1]
    return reading if expected == found else doubted(reading, mismatch("codes.check_digit", expected, found))


def read_un(text: str) -> Reading | None:
    """UN number of dangerous goods, 0004 to 3599, with or without the letters."""
    match = _DANGEROUS.fullmatch(squeezed(text))
    if match is None:
        return None
    number = match["number"]
    return Reading(number, {"number": number}, (), 90 if match["prefix"] else 40)


HAZMAT = (
    Scheme(
        name="detonator",
        title=Text("工业雷管编码", "detonator"),
        level=Level.ITEM,
        structure=Text(
            "生产企业 2 + 年 1 + 月 2 + 日 2 + 特征号 1（区分大小写）+ 流水号 5；十年内不重复",
            "plant 2 + year 1 + month 2 + day 2 + feature 1 (case matters) + serial 5; unique within ten years",
        ),
        source="GA 441-2003；GA 1531-2018",
        read=read_detonator,
        examples=("4490610300050", "4490610a00050", "4490610A00050", "44 9 06 10 3 00050"),
        counterexamples=("4491310300050", "44906103o0050", "4490610o00050", "4490631300050", "4490230300050"),
    ),
    Scheme(
        name="cas",
        title=Text("CAS 登记号", "CAS registry number"),
        level=Level.CLASS,
        structure=Text("2–7 位 - 2 位 - 校验码 1", "2–7 digits, 2 digits, check 1, with hyphens"),
        check=Text("各位乘以位序之和 MOD 10", "digits times position MOD 10"),
        source="CAS Registry",
        read=read_cas,
        examples=(
            "7757-79-1",
            "7775-09-9",
            "6484-52-2",
            "7722-84-1",
            "151-50-8",
            "143-33-9",
            "1327-53-3",
            "CAS 7757-79-1",
        ),
        counterexamples=("7757-79-2", "7757791", "7-79-1"),
    ),
    Scheme(
        name="un",
        title=Text("联合国危险货物编号", "UN number"),
        level=Level.CLASS,
        structure=Text("数字 4 位，0004 至 3599", "four digits, 0004 to 3599"),
        source="GB 12268；联合国《关于危险货物运输的建议书》",
        read=read_un,
        examples=("1486", "1680", "UN1486", "UN 1680", "un no. 0004"),
        counterexamples=("0003", "3600", "UN148", "14860"),
    ),
)
