"""The process that keeps recalls: grows scopes, follows the journal, minds the clock, sends notices.

Run as `python -m zhuisu.server.recaller PARENT`. Scopes grow in threads of their own: a large one holds
nothing up.
"""

import importlib
import sys
import threading
from collections.abc import Sequence
from typing import Final

from django.db import connections

from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.follower import Verb, work
from zhuisu.server.lifeline import end_with
from zhuisu.server.worker import stop_at_signals

GROWING: Final = 2
"""So many scopes grow at once: a large one does not keep a small one waiting."""


def _grow(verbs: Sequence[Verb], stop: threading.Event) -> None:
    try:
        work(verbs, stop)
    finally:
        connections.close_all()


def keep(stop: threading.Event) -> None:
    """Do what is due until told to stop."""
    duties = importlib.import_module("zhuisu.recall.duties")  # its tables need Django
    growing = [threading.Thread(target=_grow, args=(duties.LONG, stop), name=f"grow-{n}") for n in range(GROWING)]
    for each in growing:
        each.start()
    work(duties.SHORT, stop)
    for each in growing:
        each.join()


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    keep(asked)
    close_connections()
