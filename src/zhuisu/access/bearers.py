"""Bearers: who bears a token, asked of the database once in a few seconds."""

import time
from typing import Final, NamedTuple

from zhuisu.access.actor import Actor
from zhuisu.access.oauth import PREFIX as OAUTH_PREFIX
from zhuisu.access.oauth import bearer_of_access_token
from zhuisu.access.secrets import digest
from zhuisu.access.tokens import LONGEST, actor_of_token

REMEMBERED_SECONDS: Final = 5.0
"""A token that was revoked is refused everywhere after at most so long."""

_MOST = 10_000


class _Remembered(NamedTuple):
    actor: Actor
    until: float


_known: dict[bytes, _Remembered] = {}


def actor_of_bearer(token: str) -> Actor | None:
    """Who bears this token, a static one or one of OAuth; None where it is unknown, revoked or expired.

    What was found is remembered for `REMEMBERED_SECONDS` in this process, by the token's hash; what was not is not.
    """
    if len(token) > LONGEST:
        return None
    key, now = digest(token), time.monotonic()
    known = _known.get(key)
    if known is not None and known.until > now:
        return known.actor
    found = _look_up(token, now)
    if found is None:
        _known.pop(key, None)
        return None
    if len(_known) >= _MOST:
        _known.clear()
    _known[key] = found
    return found.actor


def forget() -> None:
    """Ask the database again for every token: some were revoked."""
    _known.clear()


def _look_up(token: str, now: float) -> _Remembered | None:
    if token.startswith(OAUTH_PREFIX):
        bearer = bearer_of_access_token(token)
        if bearer is None:
            return None
        left = bearer.expires.timestamp() - time.time()
        return _Remembered(bearer.actor, now + min(left, REMEMBERED_SECONDS))
    actor = actor_of_token(token)
    return _Remembered(actor, now + REMEMBERED_SECONDS) if actor else None
