"""Checkpoints: a tree's size and root, signed (C2SP tlog-checkpoint)."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.merkle import HASH_BYTES
from zhuisu.core.tlog.keys import Kind, Verifier, from_base64, to_base64
from zhuisu.core.tlog.notes import Note, Signed, malformed, read_note, signed_by

NUMBER: Final = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)


class Checkpoint(msgspec.Struct, frozen=True):
    """The head of a log. `extensions` are further lines, which nothing here writes."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text that is signed."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


class Opened(msgspec.Struct, frozen=True):
    """A checkpoint whose signatures were looked at. Who signed: the log itself, and witnesses."""

    checkpoint: Checkpoint
    note: Note
    signed: tuple[Signed, ...]

    @property
    def by_log(self) -> tuple[Signed, ...]:
        return tuple(each for each in self.signed if each.by.kind is Kind.ED25519)

    @property
    def by_witnesses(self) -> tuple[Signed, ...]:
        return tuple(each for each in self.signed if each.by.kind is Kind.COSIGNATURE)


def read_checkpoint(text: str) -> Checkpoint | Finding:
    """The checkpoint that a note's text is."""
    origin, _, rest = text.partition("\n")
    size, _, rest = rest.partition("\n")
    encoded, _, rest = rest.partition("\n")
    root = read_hash(encoded)
    extensions = tuple(rest.removesuffix("\n").split("\n")) if rest else ()
    is_whole = bool(origin) and text.endswith("\n") and "" not in extensions
    if not is_whole or not NUMBER.fullmatch(size) or root is None:
        return malformed("checkpoint")
    return Checkpoint(origin, int(size), root, extensions)


def open_checkpoint(raw: bytes, verifiers: Iterable[Verifier]) -> Opened | Finding:
    """A signed checkpoint, with the signatures of these keys checked. One that none of them signed is refused."""
    note = read_note(raw)
    if isinstance(note, Finding):
        return note
    checkpoint = read_checkpoint(note.text)
    if isinstance(checkpoint, Finding):
        return checkpoint
    signed = signed_by(note, verifiers)
    if isinstance(signed, Finding):
        return signed
    opened = Opened(checkpoint, note, signed)
    if not opened.by_log:
        return Finding("proof.unsigned", Severity.ERROR, "checkpoint", {"origin": checkpoint.origin})
    return opened


def read_hash(text: str) -> bytes | None:
    """A hash in base64."""
    raw = from_base64(text)
    return raw if raw is not None and len(raw) == HASH_BYTES else None
