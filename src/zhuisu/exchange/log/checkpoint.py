"""GET /log/checkpoint: the signed head of the log; GET /log/vkey and /log/keys: the keys that sign it."""

from datetime import UTC, datetime

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.log.public import A_MOMENT, TEXT, not_there, public_response
from zhuisu.ledger import checkpoints


class PublicKey(msgspec.Struct, frozen=True, rename="camel"):
    """A key of the log, and the tree sizes between which it signed."""

    vkey: str
    from_size: int
    until_size: int | None


class PublicKeys(msgspec.Struct, frozen=True):
    """The log's name, and every key that ever signed for it, the oldest first."""

    origin: str
    keys: tuple[PublicKey, ...]


def get_checkpoint(_: HttpRequest, __: Actor, /, **___: str) -> HttpResponse:
    """A signed note (C2SP tlog-checkpoint), with the signatures of witnesses."""
    published = checkpoints.shown(datetime.now(UTC))
    if published is None:
        raise not_there("log.not_begun")
    return public_response(published.note, TEXT, A_MOMENT)


def get_vkey(_: HttpRequest, __: Actor, /, **___: str) -> HttpResponse:
    """The keys that sign now, one a line (C2SP signed-note)."""
    current = [key.vkey for key in checkpoints.log_keys() if key.until_size is None]
    if not current:
        raise not_there("log.not_begun")
    return public_response("".join(f"{vkey}\n" for vkey in current), TEXT, A_MOMENT)


def get_keys(_: HttpRequest, __: Actor, /, **___: str) -> HttpResponse:
    """All keys, as JSON."""
    known = checkpoints.log_keys()
    if not known:
        raise not_there("log.not_begun")
    keys = tuple(PublicKey(key.vkey, key.from_size, key.until_size) for key in known)
    return public_response(msgspec.json.encode(PublicKeys(known[0].origin, keys)), "application/json", A_MOMENT)
