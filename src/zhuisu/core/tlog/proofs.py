"""Proofs: files that prove offline that an event was recorded (C2SP tlog-proof), or that a log only grew."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.merkle import is_consistent, root_of_inclusion
from zhuisu.core.tlog.checkpoints import NUMBER, Opened, open_checkpoint, read_hash
from zhuisu.core.tlog.keys import Verifier, from_base64, to_base64
from zhuisu.core.tlog.leaf import ENTRY_BYTES, ENTRY_MAGIC, Record, commitment_of, entry_of, leaf_of

HEADER: Final = "c2sp.org/tlog-proof@v1"
FORMAT: Final = "zhuisu/event/v1"
SEALED: Final = "zhuisu/sealed/v1"
EXTENSION: Final = ".tlog-proof"
PROOF_BYTES: Final = 64 << 20
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Opening(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The `extra` of a proof file: the record whose hash stands in the log, and the event itself. Bytes are base64.

    `vkeys` are the log's public keys, as it states them: a hint, and no reason to trust them.
    """

    format: str
    id: UUID
    event_id: str = msgspec.field(name="eventID")
    capture: UUID
    record_time: datetime
    captured_by: str
    salt: bytes
    body_sha256: bytes = msgspec.field(name="bodySha256")
    context_sha256: bytes = msgspec.field(name="contextSha256")
    body: bytes | None = None
    context: bytes | None = None
    vkeys: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """What the tree covers."""
        return Record(
            salt=self.salt,
            event=self.id.bytes,
            capture=self.capture.bytes,
            recorded_us=(self.record_time - _EPOCH) // timedelta(microseconds=1),
            body_digest=self.body_sha256,
            context_digest=self.context_sha256,
            event_id=self.event_id,
            captured_by=self.captured_by,
        )


