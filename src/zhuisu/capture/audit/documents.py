"""Documents: each original document must again give the events that came from it."""

import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from zhuisu.capture.arrival import Reporter, arrive
from zhuisu.capture.audit.report import Findings
from zhuisu.core.epcis import Context, Limits, Refusal, RefusedError, open_document, read_event
from zhuisu.core.findings import Finding
from zhuisu.core.lineage.extract import prefixes_of_master_data
from zhuisu.ledger.append import NewEvent
from zhuisu.ledger.snapshot import Snapshot

_NO_LIMITS = Limits()
_NOBODY = Reporter("", [])


class DocumentAudit:
    """One walk over the captures."""

    def __init__(self, ledger: Snapshot, findings: Findings) -> None:
        self._ledger = ledger
        self._findings = findings
        self.seen = 0

    def walk(self, progress: Callable[[int], None]) -> None:
        for capture, events in self._ledger.stream("captures"):
            self._check(capture, events)
            self.seen += 1
            progress(events)

    def original_event_id(self, capture: UUID, event: UUID) -> str:
        """The eventID that the original document gives an event; "?" where it cannot be read."""
        with TemporaryFile() as file:
            try:
                self._restore(capture, file)
                for arrivals in arrivals_of(file):
                    for arrival in arrivals:
                        if arrival.id == event.bytes:
                            return arrival.event_id
            except (zlib.error, RefusedError):
                pass
        return "?"

    def _check(self, capture: UUID, events: int) -> None:
        with TemporaryFile() as file:
            try:
                if not self._restore(capture, file):
                    self._findings.note("document_lost", capture=str(capture), events=events)
                    return
                found = sum(self._compare(capture, arrivals) for arrivals in arrivals_of(file))
            except (zlib.error, RefusedError) as fault:
                self._findings.note("document_unreadable", capture=str(capture), reason=_reason(fault))
                return
        if found != events:
            self._findings.note("document_lacks", capture=str(capture), count=events - found)

    def _restore(self, capture: UUID, file: BinaryIO) -> int:
        """The document written out; how many pieces it had."""
        pieces = 0
        for (deflated,) in self._ledger.stream("document_pieces", capture=capture):
            file.write(zlib.decompress(deflated))
            pieces += 1
        file.seek(0)
        return pieces

    def _compare(self, capture: UUID, arrivals: list[NewEvent]) -> int:
        """How many of these events this capture stored; the others were there before it."""
        made = {UUID(bytes=arrival.id): arrival for arrival in arrivals}
        mine = [row for row in self._ledger.rows("captured", ids=list(made)) if row[2] == capture]
        for id_, body, _ in mine:
            if sha256(body).digest() != sha256(made[id_].body).digest():
                facts = {"capture": str(capture), "id": str(id_), "event_id": made[id_].event_id}
                self._findings.note("document_differs", **facts)
        return len(mine)


def arrivals_of(file: BinaryIO) -> Iterator[list[NewEvent]]:
    """The events of a document as rows, batch by batch; refused ones are passed over. Raises RefusedError."""
    document = open_document(file, _NO_LIMITS)
    if isinstance(document, Refusal):
        raise RefusedError(document.findings)
    prefixes = prefixes_of_master_data(document.context.declared)
    for raws in document.batches():
        yield [row for raw in raws if (row := _arrival(raw, document.context, prefixes)) is not None]


def _arrival(raw: bytes, context: Context, prefixes: tuple[str, ...]) -> NewEvent | None:
    event = read_event(raw, context)
    if isinstance(event, Refusal):
        return None
    row = arrive(raw, event, context, prefixes, _NOBODY)
    return None if isinstance(row, Finding) else row


def _reason(fault: zlib.error | RefusedError) -> str:
    return fault.findings[0].code if isinstance(fault, RefusedError) else "zlib"
