"""Enterprise: a party that everybody may know of, in a reader's words."""

from typing import Final, NamedTuple
from urllib.parse import quote

from zhuisu.access.traced import Enterprise, Paper, Told, Ware
from zhuisu.core.findings import Language, Text
from zhuisu.packaged import library
from zhuisu.portal.links import thing_path
from zhuisu.portal.wording import day_in_words
from zhuisu.registry.regions import full_names

PROVINCE: Final = "450000"
"""Left out of the names of places: everybody here knows it."""


class Row(NamedTuple):
    """An enterprise in a list."""

    name: str
    other_name: str
    path: str
    region: str
    roles: str


class PaperRow(NamedTuple):
    """A licence on the page of one."""

    name: str
    number: str
    until: str
    is_valid: bool


class WareRow(NamedTuple):
    """A product on the page of one."""

    name: str
    say: str
    path: str
    category: str


def enterprise_path(key: str) -> str:
    """The page of an enterprise."""
    return f"/enterprises/{quote(key, safe=':/')}"


def row_of(found: Enterprise, language: Language) -> Row:
    """In the reader's language."""
    roles = library().roles
    zh, en = (found.name or found.name_en), (found.name_en or found.name)
    name, other = (zh, en) if language is Language.ZH else (en, zh)
    named = " · ".join(roles[each].name.into(language) for each in found.roles if each in roles)
    return Row(
        name, "" if other == name else other, enterprise_path(found.key), region_name(found.region, language), named
    )


def papers_of(found: Told, language: Language) -> list[PaperRow]:
    """The licences, valid ones first."""
    rows = [_paper(each, language) for each in found.papers]
    return sorted(rows, key=lambda row: not row.is_valid)


def wares_of(found: Told, language: Language) -> list[WareRow]:
    """The products."""
    return [_ware(each, language) for each in found.wares]


def region_name(code: str, language: Language) -> str:
    """A region within the province by its short name."""
    whole, province = full_names(code), full_names(PROVINCE)
    short = Text(whole.zh.removeprefix(province.zh), whole.en.removesuffix(f", {province.en}"))
    return short.into(language)


def _paper(paper: Paper, language: Language) -> PaperRow:
    kinds = library().licences
    name = kinds[paper.kind].name.into(language) if paper.kind in kinds else paper.kind
    until = day_in_words(paper.valid_to, language) if paper.valid_to else ""
    return PaperRow(name, paper.number, until, paper.is_valid)


def _ware(ware: Ware, language: Language) -> WareRow:
    name = (ware.name or ware.name_en) if language is Language.ZH else (ware.name_en or ware.name)
    return WareRow(name, ware.specification, thing_path(ware.key), ware.category or "general")
