"""Reference: the sentences of "Lineage" in docs/lineage.md, written down one by one for worlds of a few instants.

Time is a handful of whole numbers and an interval is the set of its instants, so that nothing here shares an idea with
the production code. It is slow, and obvious.
"""

from collections.abc import Iterable
from functools import cache

from zhuisu.core.lineage.facts import Action, Amount, EventType, TracedEvent

CONTAINED, ASSOCIATED = "contained", "associated"
TYPE_OF = {CONTAINED: EventType.AGGREGATION, ASSOCIATED: EventType.ASSOCIATION}


class World:
    """All events, and the instants from `first` (before all of them) to `last` (after all of them)."""

    def __init__(self, events: Iterable[TracedEvent], first: int, last: int) -> None:
        self.events = list({event.id: event for event in events}.values())
        self.first, self.last = first, last
        self.instants = range(self.first, self.last + 1)
        self.keys = {key for event in self.events for key in touched(event)}
        self.keys |= {batch for event in self.events for _, batch in event.facts.memberships}
        self.packs = cache(self._packs)
        self.is_own_boundary = cache(self._is_own_boundary)
        self.inside = cache(self._inside)
        self.left = cache(self._left)
        self.stated = cache(self._stated)

    # Contents

    def _packs(self, relation: str, parent: str, time: int, action: Action) -> list[TracedEvent]:
        return [
            e
            for e in self.events
            if e.type is TYPE_OF[relation] and e.facts.parent == parent and e.time == time and e.action is action
        ]

    def adds(self, relation: str, child: str, parent: str, time: int) -> bool:
        return any(child in e.facts.children for e in self.packs(relation, parent, time, Action.ADD))

    def takes(self, relation: str, child: str, parent: str, time: int) -> bool:
        return any(child in e.facts.children for e in self.packs(relation, parent, time, Action.DELETE))

    def empties(self, relation: str, parent: str, time: int) -> bool:
        return any(takes_all(e) for e in self.packs(relation, parent, time, Action.DELETE))

    def is_used_up(self, child: str, time: int) -> bool:
        return any(
            (e.type is EventType.TRANSFORMATION and child in e.facts.inputs)
            or (e.type is EventType.OBJECT and e.action is Action.DELETE and child in e.facts.items)
            for e in self.events
            if e.time == time
        )

    def begins(self, child: str, time: int) -> bool:
        return any(
            (e.type is EventType.TRANSFORMATION and child in e.facts.outputs)
            or (e.type is EventType.OBJECT and e.action is Action.ADD and child in e.facts.items)
            for e in self.events
            if e.time == time
        )

    def _stated(self, relation: str, child: str, parent: str) -> tuple[frozenset[int], frozenset[int]]:
        """When the individual is inside because an ADD says so, and when it left after that."""
        inside, left, is_in = set(), set(), False
        for time in self.instants:
            elsewhere = any(self.adds(relation, child, other, time) for other in self.keys if other != parent)
            leaves = self.takes(relation, child, parent, time) or self.empties(relation, parent, time)
            if leaves or elsewhere or self.is_used_up(child, time):
                if is_in:
                    left.add(time)
                is_in = False
            if self.adds(relation, child, parent, time):
                is_in = True
            if is_in:
                inside.add(time)
        return frozenset(inside), frozenset(left)

    def _is_own_boundary(self, relation: str, child: str, time: int) -> bool:
        return (
            self.is_used_up(child, time)
            or self.begins(child, time)
            or any(
                self.adds(relation, child, parent, time)
                or self.takes(relation, child, parent, time)
                or time in self.stated(relation, child, parent)[1]
                for parent in self.keys
            )
        )

    def is_boundary_of_parent(self, relation: str, parent: str, time: int) -> bool:
        added = self.packs(relation, parent, time, Action.ADD)
        return any(not names_none(e) for e in added) or bool(self.packs(relation, parent, time, Action.DELETE))

    def _as_individual(self, relation: str, child: str, parent: str) -> tuple[set[int], set[int]]:
        known, gone = self.stated(relation, child, parent)
        inside, left = set(known), set(gone)
        for time in self.instants:
            if self.takes(relation, child, parent, time) and time not in gone:
                left.add(time)
                for before in range(time - 1, self.first - 1, -1):
                    inside.add(before)
                    if self.is_own_boundary(relation, child, before):
                        break
                    if self.is_boundary_of_parent(relation, parent, before):
                        break
        return inside, left

    def _as_amount(self, relation: str, child: str, parent: str) -> tuple[set[int], set[int]]:
        inside, left = set(), set()
        stock: dict[str | None, float] | None = None  # None: not inside; an unknown quantity is infinite
        for time in self.instants:
            taken = amounts_of(child, self.packs(relation, parent, time, Action.DELETE))
            was_in = stock is not None
            if stock is not None:
                take_from(stock, taken)
                if self.empties(relation, parent, time) or (taken and not stock):
                    stock = None
                    left.add(time)
            if taken and not was_in:
                left.add(time)
                for before in range(time - 1, self.first - 1, -1):
                    inside.add(before)
                    if self.is_boundary_of_parent(relation, parent, before):
                        break
            for amount in amounts_of(child, self.packs(relation, parent, time, Action.ADD)):
                stock = stock or {}
                if amount.quantity is None:
                    stock["unknown"] = float("inf")
                else:
                    stock[amount.uom] = stock.get(amount.uom, 0.0) + amount.quantity
            if stock is not None:
                inside.add(time)
        return inside, left

    def _inside(self, relation: str, child: str, parent: str) -> frozenset[int]:
        """Every instant at which the child is in the parent, whether it is named as an individual or as an amount."""
        together = {
            e.time
            for time in self.instants
            for e in self.packs(relation, parent, time, Action.OBSERVE)
            if child in e.facts.children or amounts_of(child, [e])
        }
        individual, amount = self._as_individual(relation, child, parent), self._as_amount(relation, child, parent)
        return frozenset(individual[0] | amount[0] | together)

    def _left(self, relation: str, child: str, parent: str) -> frozenset[int]:
        individual, amount = self._as_individual(relation, child, parent), self._as_amount(relation, child, parent)
        return frozenset(individual[1] | amount[1])

    # What belongs to whom

    def history(self, key: str) -> list[TracedEvent]:
        """The events that touch it, and those that took it out of something with all the rest."""
        return [e for e in self.events if key in touched(e) or self.took_out(e, key)]

    def took_out(self, event: TracedEvent, key: str) -> bool:
        relations = [relation for relation, kind in TYPE_OF.items() if kind is event.type]
        if not relations or event.action is not Action.DELETE or not takes_all(event) or event.facts.parent is None:
            return False
        return event.time in self.left(relations[0], key, event.facts.parent)

    def family(self, event: TracedEvent) -> list[TracedEvent]:
        shared = event.facts.transformation
        return [event] if shared is None else [e for e in self.events if e.facts.transformation == shared]

    def batches(self, item: str) -> set[str]:
        return {b for e in self.events for i, b in e.facts.memberships if i == item}

    def members(self, batch: str) -> set[str]:
        return {i for e in self.events for i, b in e.facts.memberships if b == batch}


