"""Series: numbers that are given out once, also to two who ask at once; each run of a kind and a head."""

import secrets
from base64 import b64decode, b64encode
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from zhuisu.labelling.models import Series
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.vault import seal, unseal

_SQL: Final = load("series", Path(__file__).parent / "sql")
_SECRET_BYTES: Final = 32


class Run(StrEnum):
    """What is numbered: items of a product, logistic units of a company prefix, trades of an operator, lots of a
    product on a day, certificates of a region on a day, products of a prefix or of a city."""

    ITEM = "item"
    LOGISTIC = "logistic"
    TRADE = "trade"
    LOT = "lot"
    CERTIFICATE = "certificate"
    GTIN = "gtin"
    CITY = "city"


class Taken(NamedTuple):
    """The first of the numbers taken, and the secret of the series (empty where it is counted in the open)."""

    first: int
    secret: bytes


def take(run: Run, head: str, count: int = 1, *, begin: int = 1) -> Taken:
    """So many numbers in a row. Asked within the transaction of what they are for: undone with it."""
    secret = seal(b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()) if run is Run.ITEM else None
    told = {"kind": run.value, "head": head, "begin": begin, "count": count, "secret": secret}
    with ledger_cursor() as cursor:
        row = ask(cursor, _SQL["take"], told).fetchone()
    assert row is not None
    return Taken(row[0], _opened(row[1]))


def secret_of(head: str) -> bytes:
    """The secret of the items of a product; empty where none was issued."""
    row = Series.objects.filter(kind=Run.ITEM.value, head=head).values_list("secret", flat=True).first()
    return _opened(row)


def _opened(sealed: bytes | memoryview | None) -> bytes:
    return b64decode(unseal(bytes(sealed))) if sealed is not None else b""
