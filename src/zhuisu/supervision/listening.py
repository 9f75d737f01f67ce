"""Listening: a registry that remembers by which keys it was asked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from zhuisu.core.rules import Paper, Registry, Zone


class Listening:
    """A `core.rules.Registry` before another one."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.heard: set[str] = set()

    def hear(self) -> None:
        """Forget what was asked before."""
        self.heard = set()

    def variety(self, key: str) -> str | None:
        """See `Registry`. Things are found by what touches them."""
        return self._registry.variety(key)

    def attributes(self, key: str) -> Mapping[str, str | float] | None:
        """See `Registry`."""
        self.heard.add(key)
        return self._registry.attributes(key)

    def papers_of(self, holder: str, kinds: Collection[str]) -> Sequence[Paper] | None:
        """See `Registry`."""
        self.heard.add(holder)
        return self._registry.papers_of(holder, kinds)

    def paper(self, key: str) -> Paper | None:
        """See `Registry`."""
        self.heard.add(key)
        return self._registry.paper(key)

    def party_at(self, place: str) -> str | None:
        """See `Registry`. Events are found by where they were."""
        return self._registry.party_at(place)

    def position(self, place: str) -> tuple[float, float] | None:
        """See `Registry`. Events are found by where they were."""
        return self._registry.position(place)

    def zones(self, kind: str) -> Sequence[Zone] | None:
        """See `Registry`."""
        return self._registry.zones(kind)

    def listed(self, name: str, at: datetime) -> frozenset[str] | None:
        """See `Registry`."""
        return self._registry.listed(name, at)
