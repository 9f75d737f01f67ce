"""Capture: one document or one event in, in one transaction, acknowledged after commit."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple

import msgspec
from django.db import transaction
from psycopg import errors
from psycopg.types.json import Jsonb

from zhuisu.access import Actor
from zhuisu.capture.arrival import unkeepable
from zhuisu.capture.bounds import ANY_NUMBER, ONE, Bounds
from zhuisu.capture.desk import Arriving, Desk, DeskMaker
from zhuisu.capture.intake import Arrival, Intake
from zhuisu.capture.media import media_type_of
from zhuisu.capture.onlookers import MOST_WARNINGS, Look, warnings_about
from zhuisu.capture.report import CaptureReport, Conflict, ErrorBehaviour, Stored, spoken
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Context, Document, Limits, Refusal, RefusedError, open_document
from zhuisu.core.epcis.streaming import EVENT_LISTS
from zhuisu.core.findings import Finding, Severity
from zhuisu.ledger.append import state_master_data
from zhuisu.ledger.database import LedgerCursor, ledger_cursor

_ATTEMPTS = 5
_CONFLICTS = ("capture.conflict", "capture.conflict_in_document")
DEFAULT_LIMITS = Limits()

_writers = ThreadPoolExecutor(max_workers=16, thread_name_prefix="capture-writer")


class Progress(NamedTuple):
    """How far a capture is: events read, the stream's position in bytes, events refused."""

    events: int
    bytes: int
    refused: int


def no_progress(_: Progress) -> None:
    """For those who need not know how far a capture is."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with a document. `progress` is told after each batch; what it raises ends the capture.
    `recorded`: when each event counts as recorded, where that is not now, see `capture_history`."""

    actor: Actor
    behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK
    limits: Limits = DEFAULT_LIMITS
    bounds: Bounds = ANY_NUMBER
    progress: Callable[[Progress], None] = no_progress
    recorded: Sequence[datetime] = ()


class _RolledBackError(Exception):
    """Ends the transaction of a capture that may keep nothing."""


def capture_document(
    stream: BinaryIO,
    *,
    actor: Actor,
    behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK,
    limits: Limits = DEFAULT_LIMITS,
    bounds: Bounds = ANY_NUMBER,
    progress: Callable[[Progress], None] = no_progress,
) -> CaptureReport:
    """Capture an EPCIS document from a seekable stream (a BytesIO or a file with a descriptor).

    Under `rollback` every event lands or none; under `proceed` each valid one. A repeat of what is there is no error.
    When this returns, what it reports is on disk. Memory does not grow with the document.
    """
    order = Order(actor=actor, behaviour=behaviour, limits=limits, bounds=bounds, progress=progress)
    return carry_out(order, stream, Arriving)[0]


def capture_event(stream: BinaryIO, *, actor: Actor, limits: Limits = DEFAULT_LIMITS) -> Stored | Refusal | Conflict:
    """Capture one event (EPCIS `POST /events`): a bare event with its own @context, or a document of one."""
    report, event_id = carry_out(Order(actor=actor, limits=limits, bounds=ONE), stream, Arriving)
    if report.success:
        return Stored(event_id, repeated=report.repeated > 0, warnings=report.warnings)
    if any(error.code in _CONFLICTS for error in report.errors):
        return Conflict(event_id, report.errors)
    return Refusal(report.errors)


def capture_history(stream: BinaryIO, *, actor: Actor, recorded: Sequence[datetime]) -> CaptureReport:
    """Capture a document as if its events, in their order, had been recorded at these times.

    For a demonstration that tells months within a minute: no request and no command comes here. Raises ValueError for a
    time before that of its event, for one to come, and for fewer times than events.
    """
    return carry_out(Order(actor=actor, recorded=recorded), stream, Arriving)[0]


def carry_out(order: Order, stream: BinaryIO, desk: DeskMaker) -> tuple[CaptureReport, str]:
    """The report, and the eventID of the first event. Begins again when another capture writes the same events.

    Each attempt gets a desk of its own. Raises what a desk raises.
    """
    attempt = 0
    while True:
        attempt += 1
        capture = _Capture(order, desk())
        try:
            return capture.run(stream), capture.intake.first_event_id
        except (errors.UniqueViolation, errors.DeadlockDetected):
            if attempt == _ATTEMPTS:
                raise


