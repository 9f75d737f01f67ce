"""Forward: what became of a thing and of all that was made from it (design §5, Forward rules 1–5)."""

from functools import partial

from zhuisu.core.lineage.agenda import Agenda
from zhuisu.core.lineage.answer import BEGINNING, EdgeKind
from zhuisu.core.lineage.contents import children_within
from zhuisu.core.lineage.facts import TracedEvent
from zhuisu.core.lineage.history import between
from zhuisu.core.lineage.shelf import outputs_of
from zhuisu.core.lineage.stays import OPEN
from zhuisu.core.lineage.surroundings import Surroundings
from zhuisu.core.lineage.trail import Trail


class Forward:
    """Forward(x, T) for every x and T that the rules lead to.

    Every rule grows as T gets earlier, so the earliest T of each thing is enough: when an earlier one is found, only
    the time from it up to the one before is gone through.
    """

    def __init__(self, agenda: Agenda, trail: Trail) -> None:
        self._agenda = agenda
        self._shelf = agenda.shelf
        self._trail = trail
        self._surroundings = Surroundings(agenda, trail, self._outcome)
        self._since: dict[str, int] = {}

    def enter(self, key: str, since: int) -> None:
        """What became of the thing from `since` on, this instant included."""
        known = self._since.get(key, OPEN)
        if since >= known:
            return
        self._since[key] = since
        self._agenda.when_read(key, partial(self._own, key, since, known))
        self._agenda.when_placed(key, partial(self._around, key, since, known))
        if known == OPEN:
            self._agenda.when_members(key, partial(self._members, key))

    def _own(self, key: str, start: int, end: int) -> None:
        self._trail.thing(key)
        history = self._shelf.histories[key]
        self._trail.gather(between(history.events, start, end))
        for event in between(history.inputs, start, end):
            self._outcome(key, event)

    def _around(self, key: str, start: int, end: int) -> None:
        self._surroundings.look(key, start, end)
        children = children_within(self._shelf.contents(key, EdgeKind.CONTAINED), start, end)
        self._agenda.each(
            children, lambda child: self._agenda.when_placed(child, partial(self._content, child, key, start, end))
        )

    def _content(self, child: str, container: str, start: int, end: int) -> None:
        for stay in self._shelf.stays(child):
            inside = stay.start < end and stay.end > start
            if inside and stay.parent == container and stay.kind is EdgeKind.CONTAINED:
                self._trail.edge(child, container, EdgeKind.CONTAINED, stay.event)
                self.enter(child, max(stay.start, start))

    def _members(self, batch: str) -> None:
        self._agenda.each(self._shelf.members[batch], partial(self._member, batch))

    def _member(self, batch: str, item: str) -> None:
        stating = self._shelf.members[batch][item]
        self._agenda.when_read(item, partial(self._trail.edge, item, batch, EdgeKind.INSTANCE_OF, stating))
        self.enter(item, BEGINNING)

    def _outcome(self, used: str, event: TracedEvent) -> None:
        transformation = event.facts.transformation
        self._agenda.when_shared(transformation, partial(self._outputs, used, event))

    def _outputs(self, used: str, event: TracedEvent) -> None:
        transformation = event.facts.transformation
        for making in self._shelf.groups[transformation] if transformation else (event,):
            self._agenda.each(outputs_of(making), partial(self._output, used, making))

    def _output(self, used: str, making: TracedEvent, key: str) -> None:
        self._agenda.when_read(key, partial(self._trail.edge, used, key, EdgeKind.BECAME, making))
        self.enter(key, making.time)
