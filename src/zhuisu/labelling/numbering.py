"""Numbering: a product gets the number that its codes begin with: a GTIN of its maker's, or one of the city's."""

from typing import Final

from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.codes import checks
from zhuisu.core.codes.national.city import LAST_PRODUCT
from zhuisu.core.codes.national.city import product_of as city_product
from zhuisu.labelling.refusing import Refusal, conflicting, unknown
from zhuisu.labelling.series import Run, take
from zhuisu.labelling.wares import CITY, Maker, Ware, maker_of, number_among, ware_of
from zhuisu.registry.held import Refusal as RegistryRefusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find_each, find_for_change
from zhuisu.registry.rows import held
from zhuisu.registry.writing import change

_GTIN_PAYLOAD: Final = 13
_MOST_TRIES: Final = 1000
_NOWHERE: Final = "0000"


def number(ware: Ware, *, actor: Actor) -> Ware | Refusal:
    """The product with a number, which stands beside its keys in the registry: the same however often it is asked."""
    if ware.number:
        return ware
    with transaction.atomic():
        row = find_for_change(KINDS["product"], ware.key)
        if row is None:
            return unknown("no_product", product=ware.key)
        aliases = tuple(held(KINDS["product"], [row])[0].entry.aliases)  # type: ignore[union-attr]
        if number_among(aliases):
            return ware_of(ware.key, actor) or unknown("no_product", product=ware.key)
        given = _new(maker_of(ware.party))
        if isinstance(given, Refusal):
            return given
        written = change(KINDS["product"], ware.key, {"aliases": [*aliases, given]}, actor=actor.name)
        if isinstance(written, RegistryRefusal):
            return Refusal(conflicting("no_number").why, written.findings)
        Audit.objects.create(actor=actor.name, verb="product numbered", facts={"product": ware.key, "number": given})
    return ware_of(ware.key, actor) or unknown("no_product", product=ware.key)


def _new(maker: Maker | None) -> str | Refusal:
    """The next number that no product has: of the maker's prefix, while it lasts, else of its city."""
    if maker is not None and maker.prefix and (found := _gtin(maker.prefix)):
        return found
    city = maker.region[:4] if maker is not None and maker.region else _NOWHERE
    if city == _NOWHERE:
        return conflicting("no_region", "$.product")
    for _ in range(_MOST_TRIES):
        each = take(Run.CITY, city).first
        if each > LAST_PRODUCT:
            return conflicting("no_numbers_left", "$.product", city=city)
        key = f"{CITY}{city_product(city, each)}"
        if not find_each(KINDS["product"], [key]):
            return key
    return conflicting("no_numbers_left", "$.product", city=city)


def _gtin(prefix: str) -> str:
    """The next GTIN-13 of a company prefix that the registry does not know; empty where none is left."""
    width = _GTIN_PAYLOAD - 1 - len(prefix)
    for _ in range(_MOST_TRIES):
        reference = take(Run.GTIN, prefix).first
        if reference >= 10**width:
            return ""
        payload = f"0{prefix}{reference:0{width}d}"
        key = f"01/{payload}{checks.gs1(payload)}"
        if not find_each(KINDS["product"], [key]):
            return key
    return ""
