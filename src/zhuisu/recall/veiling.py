"""Veiling: what of a scope somebody may be told by name. Closed goods of others' categories are counted alone."""

from collections.abc import Collection
from typing import Final

from zhuisu.access import Actor
from zhuisu.access.visibility import EVERYTHING, sight_of
from zhuisu.registry.varieties import sorts_of

CLOSED: Final = "closed"
"""The key under which tallies count what they do not name."""


class Veil:
    """What one actor is not told by name: goods of closed varieties (docs/access.md), but those of its categories."""

    def __init__(self, actor: Actor) -> None:
        self.is_open = sight_of(actor) == EVERYTHING
        self._categories = actor.categories
        self._known: dict[str, bool] = {}

    def hides(self, keys: Collection[str]) -> frozenset[str]:
        """Which of these things or products it is not told. Each is asked for once."""
        if self.is_open:
            return frozenset()
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            sorts = sorts_of(new)
            for key in new:
                sort = sorts.get(key)
                self._known[key] = sort is not None and sort.is_closed and sort.category not in self._categories
        return frozenset(key for key in keys if self._known[key])
