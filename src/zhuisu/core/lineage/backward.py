"""Backward: what a thing was made from and what it went through (design §5, Backward rules 1–5)."""

from functools import partial

from zhuisu.core.lineage.agenda import Agenda
from zhuisu.core.lineage.answer import BEGINNING, EdgeKind
from zhuisu.core.lineage.contents import children_within
from zhuisu.core.lineage.facts import TracedEvent
from zhuisu.core.lineage.history import between
from zhuisu.core.lineage.shelf import inputs_of
from zhuisu.core.lineage.surroundings import Surroundings
from zhuisu.core.lineage.trail import Trail


class Backward:
    """Backward(x, T) for every x and T that the rules lead to.

    All but rule 3 grows with T, so for it the latest T of each thing is enough. The contents at T do not: they are
    looked up for each T.
    """

    def __init__(self, agenda: Agenda, trail: Trail) -> None:
        self._agenda = agenda
        self._shelf = agenda.shelf
        self._trail = trail
        self._surroundings = Surroundings(agenda, trail)
        self._entered: set[tuple[str, int]] = set()
        self._until: dict[str, int] = {}  # the thing's own events have been gathered so far, this instant included
        self._seen_until: dict[str, int] = {}  # and its surroundings so far
        self._batch_until: dict[str, int] = {}  # statements about a batch reached from its item

    def enter(self, key: str, until: int) -> None:
        """The history of the thing up to `until`, this instant included."""
        if (key, until) not in self._entered:
            self._entered.add((key, until))
            self._agenda.when_read(key, partial(self._own, key, until))
            self._agenda.when_placed(key, partial(self._around, key, until))

    def _own(self, key: str, until: int) -> None:
        self._trail.thing(key)
        known = self._until.get(key, BEGINNING - 1)
        if until <= known:
            return
        self._until[key] = until
        history = self._shelf.histories[key]
        self._trail.gather(between(history.events, known + 1, until + 1))
        for event in between(history.outputs, known + 1, until + 1):
            self._origin(key, event)
        for batch, stating in history.batches.items():
            self._agenda.when_read(batch, partial(self._trail.edge, key, batch, EdgeKind.INSTANCE_OF, stating))
            self._agenda.when_read(batch, partial(self._batch, batch, until))

    def _around(self, key: str, until: int) -> None:
        known = self._seen_until.get(key, BEGINNING - 1)
        if until > known:
            self._seen_until[key] = until
            self._surroundings.look(key, known + 1, until + 1)
        children = children_within(self._shelf.contents(key, EdgeKind.CONTAINED), until, until + 1)
        self._agenda.each(
            children, lambda child: self._agenda.when_placed(child, partial(self._content, child, key, until))
        )

    def _content(self, child: str, container: str, until: int) -> None:
        for stay in self._shelf.stays(child):
            if stay.parent == container and stay.kind is EdgeKind.CONTAINED and stay.start <= until < stay.end:
                self._trail.edge(child, container, EdgeKind.CONTAINED, stay.event)
                self.enter(child, until)

    def _origin(self, output: str, event: TracedEvent) -> None:
        transformation = event.facts.transformation
        self._agenda.when_shared(transformation, partial(self._inputs, output, event))

    def _inputs(self, output: str, event: TracedEvent) -> None:
        transformation = event.facts.transformation
        for using in self._shelf.groups[transformation] if transformation else (event,):
            self._agenda.each(inputs_of(using), partial(self._input, output, event, using.time))

    def _input(self, output: str, event: TracedEvent, until: int, key: str) -> None:
        self._agenda.when_read(key, partial(self._trail.edge, key, output, EdgeKind.BECAME, event))
        self.enter(key, until)

    def _batch(self, batch: str, until: int) -> None:
        """Rule 5: its making whenever that was, statements about its condition, not where its other parts went."""
        self._trail.thing(batch)
        history = self._shelf.histories[batch]
        known = self._batch_until.get(batch)
        if known is None:
            self._trail.gather(history.makings)
            self._trail.gather(history.outputs)
            for event in history.outputs:
                self._origin(batch, event)
        start = BEGINNING if known is None else known + 1
        self._trail.gather(event for event in between(history.events, start, until + 1) if event.facts.statement)
        self._batch_until[batch] = max(until, start - 1)