class _Capture:
    """One attempt at capturing a document."""

    def __init__(self, order: Order, desk: Desk) -> None:
        self.order = order
        self.desk = desk
        self.intake = Intake(order.behaviour, desk.id, desk.record_time, order.actor, order.recorded)
        self.media_type = ""
        self.warnings: list[Finding] = []

    def run(self, stream: BinaryIO) -> CaptureReport:
        self.media_type = media_type_of(stream)
        document = open_document(stream, self.order.limits)
        if isinstance(document, Refusal):
            self.intake.refuse(document.findings, "$")
            return self._record_failure()
        try:
            with transaction.atomic(), ledger_cursor() as cursor:
                return self._store(cursor, document, stream)
        except _RolledBackError:
            return self._record_failure()

    def _store(self, cursor: LedgerCursor, document: Document, stream: BinaryIO) -> CaptureReport:
        self.desk.begin(cursor)
        self.desk.open(stream)
        writing: Future[None] | None = None
        try:
            for arrivals in self._arrivals(document, stream):
                if writing is not None:
                    writing.result()
                self._look_on(arrivals, document)
                writing = _writers.submit(self._write, cursor, arrivals, document.context)
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
            if (refused := unkeepable([key, element.type, *children])) is not None:
                self.intake.refuse((refused,), "$.epcisHeader")
                raise _RolledBackError
            recorded_at = self.desk.record_time
            state_master_data(
                cursor, key, element.type, fields, children, capture=self.desk.id, recorded_at=recorded_at
            )
        size_bytes = self.desk.keep(cursor)
        return self._record(cursor, size_bytes, success=not self.intake.refused)

    def _arrivals(self, document: Document, stream: BinaryIO) -> Iterator[list[Arrival]]:
        path = ".".join(("$", *EVENT_LISTS[document.header.kind]))
        bounds = self.order.bounds
        for raws in document.batches():
            if self.intake.seen + len(raws) > bounds.most:
                raise RefusedError((bounds.refusal(self.intake.seen + len(raws)),))
            yield self.intake.read(raws, document.context, path)
            self.order.progress(Progress(self.intake.seen, stream.tell(), self.intake.refused))
        if self.intake.seen < bounds.least:
            raise RefusedError((bounds.refusal(self.intake.seen),))

    def _write(self, cursor: LedgerCursor, arrivals: list[Arrival], context: Context) -> None:
        """On a thread of its own: the database writes one batch while the next is read."""
        self.intake.write(cursor, arrivals, context)
        self.desk.advance(cursor)

    def _look_on(self, arrivals: list[Arrival], document: Document) -> None:
        """Between two writes: the connection is free then."""
        if self.intake.writes and len(self.warnings) < MOST_WARNINGS:
            path = ".".join(("$", *EVENT_LISTS[document.header.kind]))
            look = Look(self.desk.id, self.order.actor, document.context, path, arrivals)
            self.warnings += warnings_about(look)[: MOST_WARNINGS - len(self.warnings)]

    def _record_failure(self) -> CaptureReport:
        self.intake.accepted = self.intake.repeated = 0
        self.warnings.clear()
        with transaction.atomic(), ledger_cursor() as cursor:
            self.desk.begin(cursor)
            return self._record(cursor, 0, success=False)

    def _record(self, cursor: LedgerCursor, size_bytes: int, *, success: bool) -> CaptureReport:
        intake = self.intake
        if intake.refused > len(intake.errors):
            missing = {"count": intake.refused - len(intake.errors)}
            intake.errors.append(Finding("capture.more_errors", Severity.NOTE, "$", missing))
        report = CaptureReport(
            capture_id=self.desk.id,
            behaviour=self.order.behaviour,
            created_at=self.desk.created_at,
            finished_at=datetime.now(UTC),
            success=success,
            accepted=intake.accepted,
            repeated=intake.repeated,
            refused=intake.refused,
            errors=tuple(intake.errors),
            warnings=tuple(self.warnings),
            size_bytes=size_bytes,
        )
        self.desk.record(
            cursor, {"account": self.order.actor.name, **columns_of(report), "media_type": self.media_type}
        )
        return report


def columns_of(report: CaptureReport) -> dict[str, object]:
    """The columns of the table `capture` that a report states."""
    return {
        "id": report.capture_id,
        "behaviour": report.behaviour.value,
        "created_at": report.created_at,
        "finished_at": report.finished_at,
        "success": report.success,
        "accepted": report.accepted,
        "repeated": report.repeated,
        "refused": report.refused,
        "errors": Jsonb([spoken(error) for error in report.errors]),
        "size_bytes": report.size_bytes,
    }
