"""Duties: what `zhuisu.server.bookkeeper` does for recording over and over, each time a portion."""

from collections.abc import Callable, Sequence
from typing import Final

from zhuisu.recording.keeping import follow
from zhuisu.recording.sheets.working import work_next

Verb = Callable[[], int]
"""Does a portion of something, in one transaction. Answers how much; 0: there is nothing to do."""

DUTIES: Final[Sequence[Verb]] = (follow,)

LONG: Final[Sequence[Verb]] = (work_next,)
"""In a turn of its own: a spreadsheet is ten thousand records, for which nothing else waits."""
