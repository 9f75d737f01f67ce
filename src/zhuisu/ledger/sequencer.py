"""Sequencer: gives each new event the next number of the journal, right after it was committed."""

from datetime import UTC, datetime
from threading import Event as Signal

from django.db import transaction

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.partitions import make_partitions_in_advance
from zhuisu.ledger.queries import load

_SQL = load("journal")
_ADVISORY_LOCK = 0x5A48_0002
_RUNS_AT_ONCE = 2_000
_IDLE_SECONDS = 0.2
_PARTITIONS_EVERY_SECONDS = 6 * 3600


def run_once() -> int:
    """Number the events that wait, in one transaction. Answers how many; 0 when another process is the sequencer."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(_SQL["try_to_be_sequencer"], {"lock": _ADVISORY_LOCK})
        if cursor.fetchone() != (True,):
            return 0
        cursor.execute(_SQL["number_runs"], {"limit": _RUNS_AT_ONCE})
        return sum(size for (size,) in cursor)


def run_forever(stop: Signal) -> None:
    """Be the sequencer, or stand by for it, until told to stop; keep the next months' partitions ready."""
    partitions_due = datetime.now(UTC)
    while not stop.is_set():
        now = datetime.now(UTC)
        if now >= partitions_due:
            make_partitions_in_advance(now)
            partitions_due = datetime.fromtimestamp(now.timestamp() + _PARTITIONS_EVERY_SECONDS, UTC)
        if run_once() == 0:
            stop.wait(_IDLE_SECONDS)
