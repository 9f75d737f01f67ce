"""The process that keeps what is counted and grouped: cases, figures, ratings, what is on its way.

Run as `python -m zhuisu.server.bookkeeper PARENT`. Each duty follows the journal or the clock, a portion at a time.
"""

import importlib
import sys
from collections.abc import Sequence
from typing import Final

from zhuisu.server.boot import close_connections, set_up_django
from zhuisu.server.follower import Verb, work
from zhuisu.server.lifeline import end_with
from zhuisu.server.worker import stop_at_signals

KEEPERS: Final = ("recording", "figures", "casework", "rating")


def verbs() -> Sequence[Verb]:
    """The duties of all that is kept, in their order."""
    found = (importlib.import_module(f"zhuisu.{name}.duties") for name in KEEPERS)  # their tables need Django
    return [verb for duties in found for verb in duties.DUTIES]


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    asked = stop_at_signals()
    set_up_django()
    work(verbs(), asked)
    close_connections()
