"""Tuning: how Python's own machinery is set for processes that capture."""

import gc
import sys

SWITCH_SECONDS = 0.0005
"""A capture reads one batch while a thread writes the one before it, which waits for the database many times a batch:
it must get its turn back sooner than after Python's usual 5 ms."""

COLLECT_AFTER = (20_000, 20, 50)
"""A batch is thousands of new objects that hold no cycles: looking for cycles after each 700 of them, as Python usually
does, costs a fifth of reading."""


def tune() -> None:
    """Once, early in the life of a process."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*COLLECT_AFTER)
