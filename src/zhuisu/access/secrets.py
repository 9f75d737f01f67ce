"""Secrets: how what only a program remembers is hashed."""

import hashlib
import secrets
from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher
from django.utils.crypto import constant_time_compare


def digest(token: str) -> bytes:
    """SHA-256. A fast hash is enough: 256 random bits cannot be guessed from it."""
    return hashlib.sha256(token.encode()).digest()


class RandomSecretHasher(BasePasswordHasher):
    """Django's form of a salted SHA-256, for secrets that a generator made and nobody chose."""

    algorithm = "random_secret"

    def salt(self) -> str:
        return secrets.token_hex(16)

    def encode(self, password: str, salt: str) -> str:
        return f"{self.algorithm}${salt}${digest(salt + password).hex()}"

    def verify(self, password: str, encoded: str) -> bool:
        salt = encoded.split("$", 2)[1]
        return constant_time_compare(self.encode(password, salt), encoded)

    def safe_summary(self, encoded: str) -> Any:
        return {"algorithm": self.algorithm}

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing: its cost never changes."""
