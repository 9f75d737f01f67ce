"""Reading: how the national schemes read a string — one anchored pattern, then its region, date and check."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec

from zhuisu.core.codes.folding import compact
from zhuisu.core.codes.national.regions import is_province, is_region
from zhuisu.core.codes.scheme import Reading
from zhuisu.core.findings import Finding, Severity

Read = Callable[[str], Reading | None]
Tidy = Callable[[str], str]

_FAILED_CHECK = 45
_UNLISTED_REGION = 10


@lru_cache(maxsize=1)
def tidied(text: str) -> str:
    """Upper case, without blanks and hyphens. Remembers one string, for many schemes read the same one in a row."""
    return compact(text).upper()


@lru_cache(maxsize=1)
def squeezed(text: str) -> str:
    """Upper case, without blanks: for schemes whose hyphens mean something."""
    return "".join(text.split()).upper()


@lru_cache(maxsize=1)
def joined(text: str) -> str:
    """Without blanks and hyphens, the case as typed."""
    return compact(text)


def real_date(digits: str) -> str | None:
    """YYYYMMDD as YYYY-MM-DD; None where the calendar has no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None


def _settled(parts: dict[str, str]) -> dict[str, str] | None:
    if "region" in parts and not is_region(parts["region"]):
        return None
    if "province" in parts and not is_province(parts["province"]):
        return None
    if "date" in parts:
        day = real_date(parts["date"])
        return None if day is None else {**parts, "date": day}
    if "month" in parts:
        month = real_date(parts["month"] + "01")
        return None if month is None else {**parts, "month": month[:7]}
    return parts


def by_pattern(pattern: str, certainty: int, *, tidy: Tidy = tidied) -> Read:
    """Reads what the whole pattern matches. Its named groups become the parts.

    A group `region` (six digits) or `province` (two) must be of GB/T 2260, a `date` (YYYYMMDD) or `month` (YYYYMM)
    must exist. A group `issuer` is a region that only `with_issuer` looks at.
    """
    matcher = re.compile(pattern, re.ASCII).fullmatch

    def read(text: str) -> Reading | None:
        value = tidy(text)
        match = matcher(value)
        if match is None:
            return None
        parts = _settled({name: piece for name, piece in match.groupdict().items() if piece is not None})
        return None if parts is None else Reading(value, parts, (), certainty)

    return read


def mismatch(code: str, expected: str, found: str) -> Finding:
    """A check character that is not what its payload gives."""
    return Finding(code, Severity.WARNING, facts={"expected": expected, "found": found})


def with_check(read: Read, check: Callable[[str], str], *, skip: int = 0) -> Read:
    """Checks the last character of the value against the others; the first `skip` take no part."""

    def checked(text: str) -> Reading | None:
        reading = read(text)
        if reading is None:
            return None
        expected, found = check(reading.value[skip:-1]), reading.value[-1]
        return reading if expected == found else doubted(reading, mismatch("codes.check_digit", expected, found))

    return checked


def with_issuer(read: Read) -> Read:
    """Turns the part `issuer` into `region`. One that GB/T 2260 does not list needs a check character that holds."""

    def settled(text: str) -> Reading | None:
        reading = read(text)
        if reading is None:
            return None
        region = reading.parts["issuer"]
        parts = {("region" if name == "issuer" else name): piece for name, piece in reading.parts.items()}
        if is_region(region):
            return msgspec.structs.replace(reading, parts=parts)
        if reading.findings or not (is_province(region[:2]) or region == "100000"):
            return None
        note = Finding("codes.region_unlisted", Severity.NOTE, facts={"region": region})
        return Reading(reading.value, parts, (note,), reading.certainty - _UNLISTED_REGION)

    return settled


def doubted(reading: Reading, finding: Finding) -> Reading:
    """The same reading, less certain, with what speaks against it."""
    certainty = max(1, reading.certainty - _FAILED_CHECK)
    return Reading(reading.value, reading.parts, (*reading.findings, finding), certainty)
