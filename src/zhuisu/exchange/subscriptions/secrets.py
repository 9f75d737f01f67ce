"""Secrets: a subscriber's signature token as it is kept, encrypted with a key derived from the server's secret key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class UnreadableSecretError(Exception):
    """It was encrypted under another secret key."""


def seal(secret: str) -> bytes:
    """The token, encrypted (Fernet)."""
    return _fernet().encrypt(secret.encode())


def unseal(sealed: bytes) -> str:
    """The token that `seal` was given. Raises UnreadableSecretError."""
    try:
        return _fernet().decrypt(sealed).decode()
    except InvalidToken as fault:
        raise UnreadableSecretError from fault


def _fernet() -> Fernet:
    key = hashlib.sha256(b"zhuisu: secrets of subscriptions\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