class Seal(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The `extra` of a proof file that does not say what was recorded: the entry of the log alone.

    `id` is the ledger's, as the platform states it. Who holds the record finds this entry in its own proof.
    """

    format: str
    id: UUID
    entry: bytes
    vkeys: tuple[str, ...] = ()


class ProofFile(msgspec.Struct, frozen=True):
    """A tlog-proof: where the entry stands, the hashes up to the root, and the signed checkpoint."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None


class Proven(msgspec.Struct, frozen=True):
    """What a good proof says: this record is entry `index` of the log that signed this checkpoint."""

    index: int
    opening: Opening
    opened: Opened


class ProvenSealed(msgspec.Struct, frozen=True):
    """What a good sealed proof says: this entry, whatever it stands for, is number `index` of the log."""

    index: int
    seal: Seal
    opened: Opened


class Growth(msgspec.Struct, frozen=True, rename="camel"):
    """The answer of `/api/proof/consistency`: the tree of `old` events is a beginning of that of `new`."""

    old: int = msgspec.field(name="from")
    new: int = msgspec.field(name="to")
    old_root: str
    new_root: str
    hashes: tuple[str, ...]
    checkpoint: str | None


def write_proof(proof: ProofFile) -> str:
    """The text of a proof file."""
    extra = [] if proof.extra is None else [f"extra {to_base64(proof.extra)}"]
    hashes = [to_base64(hashed) for hashed in proof.hashes]
    return "\n".join((HEADER, *extra, f"index {proof.index}", *hashes, "", proof.checkpoint))


def read_proof(raw: bytes) -> ProofFile | Finding:
    """The proof file that these bytes are."""
    if len(raw) > PROOF_BYTES:
        return _malformed("size")
    head, separator, checkpoint = raw.partition(b"\n\n")
    try:
        lines, note = head.decode("ascii").split("\n"), checkpoint.decode()
    except UnicodeDecodeError:
        return _malformed("UTF-8")
    if not separator or lines.pop(0) != HEADER:
        return _malformed(HEADER)
    extra = from_base64(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else b""
    word, _, index = (lines.pop(0) if lines else "").partition(" ")
    hashes = [read_hash(line) for line in lines]
    if extra is None:
        return _malformed("extra")
    if word != "index" or not NUMBER.fullmatch(index):
        return _malformed("index")
    if None in hashes:
        return _malformed("hashes")
    return ProofFile(int(index), tuple(each for each in hashes if each), note, extra or None)


def write_opening(opening: Opening) -> bytes:
    """The bytes of `extra`."""
    return msgspec.json.encode(opening)


def write_seal(seal: Seal) -> bytes:
    """The bytes of `extra`."""
    return msgspec.json.encode(seal)


def read_seal(raw: bytes) -> Seal | None:
    """The entry that `extra` holds, where it holds no more."""
    try:
        seal = msgspec.json.decode(raw, type=Seal)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    is_entry = len(seal.entry) == ENTRY_BYTES and seal.entry.startswith(ENTRY_MAGIC)
    return seal if seal.format == SEALED and is_entry else None


def seal_of(opening: Opening) -> Seal:
    """All that a sealed proof says of a record."""
    return Seal(SEALED, opening.id, entry_of(commitment_of(opening.record)), opening.vkeys)


def read_opening(raw: bytes) -> Opening | None:
    """The record that `extra` holds."""
    try:
        opening = msgspec.json.decode(raw, type=Opening)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    sizes = (len(opening.salt), len(opening.body_sha256), len(opening.context_sha256))
    known = opening.format == FORMAT and sizes == (16, 32, 32) and opening.record_time.tzinfo is not None
    return opening if known else None


def check_proof(
    raw: bytes, verifiers: Sequence[Verifier], event: bytes | None = None
) -> Proven | ProvenSealed | Finding:
    """What the proof proves to somebody who trusts these keys, or why it proves nothing.

    `event` is the event as somebody holds it; it must be the one that was recorded, byte for byte.
    """
    proof = read_proof(raw)
    if isinstance(proof, Finding):
        return proof
    opening = read_opening(proof.extra or b"")
    if opening is None:
        return _check_seal(proof, verifiers, event)
    opened = open_checkpoint(proof.checkpoint.encode(), verifiers)
    if isinstance(opened, Finding):
        return opened
    if (wrong := _other_content(opening, event)) is not None:
        return wrong
    leaf = leaf_of(commitment_of(opening.record))
    root = root_of_inclusion(leaf, proof.index, opened.checkpoint.size, proof.hashes)
    if root != opened.checkpoint.root:
        return _refused(
            "proof.not_included", event_id=opening.event_id, index=proof.index, origin=opened.checkpoint.origin
        )
    return Proven(proof.index, opening, opened)


def _check_seal(proof: ProofFile, verifiers: Sequence[Verifier], event: bytes | None) -> ProvenSealed | Finding:
    seal = read_seal(proof.extra or b"")
    if seal is None:
        return _malformed("extra")
    if event is not None:
        return _refused("proof.sealed", id=str(seal.id))
    opened = open_checkpoint(proof.checkpoint.encode(), verifiers)
    if isinstance(opened, Finding):
        return opened
    leaf = leaf_of(seal.entry.removeprefix(ENTRY_MAGIC))
    if root_of_inclusion(leaf, proof.index, opened.checkpoint.size, proof.hashes) != opened.checkpoint.root:
        origin = opened.checkpoint.origin
        return _refused("proof.not_included", event_id=str(seal.id), index=proof.index, origin=origin)
    return ProvenSealed(proof.index, seal, opened)


def check_growth(raw: bytes, verifiers: Sequence[Verifier], old_note: bytes) -> tuple[Opened, Opened] | Finding:
    """The older and the newer checkpoint, where the proof shows that nothing of the older log was changed."""
    try:
        growth = msgspec.json.decode(raw, type=Growth)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _malformed("JSON")
    old = open_checkpoint(old_note, verifiers)
    new = open_checkpoint((growth.checkpoint or "").encode(), verifiers)
    if isinstance(old, Finding):
        return old
    if isinstance(new, Finding):
        return new
    hashes = [read_hash(text) for text in growth.hashes]
    proof = [hashed for hashed in hashes if hashed is not None]
    first, second = old.checkpoint, new.checkpoint
    holds = is_consistent(first.size, second.size, first.root, second.root, proof)
    if None in hashes or first.origin != second.origin or not holds:
        return _refused("proof.inconsistent", origin=first.origin, old=first.size, new=second.size)
    return old, new


def _other_content(opening: Opening, event: bytes | None) -> Finding | None:
    """Where a content that is at hand is not the one that was recorded."""
    if opening.body is not None and sha256(opening.body).digest() != opening.body_sha256:
        return _refused("proof.body_differs", event_id=opening.event_id)
    if opening.context is not None and sha256(opening.context).digest() != opening.context_sha256:
        return _refused("proof.context_differs", event_id=opening.event_id)
    if event is not None and opening.body_sha256 not in (sha256(event).digest(), sha256(event.strip()).digest()):
        return _refused("proof.other_event", event_id=opening.event_id)
    return None


def _malformed(what: str) -> Finding:
    return _refused("proof.malformed", what=what)


def _refused(code: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, "", facts)
