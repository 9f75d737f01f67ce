"""Duties: what `zhuisu.server.bookkeeper` does for casework over and over, each time a portion."""

from collections.abc import Callable, Sequence
from typing import Final

from zhuisu.casework.grouping import group_next
from zhuisu.casework.mended import mend_next

Verb = Callable[[], int]
"""Does a portion of something, in one transaction. Answers how much; 0: there is nothing to do."""

DUTIES: Final[Sequence[Verb]] = (group_next, mend_next)
