"""Duties: what `zhuisu.server.recaller` does over and over, each time a portion."""

from collections.abc import Callable, Sequence
from typing import Final

from zhuisu.recall.clock import tick
from zhuisu.recall.following import follow
from zhuisu.recall.growing import drop_next, grow_next
from zhuisu.recall.issuing import tell_next
from zhuisu.recall.reaching import widen_next
from zhuisu.recall.sending import send_next

Verb = Callable[[], int]
"""Does a portion of something. Answers how much; 0: there is nothing to do."""

SHORT: Final[Sequence[Verb]] = (follow, tell_next, tick, send_next, drop_next)
"""Following the journal, minding the clock, sending notices: none takes more than seconds."""

LONG: Final[Sequence[Verb]] = (widen_next, grow_next)
"""Growing scopes: one may take minutes."""
