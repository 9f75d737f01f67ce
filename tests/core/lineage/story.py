"""Story: events written the way that people tell them, for tests that read like stories."""

from collections.abc import Sequence

from zhuisu.core.lineage import (
    Action,
    Amount,
    Direction,
    Edge,
    EdgeKind,
    EventType,
    Facts,
    Limits,
    Lineage,
    MemorySource,
    TracedEvent,
    walk,
)

ALL = Limits(events=10**6, things=10**6, hops=10**6)


class Story:
    """Collects events; each method is a verb and returns the name of the event that it told."""

    def __init__(self) -> None:
        self.events: list[TracedEvent] = []

    def tell(self, name: str, time: int, kind: EventType, action: Action, facts: Facts, step: str | None = None) -> str:
        self.events.append(TracedEvent(name, f"urn:story:{name}", kind, action, time, step, None, facts))
        return name

    def commission(self, name: str, time: int, *items: str, lot: str | None = None) -> str:
        stated = tuple((item, lot) for item in items) if lot else ()
        return self.tell(name, time, EventType.OBJECT, Action.ADD, Facts(items=items, memberships=stated))

    def produce(self, name: str, time: int, *amounts: Amount) -> str:
        return self.tell(name, time, EventType.OBJECT, Action.ADD, Facts(amounts=amounts))

    def observe(self, name: str, time: int, *items: str, step: str | None = None) -> str:
        return self.tell(name, time, EventType.OBJECT, Action.OBSERVE, Facts(items=items), step)

    def ship(self, name: str, time: int, *amounts: Amount) -> str:
        return self.tell(name, time, EventType.OBJECT, Action.OBSERVE, Facts(amounts=amounts), "shipping")

    def inspect(self, name: str, time: int, *keys: str) -> str:
        facts = Facts(amounts=tuple(Amount(key) for key in keys), statement=True)
        return self.tell(name, time, EventType.OBJECT, Action.OBSERVE, facts, "inspecting")

    def destroy(self, name: str, time: int, *items: str) -> str:
        return self.tell(name, time, EventType.OBJECT, Action.DELETE, Facts(items=items))

    def read_sensor(self, name: str, time: int, device: str) -> str:
        return self.tell(name, time, EventType.OBJECT, Action.OBSERVE, Facts(devices=(device,), statement=True))

    def pack(self, name: str, time: int, parent: str, *children: str, amounts: Sequence[Amount] = ()) -> str:
        facts = Facts(parent=parent, children=children, child_amounts=tuple(amounts))
        return self.tell(name, time, EventType.AGGREGATION, Action.ADD, facts)

    def unpack(self, name: str, time: int, parent: str, *children: str, amounts: Sequence[Amount] = ()) -> str:
        facts = Facts(parent=parent, children=children, child_amounts=tuple(amounts))
        return self.tell(name, time, EventType.AGGREGATION, Action.DELETE, facts)

    def see_together(self, name: str, time: int, parent: str, *children: str) -> str:
        return self.tell(name, time, EventType.AGGREGATION, Action.OBSERVE, Facts(parent=parent, children=children))

    def fit(self, name: str, time: int, parent: str, *parts: str) -> str:
        return self.tell(name, time, EventType.ASSOCIATION, Action.ADD, Facts(parent=parent, children=parts))

    def remove(self, name: str, time: int, parent: str, *parts: str) -> str:
        return self.tell(name, time, EventType.ASSOCIATION, Action.DELETE, Facts(parent=parent, children=parts))

    def sell(self, name: str, time: int, document: str, *items: str) -> str:
        return self.tell(name, time, EventType.TRANSACTION, Action.ADD, Facts(parent=document, items=items))

    def make(self, name: str, time: int, facts: Facts) -> str:
        return self.tell(name, time, EventType.TRANSFORMATION, Action.NONE, facts)

    def walk(self, focus: str, direction: Direction, at: int | None = None, limits: Limits = ALL) -> Lineage:
        return walk(MemorySource(self.events), focus, direction, at=at, limits=limits)

    def backward(self, focus: str, at: int | None = None) -> list[str]:
        """The names of the events of the history, in the order of time."""
        return names(self.walk(focus, Direction.BACKWARD, at))

    def forward(self, focus: str, at: int | None = None) -> list[str]:
        """The names of the events of what became of it, in the order of time."""
        return names(self.walk(focus, Direction.FORWARD, at))


def names(answer: Lineage) -> list[str]:
    return [event.id for event in sorted(answer.events, key=lambda event: (event.time, event.id))]


def links(answer: Lineage, kind: EdgeKind) -> set[tuple[str, str]]:
    """(source, target) of the edges of one kind."""
    return {(edge.source, edge.target) for edge in answer.edges if edge.kind is kind}


def pieces(key: str, quantity: float | None) -> Amount:
    return Amount(key, quantity)


__all__ = ["ALL", "Direction", "Edge", "EdgeKind", "Facts", "Lineage", "Story", "links", "names", "pieces"]
