"""History: what one thing did, by role, as its own events tell."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.core.lineage.facts import Action, Amount, EventType, TracedEvent

RELATION: Final[Mapping[EventType, EdgeKind]] = {
    EventType.AGGREGATION: EdgeKind.CONTAINED,
    EventType.ASSOCIATION: EdgeKind.ASSOCIATED,
}


class Move(NamedTuple):
    """The thing as a child in an AggregationEvent or AssociationEvent. `amount` is None for an individual."""

    event: TracedEvent
    parent: str
    relation: EdgeKind
    amount: Amount | None


class History:
    """The events of one key, each list in the order of (time, id)."""

    __slots__ = (
        "batches",
        "begins",
        "events",
        "inputs",
        "key",
        "leavings",
        "makings",
        "members",
        "moves",
        "outputs",
        "packings",
    )

    def __init__(self, key: str) -> None:
        self.key = key
        self.events: list[TracedEvent] = []
        self.moves: list[Move] = []
        self.packings: dict[EdgeKind, list[TracedEvent]] = {}  # where it is the parent
        self.inputs: list[TracedEvent] = []  # where it is an input
        self.outputs: list[TracedEvent] = []  # where it is an output, by name or as the batch of the outputs
        self.makings: list[TracedEvent] = []  # ObjectEvent ADD
        self.begins: list[int] = []  # when an individual was made or commissioned
        self.leavings: list[int] = []  # when an individual was used up or taken out of the world
        self.batches: dict[str, TracedEvent] = {}  # of the item, by the first event that states each
        self.members: dict[str, TracedEvent] = {}  # of the batch, by the first event that states each

    def add(self, event: TracedEvent) -> None:
        """Counts the event once, in however many roles it names the thing."""
        _once(self.events, event)

    def parents(self) -> Iterable[str]:
        """Everything that the thing was ever said to be in or fitted to."""
        return dict.fromkeys(move.parent for move in self.moves)


def between(events: list[TracedEvent], start: int, end: int) -> list[TracedEvent]:
    """Those with start ≤ time < end, of events in the order of time."""
    low = bisect_left(events, start, key=_time)
    return events[low : bisect_left(events, end, low, key=_time)]


def enter(event: TracedEvent, histories: Mapping[str, History]) -> None:
    """Writes the event into the history of every thing that it touches and that is among `histories`."""
    facts = event.facts
    if event.type is EventType.TRANSFORMATION:
        _enter_transformation(event, histories)
    elif event.type is EventType.OBJECT:
        _enter_object(event, histories)
    else:
        for key in facts.items:
            if key in histories:
                histories[key].add(event)
        for amount in facts.amounts:
            if amount.key in histories:
                histories[amount.key].add(event)
        _enter_hierarchy(event, histories)
    for key in facts.devices:
        if key in histories:
            histories[key].add(event)
    for item, batch in facts.memberships:
        if item in histories:
            histories[item].batches.setdefault(batch, event)


def _enter_object(event: TracedEvent, histories: Mapping[str, History]) -> None:
    action = event.action
    for key in event.facts.items:
        if (history := histories.get(key)) is not None:
            history.add(event)
            if action is Action.DELETE:
                history.leavings.append(event.time)
            elif action is Action.ADD:
                history.begins.append(event.time)
                _once(history.makings, event)
    for amount in event.facts.amounts:
        if (history := histories.get(amount.key)) is not None:
            history.add(event)
            if action is Action.ADD:
                _once(history.makings, event)


def _enter_transformation(event: TracedEvent, histories: Mapping[str, History]) -> None:
    facts = event.facts
    for key in facts.inputs:
        if (history := histories.get(key)) is not None:
            history.add(event)
            _once(history.inputs, event)
            history.leavings.append(event.time)
    for amount in facts.input_amounts:
        if (history := histories.get(amount.key)) is not None:
            history.add(event)
            _once(history.inputs, event)
    for key in facts.outputs:
        if (history := histories.get(key)) is not None:
            history.add(event)
            _once(history.outputs, event)
            history.begins.append(event.time)
    for key in (*(amount.key for amount in facts.output_amounts), *facts.output_batches):
        if (history := histories.get(key)) is not None:
            history.add(event)
            _once(history.outputs, event)


def _enter_hierarchy(event: TracedEvent, histories: Mapping[str, History]) -> None:
    """AggregationEvent and AssociationEvent; a TransactionEvent's parent is touched and is no container."""
    facts = event.facts
    parent = facts.parent
    relation = RELATION.get(event.type)
    if parent is not None and (history := histories.get(parent)) is not None:
        history.add(event)
        if relation is not None:
            _once(history.packings.setdefault(relation, []), event)
    for key, amount in (*((key, None) for key in facts.children), *((a.key, a) for a in facts.child_amounts)):
        if (history := histories.get(key)) is not None:
            history.add(event)
            if relation is not None and parent is not None:
                history.moves.append(Move(event, parent, relation, amount))


def _once(events: list[TracedEvent], event: TracedEvent) -> None:
    if not events or events[-1] is not event:
        events.append(event)


def _time(event: TracedEvent) -> int:
    return event.time
