"""The cast of proofs: one that is whole and cosigned, one that is still to come, and the log that they are of."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from zhuisu.core.tlog.checkpoints import Checkpoint
from zhuisu.core.tlog.keys import Kind, Signer
from zhuisu.core.tlog.leaf import commitment_of, leaf_of
from zhuisu.core.tlog.notes import cosign, sign
from zhuisu.core.tlog.proofs import FORMAT, Opening
from zhuisu.ledger.checkpoints import Published
from zhuisu.ledger.proofs import EventProof, Pending
from zhuisu.portal.sources import LogState, Shown

LOG = Signer("trace.qinzhou.example/log", Kind.ED25519, b"k" * 32)
WITNESS = Signer("trace.beihai.example/witness", Kind.COSIGNATURE, b"w" * 32)
SIGNED_AT = datetime(2026, 9, 1, 0, 0, 1, tzinfo=UTC)
BODY, CONTEXT = b'{"type": "ObjectEvent"}', b'"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"'
PENDING = "019e0000-0000-8000-8000-00000000000f"

OPENING = Opening(
    format=FORMAT,
    id=UUID("019e0000-0000-8000-8000-000000000001"),
    event_id="urn:uuid:7",
    capture=UUID(int=8),
    record_time=datetime(2026, 9, 1, tzinfo=UTC),
    captured_by="account:operator",
    salt=b"s" * 16,
    body_sha256=sha256(BODY).digest(),
    context_sha256=sha256(CONTEXT).digest(),
    body=BODY,
    context=CONTEXT,
)


def proof_of(event: str, of: str, after: str | None = None) -> Shown | None:
    """The only event of a log of one, all of it open; nothing where no thing is named."""
    if event == PENDING:
        return Shown(Pending("urn:uuid:15"), is_whole=True)
    head = Checkpoint(LOG.name, 1, leaf_of(commitment_of(OPENING.record)))
    line = cosign(head.text, WITNESS, at_seconds=int(SIGNED_AT.timestamp())).line
    published = Published(1, head.root, str(sign(head.text, [LOG])), SIGNED_AT, line)
    return Shown(EventProof(0, OPENING, (), published), is_whole=True) if of else None


def sealed_proof_of(event: str, of: str, after: str | None = None) -> Shown | None:
    """The same of an event of which a part is not open."""
    shown = proof_of(event, of, after)
    return shown and Shown(shown.proof, is_whole=False)


def log_state() -> LogState:
    return LogState(LOG.name, (LOG.verifier.vkey,), 1, SIGNED_AT, (WITNESS.name,))
