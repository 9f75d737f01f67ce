"""Crowding: how many things one address looks up, so that a program does not take the place of people.

Each web process counts for itself. A market hall behind one address has a few look-ups a second at most; what is held
off is what no crowd does.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

BURST: Final = 600
A_SECOND: Final = 10.0
_MOST_ADDRESSES: Final = 20_000


class Crowding:
    """A bucket an address: it holds `BURST` look-ups, and `A_SECOND` more with each second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait_seconds(self, who: str) -> int:
        """One more look-up. How long it has to wait; 0: not at all. Forgets the longest silent of too many."""
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(who, (float(BURST), now))
            left = min(float(BURST), left + (now - at) * A_SECOND)
            waits = 0 if left >= 1 else int((1 - left) / A_SECOND) + 1
            self._left[who] = (left if waits else left - 1, now)
            if len(self._left) > _MOST_ADDRESSES:
                del self._left[next(iter(self._left))]
            return waits


crowding: Final = Crowding()
