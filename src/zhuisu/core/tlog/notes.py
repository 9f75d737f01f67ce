"""Notes: text signed by keys (C2SP signed-note)."""

import re
from collections.abc import Iterable
from struct import Struct
from typing import Final

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.tlog.keys import Kind, Signer, Verifier, from_base64, is_key_name, to_base64

MOST_SIGNATURES: Final = 100
NOTE_BYTES: Final = 1 << 20
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_timestamp = Struct(">Q")


class Signature(msgspec.Struct, frozen=True):
    """A signature line: whose, by which key (4 bytes), and what follows."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {to_base64(self.key_id + self.signature)}\n"


class Note(msgspec.Struct, frozen=True):
    """A text, which ends with a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature.line for signature in self.signatures)


class Signed(msgspec.Struct, frozen=True):
    """A signature that holds, and since when a witness says so (seconds since 1970)."""

    by: Verifier
    at_seconds: int | None


def read_note(raw: bytes) -> Note | Finding:
    """The note that these bytes are."""
    if len(raw) > NOTE_BYTES:
        return malformed("size")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return malformed("UTF-8")
    if _CONTROL.search(text) or not text.endswith("\n"):
        return malformed("lines")
    body, separator, lines = text.rpartition("\n\n")
    if not separator or not lines:
        return malformed("signatures")
    signatures = [read_signature(line) for line in lines.removesuffix("\n").split("\n")]
    if len(signatures) > MOST_SIGNATURES or None in signatures:
        return malformed("signatures")
    return Note(body + "\n", tuple(each for each in signatures if each is not None))


def read_signature(line: str) -> Signature | None:
    """The signature of one line, without its newline."""
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    raw = from_base64(encoded)
    if raw is None or len(raw) <= 4 or dash != "—" or not is_key_name(name):
        return None
    return Signature(name, raw[:4], raw[4:])


def sign(text: str, signers: Iterable[Signer]) -> Note:
    """The text with the signatures of a log."""
    return Note(text, tuple(_signature(signer.verifier, signer.sign(text.encode())) for signer in signers))


def cosign(text: str, signer: Signer, *, at_seconds: int) -> Signature:
    """A witness's signature (C2SP tlog-cosignature, cosignature/v1)."""
    signed = signer.sign(_cosigned(text, at_seconds))
    return _signature(signer.verifier, _timestamp.pack(at_seconds) + signed)


def signed_by(note: Note, verifiers: Iterable[Verifier]) -> tuple[Signed, ...] | Finding:
    """Which of these keys signed the note. Unknown ones are passed over; a false one of a known key refuses all."""
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    found: dict[tuple[str, bytes], Signed] = {}
    for signature in note.signatures:
        verifier = known.get((signature.name, signature.key_id))
        if verifier is None:
            continue
        signed = _checked(note.text, signature, verifier)
        if signed is None:
            facts = {"name": verifier.name, "vkey": verifier.vkey}
            return Finding("proof.false_signature", Severity.ERROR, "checkpoint", facts)
        found.setdefault((signature.name, signature.key_id), signed)
    return tuple(found.values())


def _checked(text: str, signature: Signature, verifier: Verifier) -> Signed | None:
    if verifier.kind is Kind.ED25519:
        return Signed(verifier, None) if verifier.holds(text.encode(), signature.signature) else None
    if len(signature.signature) != _timestamp.size + 64:
        return None
    (at_seconds,) = _timestamp.unpack(signature.signature[:8])
    holds = verifier.holds(_cosigned(text, at_seconds), signature.signature[8:])
    return Signed(verifier, at_seconds) if holds else None


def _cosigned(text: str, at_seconds: int) -> bytes:
    return f"cosignature/v1\ntime {at_seconds}\n{text}".encode()


def _signature(verifier: Verifier, raw: bytes) -> Signature:
    return Signature(verifier.name, verifier.key_id, raw)


def malformed(what: str) -> Finding:
    """The finding that this is no signed note."""
    return Finding("proof.malformed_note", Severity.ERROR, "checkpoint", {"what": what})
