"""Following: chains captured into the ledger, followed, and judged all at once in memory, to compare."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import connection

from tests.capture.cast import OPERATOR
from tests.chains.documents import CONTEXT
from tests.conftest import LEDGER_TABLES
from tests.emptying import empty as empty_tables
from zhuisu import packaged
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.core.rules import MemoryHistory, Record, Registry, Scene, evaluate, microseconds
from zhuisu.core.rules.evaluate import Judged, subjects_of
from zhuisu.ledger import sequencer
from zhuisu.supervision.records import Records
from zhuisu.supervision.standing import digest_of

Event = dict[str, Any]
FOUND = "supervision_shared, supervision_again, supervision_finding, supervision_wake, supervision_reassessment"


def captured(events: Sequence[Event]) -> CaptureReport:
    """The events in one document, with numbers of the journal."""
    body = {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-01T09:00:00Z",
        "epcisBody": {"eventList": list(events)},
    }
    report = capture_document(io.BytesIO(msgspec.json.encode(body)), actor=OPERATOR, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report.errors
    sequencer.run_once()
    return report


def empty() -> None:
    """The ledger and all that was found, forgotten between two examples of a property."""
    empty_tables(f"{LEDGER_TABLES}, {FOUND}")


def events_of(raw: bytes) -> list[Event]:
    """The events of a document."""
    found: list[Event] = msgspec.json.decode(raw)["epcisBody"]["eventList"]
    return found


def declared_wrong(event: Event) -> Event:
    """The declaration that an event was captured in error."""
    return event | {"errorDeclaration": {"declarationTime": "2026-11-01T08:00:00Z", "reason": "incorrect_data"}}


def everything() -> list[Record]:
    """Every event of the ledger as a record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id::text FROM event")
        ids = [row[0] for row in cursor.fetchall()]
    return [stored.record for stored in Records().load(ids)]


def judged_at_once(registry: Registry) -> dict[bytes, Judged]:
    """All findings about everything in the ledger, by digest."""
    history = MemoryHistory(everything(), registry)
    now = microseconds(datetime.now(UTC))
    found: dict[bytes, Judged] = {}
    for profile in packaged.profiles().values():
        scene = Scene(profile, packaged.library(), registry, history, now)
        mine = [record for record in history.records if profile.id in scene.varieties(record)]
        for subject in dict.fromkeys(each for record in mine for each in subjects_of(record, scene)):
            found.update((digest_of(judged), judged) for judged in evaluate(subject, scene))
    return found


def standing() -> set[bytes]:
    """The digests of the findings that stand open."""
    return {bytes(row[0]) for row in _rows("SELECT digest FROM supervision_finding WHERE closed_at IS NULL")}


def told(digests: Iterable[bytes]) -> list[tuple[Any, ...]]:
    """Stored findings in short, to compare."""
    rows = _rows("SELECT digest, profile, rule, subject, code FROM supervision_finding WHERE closed_at IS NULL")
    return sorted(row[1:] for row in rows if bytes(row[0]) in set(digests))


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
