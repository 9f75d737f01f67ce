"""Printed: what is meant by a number as packs print it: a lot, a licence, a product's registration. For everybody."""

from collections.abc import Collection, Sequence
from datetime import datetime
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
"""Lots are looked for among so many products, the newest first: a lot is found by the key of its product only."""


def notations(text: str) -> tuple[str, ...]:
    """The ways in which a number may have been put on record, as it was typed first; empty where it is none."""
    whole = folded(text)
    if not SHORTEST <= len(whole) <= LONGEST or not any(each.isdigit() for each in whole):
        return ()
    typed = (text.strip(), whole, compact(whole), whole.translate(str.maketrans("()", "（）")))
    return tuple(dict.fromkeys(form for each in typed for form in (each, each.upper())))


def batches(lots: Collection[str]) -> Sequence[tuple[str, Ware]]:
    """The batches on record that have one of these lots, with their products. Index: touch_pkey."""
    products = traced.open_products().order_by("-pk")[:MOST_PRODUCTS]
    wares = {row.key: row for row in products} if lots else {}
    asked = {key: of for of in wares for lot in lots if (key := batch_key(of, lot)) is not None}
    found = sorted(known_things(asked))[:MOST] if asked else []
    return [(key, traced.ware_of(wares[asked[key]])) for key in found]


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
