"""Loading: all the records of a sheet, or none: whom they name, their rows, one document of their events."""

import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from uuid import UUID

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.capture.report import CaptureReport
from zhuisu.capture.service import capture_document
from zhuisu.core.findings import Finding
from zhuisu.core.forms.event import CONTEXT
from zhuisu.recording.clock import now
from zhuisu.recording.looking import once
from zhuisu.recording.models import Entry
from zhuisu.recording.people import Roll
from zhuisu.recording.preparing import Prepared, prepared_each
from zhuisu.recording.refusing import Refusal, wrong
from zhuisu.recording.saving import RefusedError, digest_of, entry_of
from zhuisu.recording.sheets.reading import Opened
from zhuisu.recording.sheets.records import Record

AT_ONCE: Final = 1_000
"""So many records are looked up, and written, with one question."""
_PLACE: Final = re.compile(r"^\$\.epcisBody\.eventList\[(\d+)\]")
_CONFLICT: Final = "capture.conflict"


class StoppedError(Exception):
    """A record that was refused ends the loading."""

    def __init__(self, record: Record, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.record, self.findings = record, findings


class _Ready(msgspec.Struct, frozen=True):
    """A record with its row and its event, neither of them written yet."""

    record: Record
    entry: Entry
    event: dict[str, Any]


def load(found: Opened) -> list[str]:
    """Record what was not recorded before, in the transaction that is open. Answers the eventIDs.

    Raises StoppedError for the first record that is refused, whoever refuses it.
    """
    at, ready, stopped = now(), [], None
    with once():
        try:
            for each in _made(found, at):
                ready.append(each)
        except StoppedError as fault:
            stopped = fault
        _write(ready, found.actor, at)
    if stopped is not None:
        raise stopped
    return [each.entry.event for each in ready]


def _made(found: Opened, at: datetime) -> Iterator[_Ready]:
    """The records that are new, ready to be written."""
    roll = Roll(found.actor.party or "", found.actor.name)
    for portion in _portions(found.records):
        digests = digests_of(found.actor, portion)
        read = prepared_each(found.actor, [each.filled for each in portion], at)
        for record, form in zip(portion, read, strict=True):
            known = digests.get(record.filled.draft)
            if known is None:
                yield _ready(record, form, roll, found.actor, at)
            elif not hmac.compare_digest(known, digest_of(record.filled)):
                raise StoppedError(record, (wrong("recording.draft_is_other"),))


def _ready(record: Record, form: Prepared | Refusal, roll: Roll, actor: Actor, at: datetime) -> _Ready:
    if isinstance(form, Refusal):
        raise StoppedError(record, form.findings)
    if form.errors:
        raise StoppedError(record, form.errors)
    try:
        return _Ready(record, *entry_of(form, record.filled, roll, actor=actor, at=at))
    except RefusedError as fault:
        raise StoppedError(record, fault.refusal.findings) from fault


def digests_of(actor: Actor, records: Sequence[Record]) -> Mapping[UUID, bytes]:
    """By their drafts, what is known of those records that were recorded before."""
    drafts = [each.filled.draft for each in records]
    rows = Entry.objects.filter(party=actor.party or "", draft__in=drafts).values_list("draft", "digest")
    return {draft: bytes(digest) for draft, digest in rows}


def _write(ready: Sequence[_Ready], actor: Actor, at: datetime) -> None:
    """All rows, then all events as one document."""
    Entry.objects.bulk_create([each.entry for each in ready], batch_size=AT_ONCE)
    report = capture_document(BytesIO(_document(ready, at)), actor=actor) if ready else None
    if report is not None and not report.success:
        raise _refused(ready, report)


def _document(ready: Sequence[_Ready], at: datetime) -> bytes:
    events = [{name: value for name, value in each.event.items() if name != "@context"} for each in ready]
    return msgspec.json.encode(
        {
            "@context": CONTEXT,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": at.isoformat(timespec="seconds"),
            "epcisBody": {"eventList": events},
        }
    )


def _refused(ready: Sequence[_Ready], report: CaptureReport) -> StoppedError:
    """The first event that the ledger refused, with its reasons."""
    placed = [(int(at.group(1)) if (at := _PLACE.match(each.path)) else 0, each) for each in report.errors]
    first = min(place for place, _ in placed)
    told = [each for place, each in placed if place == first]
    if any(each.code.startswith(_CONFLICT) for each in told):
        return StoppedError(ready[first].record, (wrong("recording.draft_is_other"),))
    return StoppedError(ready[first].record, tuple(msgspec.structs.replace(each, path="") for each in told))


def _portions(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    return (records[first : first + AT_ONCE] for first in range(0, len(records), AT_ONCE))
