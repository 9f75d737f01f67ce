"""Likeness: things to which the same events did the same, so that what follows is worked out once for all of them.

A thousand tins that were labelled, boxed and sold together have one history. Large scopes are made of such crowds.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeAlias

import msgspec

from zhuisu.core.lineage.answer import Direction, EdgeKind
from zhuisu.core.lineage.facts import Action, Amount, EventType, Facts, Role, TracedEvent
from zhuisu.core.lineage.history import RELATION, History, Move
from zhuisu.core.lineage.stays import Packing

Mark: TypeAlias = int | tuple[int, Amount | str]
"""An event's number and the role in which it names the thing: `number << 4 | role`; with it the amount or the batch."""

Likeness: TypeAlias = tuple[Mark, ...]

_BITS: Final = 4
_ROLE: Final = (1 << _BITS) - 1


class Page:
    """The events of some things, all of each, as they are read: in the order of (time, id), each once."""

    def __init__(self, keys: Collection[str], direction: Direction) -> None:
        self._marks_batches = direction is Direction.BACKWARD  # forward, nothing asks for the batch of an item
        self.events: list[TracedEvent] = []
        self.names = 0  # how many names the events hold that the page keeps: a bound for its memory
        self._members: dict[tuple[str, str], list[str]] = {}
        self._marks: dict[str, list[Mark]] = {key: [] for key in keys}
        self._likenesses: dict[str, Likeness] = {}
        self._histories: dict[Likeness, History] = {}

    def read(self, events: Iterable[TracedEvent]) -> None:
        """Before anything is asked of the page, all of its events must have been read."""
        for event in events:
            self._mark(event)

    def take_members(self) -> dict[tuple[str, str], list[str]]:
        """The items stated to belong to each batch, by batch and event, of the events read since last time."""
        taken, self._members = self._members, {}
        return taken

    def likeness(self, key: str) -> Likeness:
        known = self._likenesses.get(key)
        if known is None:
            known = self._likenesses[key] = tuple(self._marks[key])
        return known

    def history(self, likeness: Likeness) -> History:
        """What all things of this likeness did. Its `key` is empty."""
        history = self._histories.get(likeness)
        if history is None:
            history = self._histories[likeness] = self._told(likeness)
        return history

    def parents(self) -> dict[str, None]:
        """Everything that any of the things was ever said to be in or fitted to."""
        found: dict[str, None] = {}
        for likeness in dict.fromkeys(map(self.likeness, self._marks)):
            found.update(dict.fromkeys(self.history(likeness).parents()))
        return found

    def _mark(self, event: TracedEvent) -> None:
        facts = event.facts
        code = len(self.events) << _BITS
        marks = self._marks
        for role, named in _individuals(facts):
            mark = code | role
            for key in named:
                if (own := marks.get(key)) is not None:
                    own.append(mark)
        for role, amounts in _amounts(facts):
            for amount in amounts:
                if (own := marks.get(amount.key)) is not None:
                    own.append((code | role, amount))
        if facts.memberships:
            self._enter(event, code | Role.MEMBER_OF)
        self.events.append(_slim(event))
        self.names += len(facts.children) + len(facts.outputs) + len(facts.inputs)

    def _enter(self, event: TracedEvent, mark: int) -> None:
        marks, members, number = self._marks, self._members, event.id
        for item, batch in event.facts.memberships:
            if batch in marks:
                members.setdefault((batch, number), []).append(item)
        if self._marks_batches:
            for item, batch in event.facts.memberships:
                if (own := marks.get(item)) is not None:
                    own.append((mark, batch))

    def _told(self, likeness: Likeness) -> History:
        history = History("")
        for mark in likeness:
            code, beside = mark if isinstance(mark, tuple) else (mark, None)
            tell(history, self.events[code >> _BITS], code & _ROLE, beside)
        return history


