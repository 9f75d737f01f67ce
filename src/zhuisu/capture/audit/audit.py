"""Audit: the journal, the tree, the events and, if asked, the original documents, in one snapshot."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from zhuisu.capture.audit.documents import DocumentAudit
from zhuisu.capture.audit.events import EventAudit
from zhuisu.capture.audit.report import AuditReport, Findings
from zhuisu.capture.audit.tree import TreeAudit
from zhuisu.core.findings import Finding
from zhuisu.core.tlog.checkpoints import Opened, open_checkpoint
from zhuisu.core.tlog.keys import Verifier, read_vkey
from zhuisu.ledger.snapshot import Snapshot, snapshot

NAMED_FROM_DOCUMENTS = 20
"""So many lost events are looked up in their original documents, to say what they were."""


class Depth(Enum):
    """Whether original documents are read again, too."""

    LEDGER = "ledger"
    DOCUMENTS = "documents"


class Progress(NamedTuple):
    """How far an audit is: events looked at, of about so many."""

    done: int
    total: int


def audit(
    *,
    depth: Depth = Depth.LEDGER,
    trusted: Sequence[Verifier] = (),
    kept: Sequence[bytes] = (),
    progress: Callable[[Progress], None] = lambda _: None,
) -> AuditReport:
    """Read everything and compare. Memory does not grow with the ledger.

    `trusted` are public keys of the log, and `kept` its signed checkpoints, that somebody has from elsewhere: only they
    find an operator who wrote everything anew.
    """
    findings = Findings()
    with snapshot() as ledger:
        advance = _counter(ledger, depth, progress)
        keys = ledger.rows("log_keys")
        verifiers = [verifier for key in keys if (verifier := read_vkey(key[0])) is not None]
        for verifier in trusted:
            if verifier not in verifiers:
                findings.note("foreign_key", vkey=verifier.vkey)
        given = _given(kept, trusted or verifiers, keys[0][1] if keys else "", findings)
        tree = TreeAudit(ledger, findings, verifiers)
        tree.walk(given, advance)
        events = EventAudit(ledger, findings)
        events.walk(advance)
        documents = DocumentAudit(ledger, findings)
        _note_lost(ledger, documents, findings)
        if depth is Depth.DOCUMENTS:
            documents.walk(advance)
        (unnumbered,) = ledger.row("waiting_runs") or (0,)
    return AuditReport(
        events=events.seen,
        tree_size=tree.size,
        checkpoints=tree.checkpoints,
        documents=documents.seen,
        waiting=unnumbered + max(0, tree.numbered - tree.size),
        findings=tuple(findings.kept),
        more=findings.more,
        errors=findings.errors,
    )


def _counter(ledger: Snapshot, depth: Depth, progress: Callable[[Progress], None]) -> Callable[[int], None]:
    (events,) = ledger.row("event_count") or (0,)
    total = events * (3 if depth is Depth.DOCUMENTS else 2)
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        progress(Progress(done, total))

    return advance


def _given(kept: Sequence[bytes], verifiers: Sequence[Verifier], ours: str, findings: Findings) -> list[Opened]:
    """The checkpoints that somebody kept, as far as they are the log's."""
    given = []
    for raw in kept:
        opened = open_checkpoint(raw, verifiers)
        if isinstance(opened, Finding):
            findings.add(opened)
        elif opened.checkpoint.origin != ours:
            findings.note("other_log", origin=opened.checkpoint.origin, ours=ours or "?")
        else:
            given.append(opened)
    return given


def _note_lost(ledger: Snapshot, documents: DocumentAudit, findings: Findings) -> None:
    for count, (id_, _, capture, number) in enumerate(ledger.stream("lost_events")):
        event_id = documents.original_event_id(capture, id_) if count < NAMED_FROM_DOCUMENTS else "?"
        findings.note("event_lost", id=str(id_), event_id=event_id, number=-1 if number is None else number)
