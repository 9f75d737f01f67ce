"""Units: in what a variety's goods are usually counted; and amounts of which nobody said in what."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

import msgspec

from zhuisu.access.parties import names_of
from zhuisu.core.codes import Level, class_key, level_of_key
from zhuisu.core.findings import Finding
from zhuisu.core.forms import Asked
from zhuisu.core.forms.filled import Filled, Good
from zhuisu.core.forms.goods import AMOUNTS as MEASURED
from zhuisu.core.forms.goods import Named, NamedGoods, whole
from zhuisu.core.profiles import Category, Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.core.profiles.units import is_part, unit_name
from zhuisu.recording.looking import each_remembered, entries_named
from zhuisu.recording.models import Holding
from zhuisu.recording.refusing import wrong
from zhuisu.registry.entries import Product

PIECES: Final = "H87"
HEADS: Final = "HEA"
AMOUNTS: Final = ("KGM", "TNE", "GRM", "H87", "LTR", "MLT", "MTQ", "MGM")
"""The units in which goods of any kind are counted."""
KILOGRAMS: Final = "KGM"
_COUNTED: Final = frozenset({Level.ITEM, Level.ASSET})


def usual_unit(profile: Profile, stage: Stage) -> str:
    """Pieces where each has a code of its own, kilograms of produce; empty where it depends on the product."""
    if stage.unit:
        return stage.unit
    is_produce = profile.category is Category.PRODUCE
    stages = (stage,) if is_produce else profile.stages
    if any(level in _COUNTED for each in stages for level in each.codes):
        return PIECES
    return KILOGRAMS if is_produce else ""


def units_of(profile: Profile, form: Asked) -> tuple[str, ...]:
    """The units that amounts in a form may have: those of the variety; where other goods go into it, any."""
    takes_any = not profile.units or any(each.takes_others and each.has_quantity for each in form.goods)
    return tuple(dict.fromkeys((*profile.units, *(AMOUNTS if takes_any else ()))))


def problems_of(goods: NamedGoods, usual: str, party: str) -> Iterator[Finding]:
    """Amounts without a unit: of what is neither counted nor on hand in pieces; and parts of pieces."""
    unsaid = _unsaid(goods)
    counted = set(unsaid.values()) if usual == PIECES else _counted({good.key for good in unsaid.values()}, party)
    for path, good in unsaid.items():
        if usual != PIECES and good.key not in counted:
            yield wrong("recording.no_unit", path, found=good.key)
        elif is_part(good.quantity or 0, PIECES):
            yield whole(path, good.key, good.quantity or 0, unit_name(PIECES))


def look_ahead(all_goods: Iterable[NamedGoods], party: str) -> None:
    """Ask about the goods of many forms at once."""
    _counted({good.key for goods in all_goods for good in _unsaid(goods).values()}, party)


def _unsaid(goods: NamedGoods) -> Mapping[str, Named]:
    """The amounts without a unit, by their paths."""
    return {
        f"{role.value}[{index}]": each
        for role, named in goods.items()
        for index, each in enumerate(named)
        if each.quantity is not None and not each.unit and level_of_key(each.key) in MEASURED
    }


def with_units(filled: Filled) -> Filled:
    """The form with pieces named, where an amount of no unit was taken for that."""
    goods = {role: tuple(map(_named, named)) for role, named in filled.goods.items()}
    return msgspec.structs.replace(filled, goods=goods)


def _named(good: Good) -> Good:
    is_bare = good.quantity is not None and not good.unit
    return msgspec.structs.replace(good, unit=PIECES) if is_bare else good


def _counted(keys: set[str], party: str) -> set[str]:
    """Those of these that are registered in pieces, or on hand in them."""
    classes = {key: class_key(key) or key for key in keys}
    products = entries_named("product", classes.values())
    registered = {key for key, product in classes.items() if _unit(products[product]) == PIECES}
    held = each_remembered(("held in pieces", party), keys, partial(_held, party))
    return registered | {key for key, is_held in held.items() if is_held}


def _held(party: str, keys: Collection[str]) -> Mapping[str, bool]:
    """Whether the party has, or had, pieces of these."""
    rows = Holding.objects.filter(party__in=sorted(names_of(party)), thing__in=keys, uom="")
    found = set(rows.values_list("thing", flat=True))
    return {key: key in found for key in keys}


def _unit(found: object) -> str:
    entry = getattr(found, "entry", None)
    return entry.unit if isinstance(entry, Product) else ""
