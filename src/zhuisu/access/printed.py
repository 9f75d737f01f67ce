"""Printed: what is meant by a number as packs print it: a lot, a licence, a product's registration. For everybody."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Final

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from zhuisu.access import traced
from zhuisu.access.traced import Enterprise, Ware
from zhuisu.core.codes import batch_key
from zhuisu.core.codes.folding import compact, folded
from zhuisu.ledger.reading import known_things

SHORTEST: Final = 4
LONGEST: Final = 40
"""No lot, licence or registration that a pack prints is shorter or longer."""

MOST: Final = 20
MOST_PRODUCTS: Final = 20_000
MOST_SECONDS: Final = 0.3
AT_ONCE: Final = 250
"""Lots are looked for among so many products, the newest first, for so long, so many at once: a lot is found by the key
of its product only."""


def notations(text: str) -> tuple[str, ...]:
    """The ways in which a number may have been put on record, as it was typed first; empty where it is none."""
    whole = folded(text)
    if not SHORTEST <= len(whole) <= LONGEST or not any(each.isdigit() for each in whole):
        return ()
    typed = (text.strip(), whole, compact(whole), whole.translate(str.maketrans("()", "（）")))
    return tuple(dict.fromkeys(form for each in typed for form in (each, each.upper())))


def batches(lots: Sequence[str]) -> Sequence[tuple[str, Ware]]:
    """The batches on record that have one of these lots, with their products; as many as are found in good time."""
    products = traced.open_products()
    keys = list(products.order_by("-pk").values_list("key", flat=True)[:MOST_PRODUCTS]) if lots else []
    found = _on_record(lots, keys)
    wares = {row.key: row for row in products.filter(key__in=set(found.values()))} if found else {}
    return [(key, traced.ware_of(wares[found[key]])) for key in sorted(found)[:MOST] if found[key] in wares]


def _on_record(lots: Sequence[str], products: Sequence[str]) -> Mapping[str, str]:
    """Batches with the keys of their products: by the lot as it was typed before other notations. Index: touch_pkey,
    about 0.1 ms a key in a ledger of two years."""
    until, found = monotonic() + MOST_SECONDS, dict[str, str]()
    for lot in lots:
        for start in range(0, len(products), AT_ONCE):
            part = products[start : start + AT_ONCE]
            asked = {key: of for of in part if (key := batch_key(of, lot)) is not None}
            found |= {key: asked[key] for key in known_things(asked)} if asked else {}
            if len(found) >= MOST or monotonic() > until:
                return found
    return found


def registered(numbers: Collection[str]) -> Sequence[Ware]:
    """The products whose attributes state one of these numbers, as that of their registration."""
    stated = Q()
    for number in numbers:
        stated |= Q(stated__contains=f'"{number}"')
    if not stated:
        return []
    found = traced.open_products().annotate(stated=Cast("attributes", TextField())).filter(stated)
    return [traced.ware_of(row) for row in found.order_by("name", "pk")[:MOST]]


def licensed(numbers: Collection[str], now: datetime) -> Sequence[Enterprise]:
    """The enterprises that hold a licence of one of these numbers. Index: that of Licence.number."""
    held = traced.open_licences(now).filter(number__in=numbers, party__isnull=False)
    return traced.of_parties(held.values("party"), now, MOST)
