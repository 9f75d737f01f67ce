"""GET /log/tile/…: the tree's hashes and the log's entries, in tiles (C2SP tlog-tiles)."""

from struct import Struct
from typing import Final

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.tlog.leaf import ENTRY_BYTES, entry_of
from zhuisu.core.tlog.tiles import Address, read_path
from zhuisu.exchange.log.public import BYTES, FOREVER, not_there, public_response
from zhuisu.ledger import tree

_SIZE: Final = Struct(">H").pack(ENTRY_BYTES)
_HIGHEST: Final = 1 << 62


def get_tile(_: HttpRequest, __: Actor, /, **path: str) -> HttpResponse:
    """A tile or an entry bundle, whole or partial. What exists never changes; what does not exist yet is 404."""
    address = read_path(path["tile"])
    found = _found(address) if address is not None and address.at < _HIGHEST >> 8 else None
    if found is None:
        raise not_there("log.no_such_tile", path=path["tile"][:80])
    return public_response(found, BYTES, FOREVER)


def _found(address: Address) -> bytes | None:
    if address.level is not None:
        return tree.tile(address.level, address.at, address.width)
    made = tree.commitments(address.at, address.width)
    if made is None:
        return None
    return b"".join(_SIZE + entry_of(made[at : at + 32]) for at in range(0, len(made), 32))
