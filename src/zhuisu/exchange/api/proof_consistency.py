"""GET /api/proof/consistency: that the log only grew between two of its sizes."""

from datetime import UTC, datetime
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.tlog.checkpoints import NUMBER
from zhuisu.core.tlog.keys import to_base64
from zhuisu.core.tlog.proofs import Growth
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.log.public import A_MOMENT, not_there, public_response
from zhuisu.ledger import checkpoints, tree

LONGEST: Final = 19


def get_consistency(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Public: `?from=` and `?to=` are tree sizes; without `to`, that of the checkpoint shown at /log/checkpoint."""
    given = read_parameters(request.GET, {"from": LONGEST}, {"to": LONGEST})
    shown = checkpoints.shown(datetime.now(UTC))
    if shown is None:
        raise not_there("log.not_begun")
    old, new = _size(given, "from", shown.size), _size(given, "to", shown.size)
    size = tree.tree_size()
    if new > size:
        raise not_there("proof.beyond", size=size, asked=new)
    if old > new:
        raise bad_value("from", str(old), f"0–{new}")
    signed = shown if new == shown.size else checkpoints.of_size(new)
    growth = Growth(
        old=old,
        new=new,
        old_root=to_base64(tree.root_at(old)),
        new_root=to_base64(tree.root_at(new)),
        hashes=tuple(to_base64(each) for each in tree.consistency_proof(old, new)),
        checkpoint=signed.note if signed else None,
    )
    return public_response(msgspec.json.encode(growth), "application/json", A_MOMENT)


def _size(given: dict[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    if not NUMBER.fullmatch(text):
        raise bad_value(name, text, "a number of entries")
    return int(text)
