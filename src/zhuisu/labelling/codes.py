"""Codes: the keys of what was issued, and where a code leads."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from zhuisu.core.codes import batch_key, checks, is_gs1
from zhuisu.core.codes.keys import parse_key
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.city import PRODUCT_DIGITS, item_of
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.models import Issue
from zhuisu.labelling.serials import number_of, serial_of
from zhuisu.labelling.series import secret_of

_GTIN: Final = "01/"
_CITY: Final = "city:"
_TRADE: Final = "meatveg:"
_EXTENSION: Final = "0"
_SSCC_PAYLOAD: Final = 17
_PLAIN: Final = "/:@!$'()*,;=~"


def is_gs1_number(number: str) -> bool:
    return number.startswith(_GTIN)


def keys_of(issue: Issue, first: int = 0, count: int | None = None) -> Iterator[str]:
    """The keys of an issue, from the `first`-th on, so many or all."""
    last = min(issue.count, issue.count if count is None else first + count)
    kind = IssueKind(issue.kind)
    secret = secret_of(issue.head) if kind is IssueKind.ITEM else b""
    for place in range(first, last):
        yield _key(kind, issue, issue.first + place, secret)


def _key(kind: IssueKind, issue: Issue, number: int, secret: bytes) -> str:
    if kind is IssueKind.ITEM:
        return item_key(issue.head, serial_of(number, secret))
    if kind is IssueKind.BATCH:
        return batch_key(issue.head, issue.lot) or ""
    if kind is IssueKind.LOGISTIC:
        return sscc_key(issue.head, number)
    return f"{_TRADE}{issue.head}{number:07d}"


def item_key(product: str, serial: str) -> str:
    """The key of an item of a product, by its GTIN or its number of the city."""
    return f"{product}/21/{serial}" if is_gs1(product) else f"{_CITY}{item_of(product.removeprefix(_CITY), serial)}"


def sscc_key(prefix: str, number: int) -> str:
    """The key of the n-th logistic unit of a company prefix."""
    payload = f"{_EXTENSION}{prefix}{number:0{_SSCC_PAYLOAD - 1 - len(prefix)}d}"
    return f"00/{payload}{checks.gs1(payload)}"


def serial_in(key: str) -> tuple[str, str] | None:
    """The product's number and the serial of an item's key; None where it is no item of ours in form."""
    if key.startswith(_GTIN) and "/21/" in key:
        product, _, serial = key.partition("/21/")
        return product, serial
    if key.startswith(_CITY) and parse_key(key).level is Level.ITEM:
        value = key.removeprefix(_CITY)
        return _CITY + value[:PRODUCT_DIGITS], value[PRODUCT_DIGITS:-1]
    return None


def place_in_series(key: str) -> tuple[str, int] | None:
    """The product's number and the place in its series of an item's key, if it can be one that was issued here."""
    read = serial_in(key)
    secret = secret_of(read[0]) if read is not None else b""
    number = number_of(read[1], secret) if read is not None and secret else None
    return (read[0], number) if read is not None and number is not None else None


def address_of(key: str, lot: str = "") -> str:
    """Where the code leads on this server: a GS1 Digital Link, with an item's lot in it, or the page of the key."""
    if not is_gs1(key):
        return f"/t/{quote(key, safe=_PLAIN)}"
    product, serial, value = key.partition("/21/")
    stated = f"/10/{quote(lot, safe='')}" if serial and lot and product.startswith(_GTIN) else ""
    return f"/{product}{stated}{serial}{value}"
