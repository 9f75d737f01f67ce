"""Likeness: things to which the same events did the same, so that what follows is worked out once for all of them.

A thousand tins that were labelled, boxed and sold together have one history. Large scopes are made of such crowds.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Final, TypeAlias

from zhuisu.core.lineage.answer import Direction, EdgeKind
from zhuisu.core.lineage.facts import Action, Amount, EventType, Facts, Role, TracedEvent
from zhuisu.core.lineage.forms import Form, Forms
from zhuisu.core.lineage.history import RELATION, History, Move
from zhuisu.core.lineage.stays import Packing

Mark: TypeAlias = int | tuple[int, Amount | str]
"""An event's number and the role in which it names the thing: `number << 4 | role`; with it the amount or the batch."""

Likeness: TypeAlias = tuple[Mark, ...]

_BITS: Final = 4
_ROLE: Final = (1 << _BITS) - 1
_AS_CHILD: Final = frozenset({int(Role.CHILD), int(Role.CHILD_AMOUNT)})


Touches: TypeAlias = Iterable[tuple[str, int]]
"""(key, role) by which an event names things of a page, MEMBER_OF left out."""


class Page:
    """The events of some things, all of each, as they are read: in the order of (time, id), each once."""

    def __init__(self, keys: Collection[str], direction: Direction, forms: Forms | None = None) -> None:
        self._forms = forms or Forms()
        self._kinds: list[int] = []  # of the events
        self._formed: dict[Likeness, Form | None] = {}
        self._parents: dict[str, None] = {}
        self._marks_batches = direction is Direction.BACKWARD  # forward, nothing asks for the batch of an item
        self.events: list[TracedEvent] = []
        self._marks: dict[str, list[Mark]] = {key: [] for key in keys}
        self._likenesses: dict[str, Likeness] = {}
        self._histories: dict[Likeness, History] = {}

    def read(self, events: Iterable[TracedEvent]) -> None:
        """Before anything is asked of the page, all of its events must have been read."""
        for event in events:
            self.enter(event, [(key, role) for role, keys in _named(event.facts) for key in keys if key in self._marks])

    def enter(self, event: TracedEvent, touches: Touches) -> None:
        """One event, of which it is known how it names things of the page: they are not looked for among its names."""
        code = len(self.events) << _BITS
        marks = self._marks
        for key, role in touches:
            if role not in _AMOUNTS:
                marks[key].append(code | role)
            else:
                marks[key] += [(code | role, each) for each in _AMOUNTS[role](event.facts) if each.key == key]
            if role in _AS_CHILD and event.type in RELATION and event.facts.parent is not None:
                self._parents[event.facts.parent] = None
        self._kinds.append(self._forms.kind(event))
        if self._marks_batches:
            for item, batch in event.facts.memberships:
                if (own := marks.get(item)) is not None:
                    own.append((code | Role.MEMBER_OF, batch))
        self.events.append(event)

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
        return self._parents

    def form(self, likeness: Likeness) -> Form | None:
        """The form of all things of this likeness; None where an amount or a batch belongs to it."""
        try:
            return self._formed[likeness]
        except KeyError:
            form = self._formed[likeness] = self._form(likeness)
            return form

    def _form(self, likeness: Likeness) -> Form | None:
        kinds = self._kinds
        try:
            told = tuple([kinds[mark >> _BITS] | mark & _ROLE for mark in likeness])  # type: ignore[operator]
        except TypeError:
            return None
        return self._forms.known(told) or self._forms.form(told, self.told(likeness))

    def told(self, likeness: Likeness) -> list[tuple[TracedEvent, int]]:
        """The events that touched all things of this likeness, each with the role, in the order of time."""
        codes = (mark[0] if isinstance(mark, tuple) else mark for mark in likeness)
        return [(self.events[code >> _BITS], code & _ROLE) for code in codes]

    def event(self, mark: Mark) -> TracedEvent:
        return self.events[(mark[0] if isinstance(mark, tuple) else mark) >> _BITS]

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


def _tell_object(history: History, event: TracedEvent, role: int) -> None:
    if event.action is Action.ADD:
        _once(history.makings, event)
        if role == Role.ITEM:
            history.begins.append(event.time)
    elif event.action is Action.DELETE and role == Role.ITEM:
        history.leavings.append(event.time)


def _named(facts: Facts) -> Iterator[tuple[int, Iterable[str]]]:
    """By role, what an event names; of a batch, its items are no part."""
    yield int(Role.ITEM), facts.items
    yield int(Role.PARENT), (facts.parent,) if facts.parent is not None else ()
    yield int(Role.CHILD), facts.children
    yield int(Role.INPUT), facts.inputs
    yield int(Role.OUTPUT), facts.outputs
    yield int(Role.OUTPUT_BATCH), facts.output_batches
    yield int(Role.DEVICE), facts.devices
    yield int(Role.TRANSFORMATION), (facts.transformation,) if facts.transformation is not None else ()
    for role, amounts in _AMOUNTS.items():
        yield role, dict.fromkeys(amount.key for amount in amounts(facts))


_AMOUNTS: Final[Mapping[int, Callable[[Facts], tuple[Amount, ...]]]] = {
    int(Role.AMOUNT): attrgetter("amounts"),
    int(Role.CHILD_AMOUNT): attrgetter("child_amounts"),
    int(Role.INPUT_AMOUNT): attrgetter("input_amounts"),
    int(Role.OUTPUT_AMOUNT): attrgetter("output_amounts"),
}


def _once(events: list[TracedEvent], event: TracedEvent) -> None:
    if not events or events[-1] is not event:
        events.append(event)
