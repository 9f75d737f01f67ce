"""Keys: Ed25519 keys as signed notes write them (C2SP signed-note, golang.org/x/mod/sumdb/note)."""

import base64
import binascii
import re
from enum import IntEnum
from hashlib import sha256
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES: Final = 32
PRIVATE: Final = "PRIVATE+KEY+"


class Kind(IntEnum):
    """The signature types that are used here: a log's own signature, a witness's cosignature/v1."""

    ED25519 = 1
    COSIGNATURE = 4


class Verifier(msgspec.Struct, frozen=True):
    """A public key: who signs, how, and 32 bytes."""

    name: str
    kind: Kind
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + bytes((self.kind,)) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """As it is published: `name+id+key`."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes((self.kind,)) + self.public)}"

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Signer(msgspec.Struct, frozen=True):
    """A private key, as its 32 bytes of seed."""

    name: str
    kind: Kind
    seed: bytes

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.kind, self._key().public_key().public_bytes_raw())

    @property
    def skey(self) -> str:
        """As a key file holds it."""
        plain = Verifier(self.name, Kind.ED25519, self._key().public_key().public_bytes_raw())
        return f"{PRIVATE}{self.name}+{plain.key_id.hex()}+{to_base64(bytes((Kind.ED25519,)) + self.seed)}"

    def sign(self, message: bytes) -> bytes:
        return self._key().sign(message)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def is_key_name(name: str) -> bool:
    """Whether a key may be called so: no spaces, no control characters, no plus sign."""
    return bool(name) and not re.search(r"[\s+\x00-\x1f\x7f]", name)


def read_vkey(text: str) -> Verifier | None:
    """The public key that `name+id+key` writes, None where it is none of the two kinds or its id is wrong."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = from_base64(encoded)
    if key is None or len(key) != 1 + KEY_BYTES or key[0] not in list(Kind) or not is_key_name(name):
        return None
    verifier = Verifier(name, Kind(key[0]), key[1:])
    return verifier if verifier.key_id.hex() == key_id else None


def read_skey(text: str, kind: Kind = Kind.ED25519) -> Signer | None:
    """The private key that `PRIVATE+KEY+name+id+key` writes, to be used for signatures of that kind."""
    if not text.startswith(PRIVATE):
        return None
    name, _, rest = text.removeprefix(PRIVATE).partition("+")
    key = from_base64(rest.partition("+")[2])
    if key is None or len(key) != 1 + KEY_BYTES or key[0] != Kind.ED25519 or not is_key_name(name):
        return None
    signer = Signer(name, kind, key[1:])
    return signer if signer.skey == text else None


def to_base64(raw: bytes) -> str:
    """RFC 4648 §4."""
    return base64.b64encode(raw).decode()


def from_base64(text: str) -> bytes | None:
    """The bytes that this writes; None where it is written in another way than `to_base64` does."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if to_base64(raw) == text else None
