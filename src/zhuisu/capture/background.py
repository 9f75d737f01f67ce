"""Background: a large document is accepted when it is safely stored, and captured later by a worker."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db import transaction

from zhuisu.access import Actor
from zhuisu.access.actor import ActorKind
from zhuisu.capture.bounds import Bounds
from zhuisu.capture.desk import FinishedError, Waiting
from zhuisu.capture.media import media_type_of
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import DEFAULT_LIMITS, Order, Progress, capture_document, carry_out, columns_of
from zhuisu.capture.spool import spooled
from zhuisu.core.epcis import Limits, Refusal, open_document
from zhuisu.core.findings import Finding, Severity
from zhuisu.ledger.archive import Archive, Shelf
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.incoming import begin_capture, incoming_document, unfinished

Defer = Callable[[UUID, str | None], None]
"""Has a capture run later, for a party; in the transaction that is open."""


def accept_document(
    stream: BinaryIO,
    *,
    actor: Actor,
    behaviour: ErrorBehaviour,
    defer: Defer,
    limits: Limits = DEFAULT_LIMITS,
) -> UUID | CaptureReport:
    """Store the document and its job in one transaction; answers the capture's id when both are on disk.

    A document that cannot be opened is refused at once: the report says why.
    """
    media_type = media_type_of(stream)
    if isinstance(open_document(stream, limits), Refusal):
        return capture_document(stream, actor=actor, behaviour=behaviour, limits=limits)
    capture = uuid4()
    archive = Archive(capture, stream, Shelf.INCOMING)
    with transaction.atomic(), ledger_cursor() as cursor:
        begin_capture(
            cursor,
            archive,
            id=capture,
            account=actor.name,
            behaviour=behaviour.value,
            created_at=datetime.now(UTC),
            media_type=media_type,
        )
        defer(capture, actor.party)
    return capture


def capture_waiting(
    capture: UUID,
    *,
    party: str | None,
    bounds: Bounds,
    progress: Callable[[Progress], None],
    limits: Limits = DEFAULT_LIMITS,
) -> CaptureReport | None:
    """Capture a document that was accepted. None where another worker has done it, before or meanwhile.

    Its end is written in the transaction that stores its events, so it runs to its end once, however often it begins.
    """
    known = unfinished(capture)
    if known is None:
        return None
    order = Order(
        actor=Actor(known.account, party, kind=ActorKind.PLATFORM if party is None else ActorKind.ENTERPRISE),
        behaviour=ErrorBehaviour(known.behaviour),
        limits=limits,
        bounds=bounds,
        progress=progress,
    )
    with spooled(incoming_document(capture)) as stream:
        desk = partial(Waiting, capture, known.created_at, known.size_bytes)
        try:
            return carry_out(order, stream, desk)[0]
        except FinishedError:
            return None


def give_up(capture: UUID, *, incident: str) -> None:
    """Record that a capture failed through a fault of the server, and forget the document."""
    known = unfinished(capture)
    if known is None:
        return
    desk = Waiting(capture, known.created_at, known.size_bytes)
    report = CaptureReport(
        capture_id=capture,
        behaviour=ErrorBehaviour(known.behaviour),
        created_at=known.created_at,
        finished_at=datetime.now(UTC),
        success=False,
        accepted=0,
        repeated=0,
        refused=0,
        errors=(Finding("capture.failed", Severity.ERROR, "$", {"incident": incident}),),
    )
    try:
        with transaction.atomic(), ledger_cursor() as cursor:
            desk.begin(cursor)
            desk.record(cursor, {**columns_of(report), "media_type": known.media_type})
    except FinishedError:
        return
