"""The process that judges what the ledger recorded, and marks whom it concerns.

Run as `python -m zhuisu.server.follower PARENT`.
"""

import importlib
import logging
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Final

from django.db import close_old_connections

from zhuisu.ledger.database import UNUSABLE
from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.lifeline import end_with
from zhuisu.server.worker import stop_at_signals

IDLE_SECONDS: Final = 0.3
PAUSE_SECONDS: Final = 1.0

Verb = Callable[[], int]
"""Does a portion of something, in one transaction. Answers how much; 0: there is nothing to do."""

log = logging.getLogger("zhuisu.rules")


def work(verbs: Sequence[Verb], stop: threading.Event) -> None:
    """Do a portion of each in turn until told to stop. A database that went away is waited for."""
    while not stop.is_set():
        try:
            moved = sum(verb() for verb in verbs if not stop.is_set())
        except UNUSABLE as fault:
            log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
            close_old_connections()
            stop.wait(PAUSE_SECONDS)
        else:
            if moved == 0:
                stop.wait(IDLE_SECONDS)


def verbs_of_following() -> Sequence[Verb]:
    """Marking and judging; the past is judged anew in portions between."""
    rules = importlib.import_module("zhuisu.supervision.follower")  # its tables need Django
    marks = importlib.import_module("zhuisu.registry.concerning")
    return (marks.follow, marks.again, rules.follow, rules.again, rules.wake, rules.reassess_next)


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    work(verbs_of_following(), asked)
    close_connections()
