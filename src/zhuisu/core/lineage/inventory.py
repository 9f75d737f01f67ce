"""Inventory: what was in a container at a moment, with quantities, among events that are all at hand."""

from collections.abc import Iterable

from zhuisu.core.codes import class_key
from zhuisu.core.lineage.answer import EdgeKind, Limits
from zhuisu.core.lineage.balance import Balance
from zhuisu.core.lineage.contents import children_within
from zhuisu.core.lineage.facts import Action, Amount, TracedEvent
from zhuisu.core.lineage.history import Move
from zhuisu.core.lineage.memory import MemorySource, touched
from zhuisu.core.lineage.shelf import Shelf
from zhuisu.core.lineage.stays import Stay

Held = tuple[list[str], list[Amount]]  # individuals that hold nothing, and amounts


class Inventory:
    """Looks into containers. `events` are in the order of time, each once."""

    def __init__(self, events: Iterable[TracedEvent]) -> None:
        unique = {event.id: event for event in events}
        self.events = sorted(unique.values(), key=lambda event: (event.time, event.id))
        self._shelf = Shelf(MemorySource(self.events), Limits(per_thing=max(1, len(self.events))))
        self._shelf.read(list(dict.fromkeys(key for event in self.events for key in touched(event.facts))), (), ())

    def batch_of(self, item: str) -> str | None:
        """The batch that the item is stated to belong to."""
        return next(iter(self._shelf.histories[item].batches), None)

    def batch_or_class(self, item: str) -> str | None:
        """The batch that the item is stated to belong to, else its class; None where it has neither."""
        return self.batch_of(item) or class_key(item)

    def moved(self, event: TracedEvent) -> Held:
        """What an event that is no transformation names, and what is in it. A parent stands for what is in it."""
        facts = event.facts
        items, amounts = facts.items + facts.children, facts.amounts + facts.child_amounts
        if not items and not amounts and facts.parent:
            items = (facts.parent,)
        return self.held(items, amounts, event.time)

    def held(self, items: Iterable[str], amounts: Iterable[Amount], time: int) -> Held:
        """These, the containers among them replaced by what was in them at `time`, however deep. Each item once."""
        found: Held = ([], list(amounts))
        seen: set[str] = set()
        waiting = list(items)
        while waiting:
            item = waiting.pop()
            if item not in seen:
                seen.add(item)
                inside, parts = self._inside(item, time)
                if inside or parts:
                    waiting += inside
                    found[1].extend(parts)
                else:
                    found[0].append(item)
        return found

    def _inside(self, container: str, time: int) -> Held:
        found: Held = ([], [])
        for child in children_within(self._shelf.contents(container, EdgeKind.CONTAINED), time, time + 1):
            for stay in self._shelf.stays(child):
                if stay.parent == container and stay.kind is EdgeKind.CONTAINED and stay.start <= time < stay.end:
                    if child in stay.event.facts.children:
                        found[0].append(child)
                    else:
                        found[1].extend(self._amounts(child, stay, time))
        return found

    def _amounts(self, child: str, stay: Stay, time: int) -> list[Amount]:
        """How much of the amount is inside at `time`. Before a DELETE without an ADD, what the DELETE took out."""
        if stay.event.action is not Action.ADD:
            return [amount for amount in stay.event.facts.child_amounts if amount.key == child]
        balance = Balance()
        for move in sorted(self._shelf.histories[child].moves, key=_leaving_first):
            event = move.event
            if move.amount is not None and move.parent == stay.parent and stay.start <= event.time <= time:
                if event.action is Action.ADD:
                    balance.add(move.amount)
                elif event.action is Action.DELETE and event.time > stay.start:
                    balance.take(move.amount)
        return balance.left(child)


def _leaving_first(move: Move) -> tuple[int, bool]:
    return move.event.time, move.event.action is not Action.DELETE
