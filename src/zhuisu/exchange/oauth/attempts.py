"""Attempts: how often a client failed to authenticate lately, so that nobody can go on guessing."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

MOST: Final = 10
WITHIN_SECONDS: Final = 60.0
_MOST_CLIENTS = 10_000


class Attempts:
    """Failed attempts of this process, by who made them. Forgets the longest silent where there are too many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait_seconds(self, who: str) -> int:
        """How long they have to wait; 0 where they may try."""
        with self._lock:
            times = self._recent(who)
            if len(times) < MOST:
                return 0
            return int(times[0] + WITHIN_SECONDS - self._clock()) + 1

    def failed(self, who: str) -> None:
        with self._lock:
            times = self._recent(who)
            times.append(self._clock())
            self._failed.pop(who, None)
            self._failed[who] = times
            if len(self._failed) > _MOST_CLIENTS:
                del self._failed[next(iter(self._failed))]

    def forget(self) -> None:
        with self._lock:
            self._failed.clear()

    def _recent(self, who: str) -> deque[float]:
        times = self._failed.get(who, deque(maxlen=MOST))
        while times and times[0] <= self._clock() - WITHIN_SECONDS:
            times.popleft()
        return times
