"""Witnessed: the last checkpoint of each other log that was cosigned here. It is written before it is answered."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from zhuisu.core.tlog.checkpoints import Checkpoint
from zhuisu.core.tlog.witnessing import Refused, Seen
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load

_SQL = load("tree")
_ADVISORY_LOCK = 0x5A48_0003


class Decision(NamedTuple):
    """What a witness decided about a checkpoint, and what it had seen of that log before."""

    verdict: Checkpoint | Refused
    seen: Seen | None


def decide(
    origin: str, examine: Callable[[Seen | None], Checkpoint | Refused], *, note: str, now: datetime
) -> Decision:
    """Examine a checkpoint of that log against the last one, and remember it where it is good.

    One at a time a log, so that of two at once the smaller never comes last (C2SP tlog-witness).
    """
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(_SQL["one_log_at_a_time"], {"lock": _ADVISORY_LOCK, "origin": origin})
        row = cursor.execute(_SQL["last_witnessed"], {"origin": origin}).fetchone()
        seen = Seen(row[0], bytes(row[1])) if row else None
        verdict = examine(seen)
        if isinstance(verdict, Checkpoint):
            kept = {"origin": origin, "size": verdict.size, "root": verdict.root, "note": note, "signed_at": now}
            cursor.execute(_SQL["keep_witnessed"], kept)
    return Decision(verdict, seen)
