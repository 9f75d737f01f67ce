"""Opening: of the events of a story, what everybody may read: that much as the profiles of their varieties open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from zhuisu.access.openness import public_fields
from zhuisu.core.lineage import Lineage
from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.core.profiles.opened import Opened, opened
from zhuisu.registry.varieties import Sort, sorts_of
from zhuisu.tracing.summary import OpenedEvent, named_things


class Openings:
    """What is opened of each event of one story. One question to the registry."""

    def __init__(self) -> None:
        self._sorts: Mapping[str, Sort] = {}
        self._inside: dict[str, list[str]] = defaultdict(list)  # container → what was in it
        self.events: dict[str, Opened] = {}
        """By ledger id: the event as everybody may read it, and what is withheld of it."""
        self._varieties: dict[str, tuple[str, ...]] = {}

    def __call__(self, lineage: Lineage, events: Sequence[OpenedEvent]) -> Sequence[OpenedEvent]:
        """The events, each reduced to what is opened of it."""
        for edge in lineage.edges:
            if edge.kind is EdgeKind.CONTAINED:
                self._inside[edge.target].append(edge.source)
        self._sorts = sorts_of({*lineage.things, *(key for each in events for key in named_things(each.facts))})
        return [self._reduced(each) for each in events]

    @property
    def is_closed(self) -> bool:
        """Whether the story speaks of anything of which the public learns no more than whether it is safe."""
        return any(sort.is_closed for sort in self._sorts.values())

    def varieties_of(self, event: str) -> tuple[str, ...]:
        """The varieties that an event of the story speaks of."""
        return self._varieties[event]

    def varieties(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The varieties of things, and of what was in them; those that are known."""
        seen, waiting = dict[str, None](), list(keys)
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen[key] = None
                waiting += self._inside.get(key, ())
        found = (self._sorts[key].variety for key in seen if key in self._sorts)
        return tuple(dict.fromkeys(variety for variety in found if variety))

    def _reduced(self, each: OpenedEvent) -> OpenedEvent:
        varieties = self.varieties(named_things(each.facts))
        self._varieties[str(each.stored.id)] = varieties
        fields = frozenset(field for variety in varieties for field in public_fields(variety))
        reduced = opened(each.event, each.context, fields)
        self.events[str(each.stored.id)] = reduced
        return msgspec.structs.replace(each, event=reduced.event)
