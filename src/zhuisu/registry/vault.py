"""Vault: identity numbers as they are kept: encrypted (Fernet), with a blind index to find them by, shown masked.

The keys are derived from Django's SECRET_KEY; those of SECRET_KEY_FALLBACKS still open what was sealed under them.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_SEAL: Final = b"zhuisu: identity numbers, encryption\0"
_MARK: Final = b"zhuisu: identity numbers, index\0"
_HEAD, _TAIL = 4, 4
_STAR: Final = "*"


class SealedOtherwiseError(Exception):
    """It was encrypted under a key that nobody named."""


def seal(text: str) -> bytes:
    """The text, encrypted under the newest key."""
    return seal_bytes(text.encode())


def unseal(sealed: bytes) -> str:
    """The text that `seal` was given. Raises SealedOtherwiseError."""
    return unseal_bytes(sealed).decode()


def seal_bytes(content: bytes) -> bytes:
    """What is no text, such as the photograph of a paper, encrypted in the same way."""
    return _fernet().encrypt(content)


def unseal_bytes(sealed: bytes) -> bytes:
    """What `seal_bytes` was given. Raises SealedOtherwiseError."""
    try:
        return _fernet().decrypt(sealed)
    except InvalidToken as fault:
        raise SealedOtherwiseError from fault


def mark(kind: str, number: str) -> bytes:
    """The blind index of a number under the newest key: HMAC-SHA256. Equal numbers have equal marks."""
    return _mark(settings.SECRET_KEY, kind, number)


def marks(kind: str, number: str) -> Sequence[bytes]:
    """The marks under every key that there is, the newest first."""
    return [_mark(secret, kind, number) for secret in _secrets()]


def mask(number: str) -> str:
    """What may be shown: the first and the last four characters of a long number, less of a short one."""
    if len(number) <= _HEAD + _TAIL:
        return number[:1] + _STAR * (len(number) - 1)
    return number[:_HEAD] + _STAR * (len(number) - _HEAD - _TAIL) + number[-_TAIL:]


def mask_name(name: str) -> str:
    """The first character of a name, and a star for each other."""
    return name[:1] + _STAR * (len(name) - 1)


def _fernet() -> MultiFernet:
    keys = (hashlib.sha256(_SEAL + secret.encode()).digest() for secret in _secrets())
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _secrets() -> Sequence[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _mark(secret: str, kind: str, number: str) -> bytes:
    key = hashlib.sha256(_MARK + secret.encode()).digest()
    return hmac.digest(key, f"{kind}\0{number.upper()}".encode(), "sha256")
