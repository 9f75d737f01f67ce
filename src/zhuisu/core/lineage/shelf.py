"""Shelf: what a walk has read so far, so that no key is asked for twice."""

from collections.abc import Collection, Iterable
from typing import Final

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.answer import BEGINNING, END, EdgeKind, Limits
from zhuisu.core.lineage.contents import Inside, contents_of
from zhuisu.core.lineage.facts import TracedEvent
from zhuisu.core.lineage.history import History, enter
from zhuisu.core.lineage.source import Source
from zhuisu.core.lineage.stays import Packing, Stay, stays_of

_MOST_WINDOWS: Final = 50  # questions beyond those of the hops, for the intervals that busy things are looked at


class Shelf:
    """Histories by key, and what follows from several of them: stays and contents."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._events: dict[str, TracedEvent] = {}
        self.histories: dict[str, History] = {}
        self.groups: dict[str, list[TracedEvent]] = {}  # the events of each transformationID
        self.members: dict[str, dict[str, TracedEvent]] = {}  # items of each batch, by the first event that says so
        self.busy: set[str] = set()  # keys with more events than the limit
        self.findings: list[Finding] = []
        self._passing: dict[tuple[str, int, int], History] = {}
        self._packings: dict[tuple[str, EdgeKind], Packing] = {}
        self._stays: dict[str, list[Stay]] = {}
        self._contents: dict[tuple[str, EdgeKind], list[Inside]] = {}

    def read(self, keys: Collection[str], transformations: Collection[str], members_of: Collection[str]) -> None:
        """Asks once for all of them. None of them may have been read before."""
        found = self._ask([*keys, *transformations], members_of)
        histories = {key: History(key) for key in keys}
        self.histories.update(histories)
        self.groups.update((transformation, []) for transformation in transformations)
        self.members.update((batch, {}) for batch in members_of)
        stating = dict.fromkeys(members_of, 0)
        for event in found:
            enter(event, histories)
            shared = event.facts.transformation
            if shared is not None and shared in transformations:
                self.groups[shared].append(event)
            if stating:
                self._enter_members(event, stating)
        most = self._limits.per_thing
        self._note_busy("lineage_busy_thing", (h.key for h in histories.values() if len(h.events) > most))
        self._note_busy("lineage_busy_transformation", (t for t in transformations if len(self.groups[t]) > most))
        self._note_busy("lineage_busy_batch", (batch for batch, events in stating.items() if events > most))

    def stays(self, key: str) -> list[Stay]:
        """When the thing was where. Its own history and its parents' must have been read."""
        stays = self._stays.get(key)
        if stays is None:
            history = self.histories[key]
            packings = {(m.parent, m.relation): self.packing(m.parent, m.relation) for m in history.moves}
            stays = self._stays[key] = stays_of(history, packings)
        return stays

    def packing(self, parent: str, relation: EdgeKind) -> Packing:
        packing = self._packings.get((parent, relation))
        if packing is None:
            packing = Packing(self.histories[parent].packings.get(relation, ()))
            self._packings[parent, relation] = packing
        return packing

    def contents(self, parent: str, relation: EdgeKind) -> list[Inside]:
        """What may have been in it. Its own history must have been read."""
        contents = self._contents.get((parent, relation))
        if contents is None:
            events = self.histories[parent].packings.get(relation, ())
            contents = contents_of(parent, relation, events, self.packing(parent, relation)) if events else []
            self._contents[parent, relation] = contents
            self._note_crowd(parent, contents)
        return contents

    def passing(self, key: str, start: int, end: int) -> History:
        """The thing's own events, whole for start ≤ t < end: of a thing too busy to be read whole, those are read."""
        if key not in self.busy or len(self._passing) >= _MOST_WINDOWS:
            return self.histories[key]
        history = self._passing.get((key, start, end))
        if history is None:
            history = self._passing[key, start, end] = History(key)
            after, before = None if start <= BEGINNING else start, None if end > END else end
            for event in self._ask((key,), (), after, before):
                enter(event, {key: history})
        return history

    def _ask(
        self, keys: Collection[str], members_of: Collection[str], after: int | None = None, before: int | None = None
    ) -> list[TracedEvent]:
        most = self._limits.per_thing
        found = self._source.touching(keys, members_of=members_of, most=most, after=after, before=before)
        unique = {event.id: self._events.setdefault(event.id, event) for event in found}
        return sorted(unique.values(), key=_when)

    def _enter_members(self, event: TracedEvent, stating: dict[str, int]) -> None:
        seen = set()
        for item, batch in event.facts.memberships:
            if batch in stating:
                seen.add(batch)
                self.members[batch].setdefault(item, event)
        for batch in seen:
            stating[batch] += 1

    def _note_busy(self, code: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.busy.add(key)
            self.findings.append(Finding(code, Severity.WARNING, key, {"key": key, "limit": self._limits.per_thing}))

    def _note_crowd(self, parent: str, contents: Collection[Inside]) -> None:
        if len(contents) > self._limits.keys_per_hop:
            self.findings.append(
                Finding("lineage_large_contents", Severity.NOTE, parent, {"key": parent, "count": len(contents)})
            )


def outputs_of(event: TracedEvent) -> dict[str, None]:
    """The keys that a transformation makes: individuals, amounts and the batches that it states for them."""
    return dict.fromkeys(made_by(event))


def made_by(event: TracedEvent) -> tuple[str, ...]:
    """The same, as they are named: maybe more than once."""
    facts = event.facts
    return (*facts.outputs, *(amount.key for amount in facts.output_amounts), *facts.output_batches)


def inputs_of(event: TracedEvent) -> dict[str, None]:
    """The keys that a transformation uses up."""
    facts = event.facts
    return dict.fromkeys((*facts.inputs, *(amount.key for amount in facts.input_amounts)))


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
