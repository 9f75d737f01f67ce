"""The process that keeps what is counted and grouped: cases, figures, ratings, what is on its way.

Run as `python -m zhuisu.server.bookkeeper PARENT`. Each duty follows the journal or the clock, a portion at a time. One
that fails is said so and tried again after a while: what others keep does not wait for it. Spreadsheets, which take
long, have a thread of their own.
"""

import importlib
import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from django.db import connections

from zhuisu.ledger.database import UNUSABLE
from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.follower import Verb, work
from zhuisu.server.lifeline import end_with
from zhuisu.server.worker import stop_at_signals

KEEPERS: Final = ("recording", "figures", "casework", "rating")
PAUSE_SECONDS: Final = 30.0

log = logging.getLogger("zhuisu.bookkeeper")


class Guarded:
    """A duty that does not take the others down: after a failure it rests."""

    def __init__(self, verb: Verb, clock: Callable[[], float] = time.monotonic) -> None:
        self._verb, self._clock, self._due = verb, clock, 0.0

    def __call__(self) -> int:
        if self._clock() < self._due:
            return 0
        try:
            return self._verb()
        except UNUSABLE:
            raise
        except Exception:
            log.exception("duty failed, resting", extra={"duty": f"{self._verb.__module__}.{self._verb.__name__}"})
            self._due = self._clock() + PAUSE_SECONDS
            return 0


def verbs() -> Sequence[Verb]:
    """The duties of all that is kept, in their order."""
    found = (importlib.import_module(f"zhuisu.{name}.duties") for name in KEEPERS)  # their tables need Django
    return [Guarded(verb) for duties in found for verb in duties.DUTIES]


def long_verbs() -> Sequence[Verb]:
    """What takes long: the others do not wait for it."""
    duties = importlib.import_module("zhuisu.recording.duties")
    return [Guarded(verb) for verb in duties.LONG]


def keep(short: Sequence[Verb], long: Sequence[Verb], stop: threading.Event) -> None:
    """Do what is due until told to stop."""
    beside = threading.Thread(target=_work_beside, args=(long, stop), name="long")
    beside.start()
    work(short, stop)
    beside.join()


def _work_beside(verbs: Sequence[Verb], stop: threading.Event) -> None:
    try:
        work(verbs, stop)
    finally:
        connections.close_all()


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    keep(verbs(), long_verbs(), asked)
    close_connections()
