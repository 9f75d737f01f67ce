"""Report: what became of a capture, and why each refused event was refused."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from zhuisu.capture.sentences import SENTENCES
from zhuisu.core.epcis.sentences import SENTENCES as EPCIS_SENTENCES
from zhuisu.core.findings import Finding, Language, sentence

CATALOGUE = {**EPCIS_SENTENCES, **SENTENCES}

ERRORS_KEPT = 1_000
"""So many reasons are kept and told; the rest are counted."""


class ErrorBehaviour(StrEnum):
    """GS1-Capture-Error-Behaviour: all or nothing, or event by event."""

    ROLLBACK = "rollback"
    PROCEED = "proceed"


class CaptureReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a capture. `repeated` events were there already, with the same content, and count as captured.

    `errors` are the first reasons, with paths into the document; `refused` counts all the events refused. `warnings` is
    what onlookers said of events that were captured; it is theirs to keep.
    """

    capture_id: UUID
    behaviour: ErrorBehaviour
    created_at: datetime
    finished_at: datetime
    success: bool
    accepted: int
    repeated: int
    refused: int
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    size_bytes: int = 0


class Stored(msgspec.Struct, frozen=True):
    """An event that is in the ledger now. `repeated`: it was there already, with the same content."""

    event_id: str
    repeated: bool
    warnings: tuple[Finding, ...] = ()


class Conflict(msgspec.Struct, frozen=True):
    """Another event has this eventID already."""

    event_id: str
    findings: tuple[Finding, ...]


def spoken(finding: Finding) -> dict[str, Any]:
    """A finding for people and programs: its code, where, and the sentence in both languages."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "zh": sentence(finding, CATALOGUE, Language.ZH),
        "en": sentence(finding, CATALOGUE, Language.EN),
    }
