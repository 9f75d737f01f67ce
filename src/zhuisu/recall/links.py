"""Links: the secret address by which a holder without an account answers. Only its SHA-256 is kept.

The secret is derived from the server's secret key and a number that changes when the link is revoked, so that it can be
written into a later notice again, and stands in no table.
"""

import base64
import hmac
from collections.abc import Iterator
from typing import Final

from django.conf import settings

from zhuisu.access.secrets import digest
from zhuisu.recall.models import Holding

SECRET_LETTERS: Final = 24
"""Of base64: 144 bits."""

_PURPOSE: Final = b"zhuisu: links of notices\0"


def link_of(holding: Holding) -> str:
    """The address that the holder is sent, of the link that is good now; one is made where there is none."""
    return f"{settings.NOTICE_ADDRESS}/notice/{secret_of(holding)}"


def secret_of(holding: Holding) -> str:
    """The secret of the link that is good now; where its server key is gone, a new one."""
    kept = None if holding.digest is None else bytes(holding.digest)
    for secret in _secrets(holding):
        if kept == digest(secret):
            return secret
    return _renew(holding)


def revoke(holding: Holding) -> None:
    """The link that was sent is good no more; the next notice brings another."""
    holding.link += 1
    _renew(holding)


def opened(secret: str) -> Holding | None:
    """The holding that a link is of."""
    return Holding.objects.select_related("recall").filter(digest=digest(secret)).first()


def _renew(holding: Holding) -> str:
    secret = next(_secrets(holding))
    holding.digest = digest(secret)
    holding.save(update_fields=["link", "digest"])
    return secret


def _secrets(holding: Holding) -> Iterator[str]:
    """Under each server key, the newest first."""
    told = f"{holding.pk}\0{holding.link}".encode()
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = hmac.digest(key.encode(), _PURPOSE + told, "sha256")
        yield base64.urlsafe_b64encode(derived).decode()[:SECRET_LETTERS]
