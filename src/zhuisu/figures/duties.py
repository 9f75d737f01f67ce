"""Duties: what `zhuisu.server.bookkeeper` does for figures over and over, each time a portion."""

from collections.abc import Callable, Sequence
from typing import Final

from zhuisu.figures.chains import assess_next
from zhuisu.figures.following import again, follow, learn
from zhuisu.figures.tallying import tally

Verb = Callable[[], int]
"""Does a portion of something, in one transaction. Answers how much; 0: there is nothing to do."""

DUTIES: Final[Sequence[Verb]] = (follow, learn, again, tally, assess_next)
