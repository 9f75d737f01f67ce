"""Words: what figures are about, in both languages: varieties, stages, rules, regions, parties and places."""

from collections.abc import Collection, Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.figures.spots import spot
from zhuisu.figures.terms import terms
from zhuisu.registry.named import entries_named
from zhuisu.registry.regions import full_names
from zhuisu.registry.regions import region as region_of
from zhuisu.registry.sheets.vocabulary import CATEGORIES
from zhuisu.supervision.breaches import breach_of_rule
from zhuisu.supervision.editions import in_force

UNKNOWN: Final = Text("未知", "unknown")
OTHER: Final = Text("其他", "other")
NO_VARIETY: Final = Text("其他（不属目录品种）", "other (of no listed variety)")
"""Goods whose category is known and that no profile is about: meals, feed, manure."""


class Glossary:
    """The profiles in force when it was made: one question to the database for all the words of an exhibit."""

    def __init__(self) -> None:
        self._texts = in_force()

    def variety(self, word: str) -> Text:
        """What a variety is called."""
        texts = self._texts.get(word)
        return UNKNOWN if not texts else texts[-1].profile.name

    def stage(self, of: str, word: str) -> Text:
        """What a stage of a variety is called."""
        texts = reversed(self._texts.get(of, ()))
        names = (each.name for text in texts for each in text.profile.stages if each.id == word)
        return next(names, Text(word, word) if word else OTHER)

    def rule(self, of: str, word: str) -> Text:
        """What a breach of a rule of a variety is called."""
        texts = reversed(self._texts.get(of, ()))
        names = (breach_of_rule(each) for text in texts for each in text.profile.rules if each.id == word)
        return next(names, Text(word, word))


def category(word: str) -> Text:
    """What a category is called."""
    return CATEGORIES.get(word, UNKNOWN)


def region(code: str) -> Text:
    """What a district of the city is called; of others, with the city or province they lie in where it is another."""
    found = region_of(code) if code else None
    if found is None or not found.name:
        return Text(code, code) if code else UNKNOWN
    city = terms().city
    if code[:4] == city[:4]:
        return found.named
    whole, province = full_names(code), full_names(f"{city[:2]}0000")
    if code[:2] == city[:2] and not code.endswith("0000"):
        return Text(whole.zh.removeprefix(province.zh), whole.en.removesuffix(f", {province.en}"))
    return whole


def names_of(kind: str, keys: Collection[str]) -> Mapping[str, Text]:
    """What the registry calls these parties or places; their keys where it does not know them."""
    entries = entries_named([kind], keys)
    found: dict[str, Text] = {}
    for key in keys:
        entry = entries.get((kind, key))
        name = str(getattr(entry.entry, "name", "")) if entry is not None else ""
        english = str(getattr(entry.entry, "name_en", "")) if entry is not None else ""
        where = spot(key)
        found[key] = where if where is not None and not name else Text(name or key, english or name or key)
    return found
