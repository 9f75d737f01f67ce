"""Capture: one document or one event in, in one transaction, acknowledged after commit."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from psycopg import errors
from psycopg.types.json import Jsonb

from zhuisu.access import Actor
from zhuisu.capture.arrival import Reporter
from zhuisu.capture.intake import Arrival, Intake
from zhuisu.capture.report import CaptureReport, Conflict, ErrorBehaviour, Stored, spoken
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Context, Document, Limits, Refusal, RefusedError, open_document
from zhuisu.core.epcis.streaming import EVENT_LISTS
from zhuisu.core.findings import Finding, Severity
from zhuisu.ledger.append import record_capture, state_master_data
from zhuisu.ledger.archive import Archive
from zhuisu.ledger.database import LedgerCursor, ledger_cursor

_ATTEMPTS = 5
_CONFLICTS = ("capture.conflict", "capture.conflict_in_document")
DEFAULT_LIMITS = Limits()

_writers = ThreadPoolExecutor(max_workers=16, thread_name_prefix="capture-writer")


class Progress(NamedTuple):
    """How far a capture is: events read, and the stream's position in bytes."""

    events: int
    bytes: int


def no_progress(_: Progress) -> None:
    """For those who need not know how far a capture is."""


class _RolledBackError(Exception):
    """Ends the transaction of a capture that may keep nothing."""


def capture_document(
    stream: BinaryIO,
    *,
    actor: Actor,
    behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[Progress], None] = no_progress,
) -> CaptureReport:
    """Capture an EPCIS document from a seekable stream (a BytesIO or a file with a descriptor).

    Under `rollback` every event lands or none; under `proceed` each valid one. A repeat of what is there is no error.
    When this returns, what it reports is on disk. Memory does not grow with the document.
    """
    return _captured(stream, actor, behaviour, limits, progress)[0]


def capture_event(raw: bytes, *, actor: Actor, limits: Limits = DEFAULT_LIMITS) -> Stored | Refusal | Conflict:
    """Capture one event (EPCIS `POST /events`): a bare event with its own @context, or a document that holds it."""
    report, event_id = _captured(BytesIO(raw), actor, ErrorBehaviour.ROLLBACK, limits, no_progress)
    if report.success:
        return Stored(event_id, repeated=report.repeated > 0)
    if any(error.code in _CONFLICTS for error in report.errors):
        return Conflict(event_id, report.errors)
    return Refusal(report.errors)


def _captured(
    stream: BinaryIO,
    actor: Actor,
    behaviour: ErrorBehaviour,
    limits: Limits,
    progress: Callable[[Progress], None],
) -> tuple[CaptureReport, str]:
    """The report, and the eventID of the first event. Begins again when another capture writes the same events."""
    attempt = 0
    while True:
        attempt += 1
        capture = _Capture(actor, behaviour, progress)
        try:
            return capture.run(stream, limits), capture.intake.first_event_id
        except (errors.UniqueViolation, errors.DeadlockDetected):
            if attempt == _ATTEMPTS:
                raise


class _Capture:
    """One attempt at capturing a document."""

    def __init__(self, actor: Actor, behaviour: ErrorBehaviour, progress: Callable[[Progress], None]) -> None:
        self.id: UUID = uuid4()
        self.actor = actor
        self.behaviour = behaviour
        self.progress = progress
        self.created_at = datetime.now(UTC)
        self.intake = Intake(behaviour, self.id, self.created_at, Reporter.of(actor.name, actor.party))

    def run(self, stream: BinaryIO, limits: Limits) -> CaptureReport:
        stream.seek(0)
        document = open_document(stream, limits)
        if isinstance(document, Refusal):
            self.intake.refuse(document.findings, "$")
            return self._record_failure()
        try:
            with transaction.atomic(), ledger_cursor() as cursor:
                return self._store(cursor, document, stream)
        except _RolledBackError:
            return self._record_failure()

    def _store(self, cursor: LedgerCursor, document: Document, stream: BinaryIO) -> CaptureReport:
        archive = Archive(self.id, stream)
        writing: Future[None] | None = None
        try:
            for arrivals in self._arrivals(document, stream):
                if writing is not None:
                    writing.result()
                writing = _writers.submit(self._write, cursor, arrivals, document.context, archive)
        except RefusedError as broken:
            self.intake.refuse(broken.findings, "$")
            raise _RolledBackError from broken
        finally:
            if writing is not None:
                writing.result()
        if not self.intake.writes:
            raise _RolledBackError
        for element in document.header.master_data:
            fields = {attribute.id: attribute.value for attribute in element.attributes}
            key, children = key_of_uri(element.id), [key_of_uri(child) for child in element.children]
            state_master_data(cursor, key, element.type, fields, children, capture=self.id, recorded_at=self.created_at)
        archive.finish(cursor)
        return self._record(cursor, archive.size_bytes, success=not self.intake.refused)

    def _arrivals(self, document: Document, stream: BinaryIO) -> Iterator[list[Arrival]]:
        path = ".".join(("$", *EVENT_LISTS[document.header.kind]))
        for raws in document.batches():
            yield self.intake.read(raws, document.context, path)
            self.progress(Progress(self.intake.seen, stream.tell()))

    def _write(self, cursor: LedgerCursor, arrivals: list[Arrival], context: Context, archive: Archive) -> None:
        """On a thread of its own: the database writes one batch while the next is read."""
        self.intake.write(cursor, arrivals, context)
        archive.advance(cursor)

    def _record_failure(self) -> CaptureReport:
        self.intake.accepted = self.intake.repeated = 0
        with transaction.atomic(), ledger_cursor() as cursor:
            return self._record(cursor, 0, success=False)

    def _record(self, cursor: LedgerCursor, size_bytes: int, *, success: bool) -> CaptureReport:
        intake = self.intake
        if intake.refused > len(intake.errors):
            missing = {"count": intake.refused - len(intake.errors)}
            intake.errors.append(Finding("capture.more_errors", Severity.NOTE, "$", missing))
        report = CaptureReport(
            capture_id=self.id,
            behaviour=self.behaviour,
            created_at=self.created_at,
            finished_at=datetime.now(UTC),
            success=success,
            accepted=intake.accepted,
            repeated=intake.repeated,
            refused=intake.refused,
            errors=tuple(intake.errors),
            size_bytes=size_bytes,
        )
        record_capture(
            cursor,
            id=report.capture_id,
            account=self.actor.name,
            behaviour=report.behaviour.value,
            created_at=report.created_at,
            finished_at=report.finished_at,
            success=report.success,
            accepted=report.accepted,
            repeated=report.repeated,
            refused=report.refused,
            errors=Jsonb([spoken(error) for error in report.errors]),
            size_bytes=report.size_bytes,
        )
        return report
