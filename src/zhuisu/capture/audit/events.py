"""Events: each stored event compared with its commitment, and what is kept beside it with what it says."""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from zhuisu.capture.arrival import Reporter, arrive
from zhuisu.capture.audit.report import Findings
from zhuisu.core.epcis import Context, Refusal, read_event
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.extract import prefixes_of_master_data
from zhuisu.core.tlog.leaf import commitment_of
from zhuisu.ledger.append import NewEvent
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.snapshot import Snapshot
from zhuisu.ledger.tree import record_of

_RUNS_KEPT = 64
_CONTEXTS_KEPT = 256
_ACCOUNT = "account:"


class Run(NamedTuple):
    """A run of the journal: where it begins (None: not numbered), and each event's place in it."""

    first_number: int | None
    capture: UUID
    places: dict[UUID, int]
    commitments: bytes
    salt: bytes


class StoredRow(NamedTuple):
    """A row of the statement `events`."""

    id: UUID | None
    record_time: Any
    event_id: str
    captured_by: str
    body: bytes
    context: int
    run: int
    type: int
    action: int
    event_time: Any
    biz_step: str | None
    disposition: str | None
    read_point: str | None
    biz_location: str | None
    facts: bytes
    touches_event: UUID | None
    things: list[str] | None
    roles: list[int] | None
    identities_event: UUID | None
    digests: list[UUID] | None


class EventAudit:
    """One walk over the stored events."""

    def __init__(self, ledger: Snapshot, findings: Findings) -> None:
        self._ledger = ledger
        self._findings = findings
        self._run = lru_cache(maxsize=_RUNS_KEPT)(self._read_run)
        self._context = lru_cache(maxsize=_CONTEXTS_KEPT)(self._read_context)
        self._parsed = lru_cache(maxsize=_CONTEXTS_KEPT)(Context.parse)
        self.seen = 0

    def walk(self, progress: Callable[[int], None]) -> None:
        for id_, digest, body in self._ledger.stream("contexts"):
            if sha256(body).digest() != bytes(digest):
                self._findings.note("context_changed", context=id_)
        for fields in self._ledger.stream("events"):
            self._check(StoredRow(*fields))
            self.seen += 1
            progress(1)
        for event_id, declaration, stated, body, context in self._ledger.stream("declarations"):
            if event_id != stated or not self._declares_error(body, self._context(context)):
                self._findings.note("declaration_changed", id=str(declaration), event_id=event_id)

    def _check(self, row: StoredRow) -> None:
        if row.id is None:
            table, id_ = ("touch", row.touches_event) if row.touches_event else ("identity", row.identities_event)
            self._findings.note("orphan", table=table, id=str(id_))
            return
        run = self._run(row.run)
        place = run.places.get(row.id) if run else None
        if run is None or place is None:
            self._findings.note("event_added", id=str(row.id), event_id=row.event_id)
            return
        number = -1 if run.first_number is None else run.first_number + place
        named: dict[str, str | int] = {"id": str(row.id), "event_id": row.event_id, "number": number}
        context = self._context(row.context)
        if run.commitments:
            content = (row.id, row.record_time, row.event_id, row.captured_by, row.body, context)
            commitment = commitment_of(record_of(run.salt, run.capture, content))
            if commitment != run.commitments[32 * place : 32 * place + 32]:
                self._findings.note("event_changed", **named)
                return
        expected = self._derived(row, context)
        if expected is None:
            self._findings.note("unreadable", Severity.WARNING, **named)
        elif wrong := self._differences(row, expected):
            self._findings.note("index_changed", **named, fields=", ".join(wrong))

    def _derived(self, row: StoredRow, raw_context: bytes) -> NewEvent | None:
        """The row as capture would write it now."""
        context = self._parsed(raw_context)
        event = read_event(row.body, context) if isinstance(context, Context) else context
        if isinstance(event, Refusal) or isinstance(context, Refusal):
            return None
        prefixes = prefixes_of_master_data(context.declared)
        made = arrive(row.body, event, context, prefixes, _reporter(row.captured_by))
        return None if isinstance(made, Finding) else made

    def _differences(self, row: StoredRow, made: NewEvent) -> list[str]:
        assert row.id is not None
        identity = [UUID(bytes=made.identity)]
        pairs = {
            "id": (row.id.bytes, made.id),
            "event_id": (row.event_id, made.event_id),
            "event_time": (microseconds(row.event_time), made.time_us),
            "type": (row.type, made.type),
            "action": (row.action, made.action),
            "biz_step": (row.biz_step, made.biz_step),
            "disposition": (row.disposition, made.disposition),
            "read_point": (row.read_point, made.read_point),
            "biz_location": (row.biz_location, made.biz_location),
            "facts": (row.facts, made.facts),
            "touch": (_touches(row), sorted(made.touches)),
            "identity": (row.digests, identity),
            "declared_in_error": (made.declares_error, made.declares_error and self._is_declared(row)),
        }
        return [name for name, (stored, expected) in pairs.items() if stored != expected]

    def _is_declared(self, row: StoredRow) -> bool:
        return self._ledger.row("is_declared", event_id=row.event_id, event=row.id) == (True,)

    def _declares_error(self, body: bytes, raw_context: bytes) -> bool:
        context = self._parsed(raw_context)
        event = read_event(body, context) if isinstance(context, Context) else context
        return not isinstance(event, Refusal) and event.error_declaration is not None

    def _read_context(self, context: int) -> bytes:
        (body,) = self._ledger.row("context", context=context) or (b"",)
        return bytes(body)

    def _read_run(self, run: int) -> Run | None:
        row = self._ledger.row("run", run=run)
        if row is None:
            return None
        first_number, capture, events, commitments, salt = row
        places = {event: place for place, event in enumerate(events)}
        return Run(first_number, capture, places, bytes(commitments or b""), bytes(salt or b""))


def _touches(row: StoredRow) -> list[tuple[str, int]]:
    return sorted(zip(row.things or (), row.roles or (), strict=True))


def _reporter(captured_by: str) -> Reporter:
    if captured_by.startswith(_ACCOUNT):
        return Reporter.of(captured_by.removeprefix(_ACCOUNT), None)
    return Reporter.of("", captured_by)
