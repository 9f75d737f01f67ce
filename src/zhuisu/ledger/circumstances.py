"""Circumstances: where events happened, who captured them, and their bodies, a few at a time."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from uuid import UUID

from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load

_SQL: Final = load("flows")
_AT_ONCE: Final = 1_000


class Circumstance(NamedTuple):
    """Of one event: the keys of its places, of the party that captured it, and its body as received."""

    event: str
    biz_location: str | None
    read_point: str | None
    captured_by: str
    body: bytes


def circumstances(ids: Iterable[str]) -> Iterator[Circumstance]:
    """Those of these events (ledger ids), with no more than a thousand bodies in memory."""
    with ledger_cursor() as cursor:
        wanted = [UUID(each) for each in ids]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found = ask(cursor, _SQL["circumstances"], {"ids": some}).fetchall()
            for number, biz_location, read_point, captured_by, body in found:
                yield Circumstance(str(number), biz_location, read_point, captured_by, bytes(body))