class Reference:
    """Backward and Forward, by recursion over (thing, instant)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.events: set[str] = set()
        self.things: set[str] = set()
        self.edges: set[tuple[str, str, str]] = set()
        self.seen: set[object] = set()

    def first_time(self, *visit: object) -> bool:
        is_new = visit not in self.seen
        self.seen.add(visit)
        return is_new

    def edge(self, source: str, target: str, kind: str) -> None:
        if source != target:
            self.edges.add((source, target, kind))

    def backward(self, x: str, until: int) -> None:
        if not self.first_time("backward", x, until):
            return
        world = self.world
        self.things.add(x)
        self.events |= {e.id for e in world.history(x) if e.time <= until}
        for e in world.events:
            if e.time <= until and x in outputs(e):
                self.origin(x, e)
        self.around(x, frozenset(t for t in world.instants if t <= until))
        for c in world.keys:
            if until in world.inside(CONTAINED, c, x):
                self.edge(c, x, "contained")
                self.backward(c, until)
        for batch in world.batches(x):
            self.edge(x, batch, "instance_of")
            self.batch(batch, until)

    def origin(self, x: str, event: TracedEvent) -> None:
        for e in self.world.family(event):
            for i in inputs(e):
                self.edge(i, x, "became")
                self.backward(i, e.time)

    def batch(self, batch: str, until: int) -> None:
        self.things.add(batch)
        for e in self.world.events:
            is_object = e.type is EventType.OBJECT and e.action is Action.ADD and batch in touched(e)
            if is_object or batch in outputs(e):
                self.events.add(e.id)
            if batch in outputs(e):
                self.origin(batch, e)
            if batch in touched(e) and e.facts.statement and e.time <= until:
                self.events.add(e.id)

    def forward(self, x: str, since: int) -> None:
        if not self.first_time("forward", x, since):
            return
        world = self.world
        self.things.add(x)
        self.events |= {e.id for e in world.history(x) if e.time >= since}
        for e in world.events:
            if e.time >= since and x in inputs(e):
                self.outcome(x, e)
        self.around(x, frozenset(t for t in world.instants if t >= since), brings=True)
        for c in world.keys:
            for begin in beginnings(world.inside(CONTAINED, c, x), since):
                self.edge(c, x, "contained")
                self.forward(c, begin)
        for item in world.members(x):
            self.edge(item, x, "instance_of")
            self.forward(item, world.first)

    def outcome(self, used: str, event: TracedEvent) -> None:
        for e in self.world.family(event):
            for o in outputs(e):
                self.edge(used, o, "became")
                self.forward(o, e.time)

    def around(self, x: str, instants: frozenset[int], *, brings: bool = False) -> None:
        self.parts(x, instants)
        self.climb(x, instants, brings=brings)

    def climb(self, x: str, instants: frozenset[int], *, brings: bool) -> None:
        if not self.first_time("climb", x, instants, brings):
            return
        for parent in self.world.keys:
            for relation in TYPE_OF:
                when = instants & self.world.inside(relation, x, parent)
                if when:
                    self.edge(x, parent, relation)
                    self.passing(parent, when)
                    still_brings = brings and relation == CONTAINED
                    if still_brings:
                        for e in self.world.events:
                            if e.time in when and parent in inputs(e):
                                self.outcome(parent, e)
                    if relation == CONTAINED:
                        self.parts(parent, when)
                    self.climb(parent, when, brings=still_brings)

    def parts(self, x: str, instants: frozenset[int]) -> None:
        if not self.first_time("parts", x, instants):
            return
        for part in self.world.keys:
            when = instants & self.world.inside(ASSOCIATED, part, x)
            if when:
                self.edge(part, x, "associated")
                self.passing(part, when)
                self.parts(part, when)

    def passing(self, key: str, when: frozenset[int]) -> None:
        self.things.add(key)
        self.events |= {e.id for e in self.world.history(key) if e.time in when}


def beginnings(inside: frozenset[int], since: int) -> list[int]:
    """The first instant of each run that is inside at `since` or later, cut at `since`."""
    later = {t for t in inside if t >= since}
    return [t for t in later if t - 1 not in later]


def amounts_of(key: str, events: Iterable[TracedEvent]) -> list[Amount]:
    return [amount for e in events for amount in e.facts.child_amounts if amount.key == key]


def take_from(stock: dict[str | None, float], taken: Iterable[Amount]) -> None:
    for amount in taken:
        if amount.quantity is None:
            stock.clear()
        elif amount.uom in stock:
            stock[amount.uom] -= amount.quantity
            if stock[amount.uom] <= 0:
                del stock[amount.uom]


def names_none(event: TracedEvent) -> bool:
    return not event.facts.children and not event.facts.child_amounts


takes_all = names_none


def outputs(event: TracedEvent) -> set[str]:
    facts = event.facts
    return {*facts.outputs, *(a.key for a in facts.output_amounts), *facts.output_batches}


def inputs(event: TracedEvent) -> set[str]:
    return {*event.facts.inputs, *(a.key for a in event.facts.input_amounts)}


def touched(event: TracedEvent) -> set[str]:
    """The lot that is stated for an item touches no batch."""
    facts = event.facts
    single = {facts.parent} if facts.parent else set()
    many = {*facts.items, *facts.children, *facts.devices, *(a.key for a in (*facts.amounts, *facts.child_amounts))}
    return single | many | inputs(event) | outputs(event)
