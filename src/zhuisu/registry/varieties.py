"""Varieties: of which variety and category each of many keys is, in a few queries."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.profiles.closed import is_closed
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.packaged import profiles

_SQL: Final = load("concerning", Path(__file__).parent / "sql")


class Sort(NamedTuple):
    """What sort of goods a thing is. `variety` is empty where only the category is known; `is_closed`: of a variety
    that is not for the public."""

    category: str
    variety: str
    is_closed: bool


def sorts_of(keys: Iterable[str]) -> dict[str, Sort]:
    """The sort of each of these things: as the registry has its product or, of an asset, itself; else by its scheme.

    What nobody knows is left out.
    """
    classes = {key: class_key(key) or key for key in keys}
    registered = _registered({*classes, *classes.values()})
    found: dict[str, Sort] = {}
    for key, product in classes.items():
        sort = registered.get(key) or registered.get(product) or sort_of_scheme(parse_key(key).scheme)
        if sort is not None:
            found[key] = sort
    return found


@lru_cache(maxsize=256)
def sort_of_scheme(scheme: str) -> Sort | None:
    """The sort of all that has codes of this scheme; None where more than one variety has them, or none."""
    covering = [profile for profile in profiles().values() if scheme in profile.products.schemes]
    if len(covering) == 1:
        return Sort(covering[0].category.value, covering[0].id, is_closed(covering[0]))
    return _OF_SCHEMES.get(scheme)


_OF_SCHEMES: Final[Mapping[str, Sort]] = {
    **dict.fromkeys(("drug", "drug_class", "drug_approval"), Sort("drugs", "", False)),
    **dict.fromkeys(("cas", "un"), Sort("hazmat", "", True)),
}
"""Schemes that many varieties of one category share."""


def _registered(keys: Collection[str]) -> dict[str, Sort]:
    if not keys:
        return {}
    known = profiles()
    found: dict[str, Sort] = {}
    with ledger_cursor() as cursor:
        for key, variety, category in ask(cursor, _SQL["varieties"], {"keys": list(keys)}):
            profile = known.get(variety)
            if profile is not None:
                found[key] = Sort(profile.category.value, variety, is_closed(profile))
            elif category:
                found[key] = Sort(category, variety, False)
    return found
