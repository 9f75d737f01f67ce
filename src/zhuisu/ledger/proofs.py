"""Proofs: all that shows that an event was recorded, and in which place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from zhuisu.core.tlog.leaf import commitment_of
from zhuisu.core.tlog.proofs import FORMAT, Opening, ProofFile, seal_of, write_opening, write_proof, write_seal
from zhuisu.ledger import checkpoints
from zhuisu.ledger.checkpoints import Published
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.tree import inclusion_proof, record_of

_SQL = load("tree")


class EventProof(NamedTuple):
    """An event's number, the record that the tree covers, and the hashes from there to the signed checkpoint."""

    number: int
    opening: Opening
    hashes: tuple[bytes, ...]
    published: Published

    @property
    def commitment(self) -> bytes:
        """What the public log shows of it."""
        return commitment_of(self.opening.record)

    @property
    def file(self) -> str:
        """As a file that is verified offline (C2SP tlog-proof), with the event in it."""
        extra = write_opening(self.opening)
        return write_proof(ProofFile(self.number, self.hashes, self.published.note, extra))

    @property
    def sealed_file(self) -> str:
        """The same without what was recorded: that an entry stands in the log, and where."""
        extra = write_seal(seal_of(self.opening))
        return write_proof(ProofFile(self.number, self.hashes, self.published.note, extra))


class Pending(NamedTuple):
    """An event that is recorded, and in no signed checkpoint yet."""

    event_id: str


def proof_of(event: UUID, *, now: datetime) -> EventProof | Pending | None:
    """The proof of a stored event (its ledger id); None where there is no such event."""
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL["provable"], {"event": event}).fetchone()
    if row is None:
        return None
    *recorded, salt, capture, number = row
    published = _covering(number, now)
    if salt is None or published is None:
        return Pending(row[2])
    keys = checkpoints.log_keys()
    opening = _opening(recorded, bytes(salt), capture, tuple(key.vkey for key in keys))
    return EventProof(number, opening, tuple(inclusion_proof(number, published.size)), published)


def _covering(number: int | None, now: datetime) -> Published | None:
    """A checkpoint that holds the event of this number: the one to show, or else the newest."""
    if number is None:
        return None
    for published in (checkpoints.shown(now), checkpoints.newest()):
        if published is not None and published.size > number:
            return published
    return None


def _opening(row: Sequence[Any], salt: bytes, capture: UUID, vkeys: tuple[str, ...]) -> Opening:
    record = record_of(salt, capture, row)
    return Opening(
        format=FORMAT,
        id=UUID(bytes=record.event),
        event_id=record.event_id,
        capture=capture,
        record_time=row[1],
        captured_by=record.captured_by,
        salt=record.salt,
        body_sha256=record.body_digest,
        context_sha256=record.context_digest,
        body=row[4],
        context=row[5],
        vkeys=vkeys,
    )
