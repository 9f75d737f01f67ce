"""Keys: which GS1 application identifiers begin a key, which qualify it, and what the key then names."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from zhuisu.core.codes import checks
from zhuisu.core.codes.gs1.values import key_value
from zhuisu.core.codes.model import Level

Pair = tuple[str, str]
"""An application identifier and its decoded value."""

_CSET82 = r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]"
_CSET39 = r"[#\-/0-9A-Z]"


class Primary(msgspec.Struct, frozen=True):
    """An application identifier that begins a key.

    `pattern` is what its value looks like; `checked` so many of its leading digits end in a GS1 check digit.
    """

    pattern: re.Pattern[str]
    scheme: str
    level: Level
    checked: int = 0
    qualifiers: tuple[str, ...] = ()


def _primary(pattern: str, scheme: str, level: Level, checked: int = 0, *qualifiers: str) -> Primary:
    return Primary(re.compile(pattern, re.ASCII), scheme, level, checked, qualifiers)


# A company prefix leads these four; it has at least four digits, so that `/8004/index.html` is no asset.
PRIMARIES: Mapping[str, Primary] = {
    "00": _primary(r"\d{18}", "sscc", Level.LOGISTIC, 18),
    "01": _primary(r"\d{14}", "gtin", Level.CLASS, 14, "22", "10", "21", "235"),
    "253": _primary(rf"\d{{13}}{_CSET82}{{0,17}}", "gdti", Level.TRANSACTION, 13),
    "255": _primary(r"\d{13,25}", "gcn", Level.TRANSACTION, 13),
    "401": _primary(rf"\d{{4}}{_CSET82}{{0,26}}", "ginc", Level.LOGISTIC),
    "402": _primary(r"\d{17}", "gsin", Level.LOGISTIC, 17),
    "414": _primary(r"\d{13}", "gln", Level.PLACE, 13, "254", "7040"),
    "417": _primary(r"\d{13}", "pgln", Level.PARTY, 13, "7040"),
    "8003": _primary(rf"\d{{14}}{_CSET82}{{0,16}}", "grai", Level.ASSET, 14),
    "8004": _primary(rf"\d{{4}}{_CSET82}{{0,26}}", "giai", Level.ASSET, 0, "7040"),
    "8006": _primary(r"\d{18}", "itip", Level.ITEM, 14, "22", "10", "21"),
    "8010": _primary(rf"\d{{4}}{_CSET39}{{0,26}}", "cpi", Level.CLASS, 0, "8011"),
    "8013": _primary(rf"\d{{4}}{_CSET82}{{0,21}}", "gmn", Level.CLASS),
    "8017": _primary(r"\d{18}", "gsrn", Level.PARTY, 18, "8019"),
    "8018": _primary(r"\d{18}", "gsrn", Level.PARTY, 18, "8019"),
}

_ANY = re.compile(r".{1,90}", re.DOTALL)
"""Lots and serials as partners write them: an event is kept although its lot is longer than the standard's twenty."""

QUALIFIERS: Mapping[str, re.Pattern[str]] = {
    "10": _ANY,
    "21": _ANY,
    "22": _ANY,
    "235": _ANY,
    "254": _ANY,
    "7040": _ANY,
    "8011": re.compile(r"\d{1,12}", re.ASCII),
    "8019": re.compile(r"\d{1,10}", re.ASCII),
}

# Other location numbers (ship to, bill to, bought from, ship for, invoice, produced at) name a place as 414 does.
PLACE_NUMBERS = frozenset({"410", "411", "412", "413", "415", "416"})

PART_NAMES: Mapping[str, str] = {
    "00": "sscc",
    "01": "gtin",
    "10": "lot",
    "21": "serial",
    "22": "variant",
    "235": "third_party_serial",
    "254": "extension",
    "8011": "serial",
    "414": "gln",
    "417": "gln",
}


class Named(msgspec.Struct, frozen=True):
    """What GS1 pairs name: the key, its scheme and level, the batch that is stated for an item."""

    key: str
    scheme: str
    level: Level
    batch: str | None = None
    expected_check: str = ""
    found_check: str = ""


def named(pairs: Sequence[Pair]) -> Named | None:
    """What a primary identifier and those after it name, or None where they begin no key."""
    for identifier, value in pairs:
        ai = "414" if identifier in PLACE_NUMBERS else identifier
        primary = PRIMARIES.get(ai)
        if primary is None:
            continue
        value = padded(ai, value)
        if not primary.pattern.fullmatch(value):
            continue
        if any(each in primary.qualifiers and not QUALIFIERS[each].fullmatch(given) for each, given in pairs):
            return None
        return _named(ai, value, primary, dict(pairs))
    return None


def padded(ai: str, value: str) -> str:
    """A GTIN of 8, 12 or 13 digits as one of 14."""
    return value.zfill(14) if ai == "01" and len(value) in {8, 12, 13} else value


def _named(ai: str, value: str, primary: Primary, others: Mapping[str, str]) -> Named:
    key = f"{ai}/{key_value(value)}"
    scheme, level, batch = primary.scheme, primary.level, None
    if ai == "01":
        lot, serial = others.get("10"), others.get("21")
        if serial:
            batch = f"{key}/10/{key_value(lot)}" if lot else None
            key, scheme, level = f"{key}/21/{key_value(serial)}", "sgtin", Level.ITEM
        elif lot:
            key, scheme, level = f"{key}/10/{key_value(lot)}", "lgtin", Level.BATCH
    elif ai == "414":
        extension = others.get("254")
        key += f"/254/{key_value(extension)}" if extension and extension != "0" else ""
    elif ai == "8006" and (serial := others.get("21")):
        key += f"/21/{key_value(serial)}"
    elif ai == "8010" and (serial := others.get("8011")):
        key, level = f"{key}/8011/{key_value(serial)}", Level.ITEM
    elif ai in {"8017", "8018"} and (instance := others.get("8019")):
        key += f"/8019/{key_value(instance)}"
    elif ai == "8003" and len(value) == primary.checked:
        level = Level.CLASS
    expected, found = _check(value, primary.checked)
    return Named(key, scheme, level, batch, expected, found)


def _check(value: str, digits: int) -> Pair:
    """The check digit that the value ought to have, and the one that it has; equal where nothing is checked."""
    if digits < 2:
        return "", ""
    return checks.gs1(value[: digits - 1]), value[digits - 1]
