"""Ware: a product for which a party issues codes, as the registry has it, and under which number."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.access.visibility import own_names
from zhuisu.core.codes import class_key, is_gs1
from zhuisu.core.findings import Text
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find, find_each, table
from zhuisu.registry.rows import held
from zhuisu.registry.states import State

PREFIX: Final = "gs1CompanyPrefix"
"""The attribute of a party that holds its GS1 company prefix: a department approves it with the entry."""
MOST: Final = 500
CITY: Final = "city:"
_GTIN: Final = "01/"
_DIGITS: Final = range(6, 12)
_GONE: Final = (State.CLOSED.value, State.MERGED.value)


class Ware(msgspec.Struct, frozen=True, rename="camel"):
    """A product. `number` is the key that its codes begin with: its GTIN, its number of the city; empty: none yet."""

    key: str
    number: str
    name: Text
    variety: str
    unit: str
    specification: str
    party: str
    is_approved: bool

    @property
    def is_gs1(self) -> bool:
        return is_gs1(self.number)


class Maker(msgspec.Struct, frozen=True, rename="camel"):
    """A party as its labels name it; `prefix` is empty where it has none that a department approved."""

    key: str
    name: Text
    region: str
    address: str
    contact: str
    phone: str
    prefix: str
    aliases: tuple[str, ...]


def wares_of(actor: Actor) -> Sequence[Ware]:
    """The products of the actor's party, and of those that it may act for, by name."""
    parties = find_each(KINDS["party"], own_parties(actor)).values()
    rows = table(KINDS["product"]).filter(party__in=set(parties)).exclude(state__in=_GONE).order_by("name", "pk")
    return tuple(_ware(each) for each in held(KINDS["product"], list(rows[:MOST])))


def ware_of(key: str, actor: Actor) -> Ware | None:
    """The product that a key names, or whose item or batch it names, if it is the actor's."""
    found = product_of(key)
    return found if found is not None and found.party in own_parties(actor) else None


def product_of(key: str) -> Ware | None:
    """The product of a key, whoever's it is."""
    for text in (class_key(key), key):
        row = find(KINDS["product"], text) if text else None
        if row is not None:
            return _ware(held(KINDS["product"], [row])[0])
    return None


def maker_of(party: str) -> Maker | None:
    """A party by any of its keys."""
    row = find(KINDS["party"], party)
    if row is None:
        return None
    entry: Any = held(KINDS["party"], [row])[0].entry
    prefix = entry.attributes.get(PREFIX, "")
    return Maker(
        *(entry.key, Text(entry.name, entry.name_en or entry.name), entry.region, entry.address),
        *(entry.contact, entry.phone),
        prefix=prefix if is_prefix(prefix) and row.state == State.APPROVED else "",
        aliases=tuple(entry.aliases),
    )


def is_prefix(text: str) -> bool:
    """Whether this is a GS1 company prefix: six to eleven digits (GS1 General Specifications §1.4.4)."""
    return text.isascii() and text.isdigit() and len(text) in _DIGITS


def own_parties(actor: Actor) -> frozenset[str]:
    """Every key of the parties that the actor acts for now."""
    return frozenset() if actor.party is None else own_names(actor.party)


def number_among(keys: Collection[str]) -> str:
    """The key among those of a product that its codes begin with: a GTIN before the city's number."""
    return next((key for lead in (_GTIN, CITY) for key in keys if key.startswith(lead)), "")


def _ware(found: Held) -> Ware:
    entry: Any = found.entry
    name = Text(entry.name, entry.name_en or entry.name)
    number = number_among((entry.key, *entry.aliases))
    return Ware(
        *(entry.key, number, name, entry.variety, entry.unit, entry.specification, entry.party),
        is_approved=found.state is State.APPROVED,
    )
