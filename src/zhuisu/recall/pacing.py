"""Pacing: how long whoever follows a scope goes on: while somebody waits not for long; in the background to the end."""

import time
from collections.abc import Callable
from typing import Final, Protocol
from uuid import UUID

from zhuisu.recall.models import Recall
from zhuisu.tracing.scope import Progress, StoppedError

BEAT_SECONDS: Final = 0.5


class Pace(Protocol):
    """Looks on while a scope grows, and while what it found is taken in; gives up by raising `StoppedError`."""

    def look(self, progress: Progress, /) -> None: ...

    def took(self, scope: UUID, things: int, /) -> None: ...


class Hurry:
    """Gives up after some seconds, and of a scope of more things than so many at once: those take longer."""

    def __init__(self, seconds: float, things: int) -> None:
        self._end = time.monotonic() + seconds
        self._most = things

    def look(self, progress: Progress) -> None:
        """The scope has grown."""
        self.took(progress.scope, progress.things)

    def took(self, _: UUID, things: int) -> None:
        """So many of its things were taken in."""
        if time.monotonic() > self._end or things > self._most:
            raise StoppedError


class Patience:
    """Goes on however long it takes, and says twice a second how many things were taken in. Gives up once nobody wants
    the scope any more. To be asked outside of a transaction: others read what it says."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = 0.0

    def look(self, _: Progress) -> None:
        """A scope that grows says so itself, and is stopped by itself."""

    def took(self, scope: UUID, things: int) -> None:
        """So many of its things were taken in."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + BEAT_SECONDS
        if not Recall.objects.filter(scope=scope).update(taken=things):
            raise StoppedError
