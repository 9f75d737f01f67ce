"""Memory: a source that holds its events in memory, for tests, tools and files that never reach a ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from zhuisu.core.lineage.facts import Amount, Facts, TracedEvent


class MemorySource:
    """A `Source` over the events given. The order and the repetition of events make no difference."""

    def __init__(self, events: Iterable[TracedEvent]) -> None:
        self._touching: defaultdict[str, list[TracedEvent]] = defaultdict(list)
        self._stating: defaultdict[str, list[TracedEvent]] = defaultdict(list)
        unique = {event.id: event for event in events}
        for event in sorted(unique.values(), key=_when):
            for key in touched(event.facts):
                self._touching[key].append(event)
            for batch in dict.fromkeys(batch for _, batch in event.facts.memberships):
                self._stating[batch].append(event)

    def touching(
        self,
        keys: Collection[str],
        *,
        members_of: Collection[str] = (),
        most: int,
        after: int | None = None,
        before: int | None = None,
    ) -> Sequence[TracedEvent]:
        """See `Source.touching`."""
        found: dict[str, TracedEvent] = {}
        for index, asked in ((self._touching, keys), (self._stating, members_of)):
            for key in asked:
                events = _within(index.get(key, ()), after, before)
                found.update((event.id, event) for event in events[: most + 1])
        return list(found.values())


def touched(facts: Facts) -> frozenset[str]:
    """Every key that these facts name, except batches that are only stated for an item. The transformation is one."""
    single = tuple(key for key in (facts.parent, facts.transformation) if key)
    individuals = facts.items + facts.children + facts.inputs + facts.outputs + facts.output_batches + facts.devices
    amounts: tuple[Amount, ...] = facts.amounts + facts.child_amounts + facts.input_amounts + facts.output_amounts
    return frozenset(single + individuals).union(amount.key for amount in amounts)


def _within(events: Sequence[TracedEvent], after: int | None, before: int | None) -> Sequence[TracedEvent]:
    if after is None and before is None:
        return events
    return [e for e in events if (after is None or e.time >= after) and (before is None or e.time < before)]


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
