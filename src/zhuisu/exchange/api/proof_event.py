"""GET /api/proof/event/{id}: that an event was recorded as it is answered, and when."""

import re
from datetime import UTC, datetime
from enum import Enum
from typing import Final
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import PUBLIC, Actor
from zhuisu.access.visibility import sight_of
from zhuisu.core.epcis.query import Query
from zhuisu.core.tlog.leaf import entry_of, leaf_of
from zhuisu.core.tlog.proofs import EXTENSION
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.http.guard import bearer
from zhuisu.exchange.log.public import TEXT, not_there
from zhuisu.ledger.proofs import EventProof, Pending, proof_of
from zhuisu.ledger.reading import event_by_id
from zhuisu.ledger.search import matching
from zhuisu.tracing.public import public_event

OPTIONAL: Final = {"of": 4096, "after": 6000, "format": 10, "ver": 20}
_LEDGER_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""No eventID looks so: those are URIs."""


class ProofAnswer(msgspec.Struct, frozen=True, rename="camel"):
    """A proof without the event itself. Bytes are base64; `leafHash` and `hashes` lead to the checkpoint's root."""

    number: int
    id: UUID
    event_id: str = msgspec.field(name="eventID")
    record_time: datetime
    captured_by: str
    capture: UUID
    salt: bytes
    body_sha256: bytes = msgspec.field(name="bodySha256")
    context_sha256: bytes = msgspec.field(name="contextSha256")
    entry: bytes
    leaf_hash: bytes
    tree_size: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    vkeys: tuple[str, ...]


class SealedProof(msgspec.Struct, frozen=True, rename="camel"):
    """The proof of an event that its asker may read in part only: the log's entry and its way to the root, and nothing
    from which the event could be guessed."""

    number: int
    id: UUID
    entry: bytes
    leaf_hash: bytes
    tree_size: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    vkeys: tuple[str, ...]


class Extent(Enum):
    """How much of an event the asker may read."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"


def anybody(request: HttpRequest) -> Actor:
    """Who bears the request's token, or the public where it has none."""
    return bearer(request) if request.META.get("HTTP_AUTHORIZATION") else PUBLIC


def get_event_proof(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """`id` is an eventID, percent-encoded, or a ledger id. `?format=file` answers a file to verify offline.

    Without a token `?of=` names the thing whose public story tells the event, `?after=` the part of a long one. Where
    that story tells a part of the event only, the proof is sealed. What one may not see does not exist here.
    """
    given = read_parameters(request.GET, {}, OPTIONAL)
    if given.get("format", "json") not in ("json", "file"):
        raise bad_value("format", given["format"], "json | file")
    # A hash id (`ni:///sha-256;…?ver=CBV2.0`) whose "?" was not encoded arrives cut in two.
    asked = path["event_id"] + (f"?ver={given['ver']}" if "ver" in given else "")
    event = _ledger_id(asked)
    extent = Extent.NOTHING if event is None else _extent(actor, event, given.get("of"), given.get("after"))
    if event is None or extent is Extent.NOTHING:
        raise not_there("http.no_such_event", event_id=asked)
    proof = proof_of(event, now=datetime.now(UTC))
    if isinstance(proof, Pending):
        raise not_there("proof.pending", event_id=proof.event_id)
    if proof is None:
        raise not_there("http.no_such_event", event_id=asked)
    if given.get("format") == "file":
        named = {"Content-Disposition": f'attachment; filename="{event}{EXTENSION}"'}
        file = proof.file if extent is Extent.WHOLE else proof.sealed_file
        return HttpResponse(file, content_type=TEXT, headers=named)
    answer = _answer(proof) if extent is Extent.WHOLE else _sealed(proof)
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json")


def _ledger_id(asked: str) -> UUID | None:
    if _LEDGER_ID.fullmatch(asked):
        return UUID(asked)
    stored = event_by_id(asked)
    return stored.id if stored else None


def _extent(actor: Actor, event: UUID, of: str | None, after: str | None) -> Extent:
    """The whole event for who may read it, and for everybody where all of it is open."""
    if matching(Query(), sight_of(actor), [event]):
        return Extent.WHOLE
    told = public_event(str(event), of, after) if of is not None else None
    if told is None:
        return Extent.NOTHING
    return Extent.WHOLE if told.is_whole else Extent.PART


def _sealed(proof: EventProof) -> SealedProof:
    return SealedProof(
        number=proof.number,
        id=proof.opening.id,
        entry=entry_of(proof.commitment),
        leaf_hash=leaf_of(proof.commitment),
        tree_size=proof.published.size,
        hashes=proof.hashes,
        checkpoint=proof.published.note,
        vkeys=proof.opening.vkeys,
    )


def _answer(proof: EventProof) -> ProofAnswer:
    opening = proof.opening
    return ProofAnswer(
        number=proof.number,
        id=opening.id,
        event_id=opening.event_id,
        record_time=opening.record_time,
        captured_by=opening.captured_by,
        capture=opening.capture,
        salt=opening.salt,
        body_sha256=opening.body_sha256,
        context_sha256=opening.context_sha256,
        entry=entry_of(proof.commitment),
        leaf_hash=leaf_of(proof.commitment),
        tree_size=proof.published.size,
        hashes=proof.hashes,
        checkpoint=proof.published.note,
        vkeys=opening.vkeys,
    )
