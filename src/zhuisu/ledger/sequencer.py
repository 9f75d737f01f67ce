"""Sequencer: gives each new event the next number of the journal, right after it was committed, and grows the tree."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event as Signal

from django.db import transaction

from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.partitions import make_partitions_in_advance
from zhuisu.ledger.queries import load
from zhuisu.ledger.tree import BrokenJournalError, grow_tree

_SQL = load("journal")
_ADVISORY_LOCK = 0x5A48_0002
_RUNS_AT_ONCE = 2_000
_IDLE_SECONDS = 0.2
_PARTITIONS_EVERY_SECONDS = 6 * 3600
_BROKEN_SECONDS = 60

log = logging.getLogger("zhuisu.ledger")


def run_once() -> int:
    """Number the events that wait, in one transaction. Answers how many; 0 when another process is the sequencer."""
    with transaction.atomic(), ledger_cursor() as cursor:
        if not is_sequencer(cursor):
            return 0
        cursor.execute(_SQL["number_runs"], {"limit": _RUNS_AT_ONCE})
        return sum(size for (size,) in cursor)


def grow_once() -> int:
    """Add numbered events to the tree, in one transaction. Answers how many; 0 when another process does it."""
    with transaction.atomic(), ledger_cursor() as cursor:
        return grow_tree(cursor) if is_sequencer(cursor) else 0


def is_sequencer(cursor: LedgerCursor) -> bool:
    """Whether this transaction may number, grow and sign, until it ends: one at a time may."""
    cursor.execute(_SQL["try_to_be_sequencer"], {"lock": _ADVISORY_LOCK})
    return cursor.fetchone() == (True,)


def nothing_to_publish() -> None:
    """For a sequencer that signs nothing."""


def run_forever(stop: Signal, publish: Callable[[], None] = nothing_to_publish) -> None:
    """Be the sequencer, or stand by for it, until told to stop; keep the next months' partitions ready.

    `publish` is called after each look and signs what has grown. A journal that was tampered with stops the tree, and
    never the numbers.
    """
    partitions_due = growth_due = datetime.now(UTC).timestamp()
    while not stop.is_set():
        now = datetime.now(UTC)
        if now.timestamp() >= partitions_due:
            make_partitions_in_advance(now)
            partitions_due = now.timestamp() + _PARTITIONS_EVERY_SECONDS
        moved = run_once()
        if now.timestamp() >= growth_due:
            try:
                moved += grow_once()
            except BrokenJournalError as fault:
                log.error("the tree cannot grow", extra={"reason": str(fault), "remedy": "zhuisu audit"})
                growth_due = now.timestamp() + _BROKEN_SECONDS
        publish()
        if moved == 0:
            stop.wait(_IDLE_SECONDS)
