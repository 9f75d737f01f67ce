"""Memory: a register and a history that hold everything in memory, for tests, tools and trying a profile."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.lineage import Limits, MemorySource
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.registry import Paper, Registry, Zone
from zhuisu.core.rules.values import key_of_value, values
from zhuisu.core.rules.walks import Walks, ordered

UNLIMITED: Final = Limits(events=1_000_000, things=1_000_000, hops=100_000, per_thing=1_000_000, whole=10_000_000)
Attributes = Mapping[str, str | float]


class MemoryRegistry(msgspec.Struct, frozen=True, kw_only=True):
    """A `Registry` over plain tables, by canonical key. A product's variety and attributes are its items' too."""

    varieties: Mapping[str, str] = {}
    things: Mapping[str, Attributes] = {}
    papers: tuple[Paper, ...] = ()
    places: Mapping[str, str] = {}  # place → party
    positions: Mapping[str, tuple[float, float]] = {}
    zones_by_kind: Mapping[str, tuple[Zone, ...]] = {}
    lists: Mapping[str, frozenset[str]] = {}

    def variety(self, key: str) -> str | None:
        """See `Registry`. Also by scheme: `pesticide:` names that of every code of the scheme."""
        product = class_key(key)
        scheme = f"{parse_key(key).scheme}:"
        return self.varieties.get(key) or self.varieties.get(product or "") or self.varieties.get(scheme)

    def attributes(self, key: str) -> Attributes | None:
        """See `Registry`."""
        return self.things.get(key)

    def papers_of(self, holder: str, kinds: Collection[str]) -> Sequence[Paper] | None:
        """See `Registry`. Known are those that hold any paper or run any place."""
        mine = [paper for paper in self.papers if paper.holder == holder]
        if not mine and holder not in self.places.values() and holder not in self.things:
            return None
        return [paper for paper in mine if paper.kind in kinds]

    def paper(self, key: str) -> Paper | None:
        """See `Registry`."""
        return next((paper for paper in self.papers if paper.key == key), None)

    def party_at(self, place: str) -> str | None:
        """See `Registry`."""
        return self.places.get(place)

    def position(self, place: str) -> tuple[float, float] | None:
        """See `Registry`."""
        return self.positions.get(place)

    def zones(self, kind: str) -> Sequence[Zone] | None:
        """See `Registry`."""
        return self.zones_by_kind.get(kind)

    def listed(self, name: str, _: datetime) -> frozenset[str] | None:
        """See `Registry`. Lists are the same at all times."""
        return self.lists.get(name)


class MemoryHistory(Walks):
    """A `History` over records given; those declared in error are left out. Order and repetition do not matter."""

    def __init__(self, records: Iterable[Record], registry: Registry) -> None:
        unique = {record.id: record for record in records}
        wrong = {each.event.event_id for each in unique.values() if each.event.error_declaration is not None}
        self.records = ordered(
            each for each in unique.values() if each.event.event_id not in wrong or each.event.event_id is None
        )
        self._registry = registry
        self._by_id = {record.id: record for record in self.records}
        self._shared: dict[str, dict[str, list[Record]]] = {}
        source = MemorySource(record.traced() for record in self.records)
        super().__init__(source, lambda ids: [self._by_id[each] for each in ids], UNLIMITED)

    def sharing(self, path: str, value: str) -> Sequence[Record]:
        """See `History`."""
        if path not in self._shared:
            index: defaultdict[str, list[Record]] = defaultdict(list)
            for record in self.records:
                for each in dict.fromkeys(map(key_of_value, values(path, record, self._registry))):
                    index[each].append(record)
            self._shared[path] = index
        return self._shared[path].get(value, ())

    def with_id(self, record_id: str) -> Sequence[Record]:
        """See `History`."""
        return (self._by_id[record_id],) if record_id in self._by_id else ()
