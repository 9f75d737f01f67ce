"""Witnessing: what a log asks of a witness, and what the witness answers (C2SP tlog-witness, `add-checkpoint`)."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.core.merkle import is_consistent
from zhuisu.core.tlog.checkpoints import NUMBER, Checkpoint, read_checkpoint, read_hash
from zhuisu.core.tlog.keys import Kind, Verifier, to_base64
from zhuisu.core.tlog.notes import Note, read_note, signed_by

MOST_HASHES: Final = 63
SUBMISSION_BYTES: Final = 64 << 10
SIZE_TYPE: Final = "text/x.tlog.size"


class Submission(msgspec.Struct, frozen=True):
    """A checkpoint, with the proof that the one of size `old` is its beginning."""

    old: int
    proof: tuple[bytes, ...]
    note: Note


class Seen(msgspec.Struct, frozen=True):
    """The last checkpoint of a log that a witness cosigned."""

    size: int
    root: bytes


class Refused(Enum):
    """Why a witness does not cosign, as the HTTP status that says so."""

    MALFORMED = 400
    NOT_SIGNED = 403
    UNKNOWN_LOG = 404
    OTHER_SIZE = 409
    INCONSISTENT = 422


def write_submission(old: int, proof: Sequence[bytes], note: str) -> bytes:
    """The body of the request."""
    lines = [f"old {old}", *(to_base64(hashed) for hashed in proof), "", note]
    return "\n".join(lines).encode()


def read_submission(raw: bytes) -> Submission | None:
    """The request of this body."""
    head, separator, rest = raw.partition(b"\n\n")
    note = read_note(rest)
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        return None
    word, _, size = first.partition(" ")
    hashes = [read_hash(line) for line in lines]
    if not separator or isinstance(note, Finding) or word != "old" or not NUMBER.fullmatch(size):
        return None
    if len(hashes) > MOST_HASHES or None in hashes:
        return None
    return Submission(int(size), tuple(each for each in hashes if each is not None), note)


def origin_of(submission: Submission) -> Checkpoint | None:
    """The checkpoint that is submitted, unsigned as yet."""
    checkpoint = read_checkpoint(submission.note.text)
    return None if isinstance(checkpoint, Finding) else checkpoint


def examine(submission: Submission, verifiers: Sequence[Verifier], seen: Seen | None) -> Checkpoint | Refused:
    """The checkpoint, where the log of these keys signed it and it goes on from what was seen last."""
    checkpoint = origin_of(submission)
    if checkpoint is None:
        return Refused.MALFORMED
    if not verifiers:
        return Refused.UNKNOWN_LOG
    signed = signed_by(submission.note, verifiers)
    if isinstance(signed, Finding) or not any(each.by.kind is Kind.ED25519 for each in signed):
        return Refused.NOT_SIGNED
    if submission.old > checkpoint.size:
        return Refused.MALFORMED
    if submission.old != (seen.size if seen else 0):
        return Refused.OTHER_SIZE
    if seen is None or seen.size == 0:
        return checkpoint if not submission.proof else Refused.INCONSISTENT
    if seen.size == checkpoint.size and seen.root != checkpoint.root:
        return Refused.OTHER_SIZE
    holds = is_consistent(seen.size, checkpoint.size, seen.root, checkpoint.root, submission.proof)
    return checkpoint if holds else Refused.INCONSISTENT
