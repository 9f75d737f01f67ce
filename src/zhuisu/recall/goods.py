"""Goods: what an alert counts for, as everybody is told: the lots that are about, and single things of no such lot."""

from pathlib import Path
from typing import Final

import msgspec

from zhuisu.core.codes import class_key
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.models import Recall

MOST: Final = 50
"""Of one alert so many of its goods are told; all are counted."""
MOST_PIECES: Final = 20
"""Where there are more single things of one product, the product is named with their number."""

_SQL: Final = load("goods", Path(__file__).parent / "sql")


class Good(msgspec.Struct, frozen=True):
    """A lot, a single thing, or a product of which so many `pieces` are meant, each with a code of its own; 0: all of
    it is meant. `product` is the key of what it is."""

    key: str
    product: str
    pieces: int = 0


class Goods(msgspec.Struct, frozen=True):
    """The first of them, what was made last before what it was made of; and how many there are in all."""

    told: tuple[Good, ...] = ()
    total: int = 0


def goods_of(recall: Recall) -> Goods:
    """What it counts for now: nothing that was lifted, or is no longer derived. As counted with all the rest, where it
    was: it is read too often to be counted each time."""
    kept = recall.counts.get("goods")
    return count_goods(recall) if kept is None else msgspec.convert(kept, Goods)


def count_goods(recall: Recall) -> Goods:
    """Reads every thing in the scope once."""
    asked = {"recall": recall.pk, "keys": list(recall.keys), "most": MOST, "pieces": MOST_PIECES}
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["goods"], asked).fetchall()
    told = tuple(Good(key, product or class_key(key) or "", pieces) for key, product, pieces, _ in rows)
    return Goods(told, rows[0][3] if rows else 0)