def tell(history: History, event: TracedEvent, role: int, beside: Amount | str | None) -> None:
    """Enters one event that names the thing in one role: the same as `history.enter`, role by role."""
    if role == Role.MEMBER_OF:
        history.batches.setdefault(str(beside), event)
        return
    history.add(event)
    relation = RELATION.get(event.type)
    if role in (Role.CHILD, Role.CHILD_AMOUNT):
        if relation is not None and event.facts.parent is not None:
            amount = beside if isinstance(beside, Amount) else None
            history.moves.append(Move(event, event.facts.parent, relation, amount))
    elif role == Role.PARENT:
        if relation is not None:
            _once(history.packings.setdefault(relation, []), event)
    elif role in (Role.INPUT, Role.INPUT_AMOUNT):
        _once(history.inputs, event)
        if role == Role.INPUT:
            history.leavings.append(event.time)
    elif role in (Role.OUTPUT, Role.OUTPUT_AMOUNT, Role.OUTPUT_BATCH):
        _once(history.outputs, event)
        if role == Role.OUTPUT:
            history.begins.append(event.time)
    elif event.type is EventType.OBJECT and role in (Role.ITEM, Role.AMOUNT):
        _tell_object(history, event, role)


def packings_of(parents: Collection[str], events: Iterable[TracedEvent]) -> dict[tuple[str, EdgeKind], Packing]:
    """What the events, in the order of (time, id), say of everything in each of these parents; empty where nothing."""
    packing: dict[tuple[str, EdgeKind], list[TracedEvent]] = {}
    for parent in parents:
        for kind in RELATION.values():
            packing[parent, kind] = []
    for event in events:
        relation = RELATION.get(event.type)
        if relation is not None and (own := packing.get((event.facts.parent or "", relation))) is not None:
            own.append(event)
    return {key: Packing(own) for key, own in packing.items()}


def roles_of(likeness: Likeness) -> list[tuple[int, int]]:
    """(number of the event in its page, role), in the order of time."""
    codes = (mark[0] if isinstance(mark, tuple) else mark for mark in likeness)
    return [(code >> _BITS, code & _ROLE) for code in codes]


def _tell_object(history: History, event: TracedEvent, role: int) -> None:
    if event.action is Action.ADD:
        _once(history.makings, event)
        if role == Role.ITEM:
            history.begins.append(event.time)
    elif event.action is Action.DELETE and role == Role.ITEM:
        history.leavings.append(event.time)


def _individuals(facts: Facts) -> Sequence[tuple[int, tuple[str, ...]]]:
    if facts.items and facts.parent is None and not facts.devices:
        return ((int(Role.ITEM), facts.items),)
    return (
        (int(Role.ITEM), facts.items),
        (int(Role.PARENT), (facts.parent,) if facts.parent is not None else ()),
        (int(Role.CHILD), facts.children),
        (int(Role.INPUT), facts.inputs),
        (int(Role.OUTPUT), facts.outputs),
        (int(Role.OUTPUT_BATCH), facts.output_batches),
        (int(Role.DEVICE), facts.devices),
        (int(Role.TRANSFORMATION), (facts.transformation,) if facts.transformation is not None else ()),
    )


def _amounts(facts: Facts) -> Iterable[tuple[int, tuple[Amount, ...]]]:
    if facts.amounts:
        yield int(Role.AMOUNT), facts.amounts
    if facts.child_amounts:
        yield int(Role.CHILD_AMOUNT), facts.child_amounts
    if facts.input_amounts:
        yield int(Role.INPUT_AMOUNT), facts.input_amounts
    if facts.output_amounts:
        yield int(Role.OUTPUT_AMOUNT), facts.output_amounts


def _slim(event: TracedEvent) -> TracedEvent:
    """The event without the names that nothing asks for once it is marked: crowds of items are most of a page."""
    if not (event.facts.items or event.facts.memberships):
        return event
    return msgspec.structs.replace(event, facts=msgspec.structs.replace(event.facts, items=(), memberships=()))


def _once(events: list[TracedEvent], event: TracedEvent) -> None:
    if not events or events[-1] is not event:
        events.append(event)
