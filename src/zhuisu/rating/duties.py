"""Duties: what `zhuisu.server.bookkeeper` does for rating over and over, each time a portion."""

from collections.abc import Callable, Sequence
from typing import Final

from zhuisu.rating.counting import follow, refusals
from zhuisu.rating.proposing import propose_next
from zhuisu.rating.scoring import score_next
from zhuisu.rating.signing import sign_next
from zhuisu.rating.telling import send_next

Verb = Callable[[], int]
"""Does a portion of something. Answers how much; 0: there is nothing to do."""

DUTIES: Final[Sequence[Verb]] = (follow, refusals, score_next, propose_next, sign_next, send_next)
