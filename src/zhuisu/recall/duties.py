"""Duties: what `zhuisu.server.recaller` does over and over, each time a portion."""

from collections.abc import Callable, Sequence
from typing import Final

from zhuisu.recall.growing import drop_next, grow_next
from zhuisu.recall.sending import send_next

Verb = Callable[[], int]
"""Does a portion of something. Answers how much; 0: there is nothing to do."""

SHORT: Final[Sequence[Verb]] = (send_next, drop_next)
"""Following the journal, minding the clock, sending notices: none takes more than seconds."""

LONG: Final[Sequence[Verb]] = (grow_next,)
"""Growing scopes: one may take minutes."""
