"""Spread: one hop of a scope, from what was reached to what follows from it (design §5, both directions).

The same rules as `walk`, for crowds: it keeps no trail and no memory. Whoever drives it keeps what was reached and what
was visited, and comes back only with what is new.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from typing import Final

from zhuisu.core.lineage.answer import BEGINNING, Direction, EdgeKind
from zhuisu.core.lineage.contents import Inside, children_within, contents_of
from zhuisu.core.lineage.facts import Action, TracedEvent
from zhuisu.core.lineage.forms import Form
from zhuisu.core.lineage.history import RELATION, History, between
from zhuisu.core.lineage.likeness import Likeness, Page
from zhuisu.core.lineage.shelf import inputs_of, made_by, outputs_of
from zhuisu.core.lineage.standing import Standing, standing_in, standing_of
from zhuisu.core.lineage.stays import OPEN, Packing, Stay, entered, stays_of
from zhuisu.core.lineage.visits import Cause, Errand, Found, Visit

Packings = Mapping[tuple[str, EdgeKind], Packing]
_BRINGS: Final = frozenset({Errand.REACHED, Errand.BRINGING})
_HAS_PARTS: Final = frozenset({Errand.REACHED, Errand.BRINGING, Errand.HOLDING, Errand.PART})
_IS_HELD: Final = frozenset({Errand.REACHED, Errand.BRINGING, Errand.HOLDING, Errand.EQUIPPED})


def label(found: Found, event: TracedEvent, subjects: Mapping[str, Collection[int]]) -> None:
    """Forward, the items that the event states to belong to batches that were reached: `subjects`, who reached each."""
    for batch, items in _members_by_batch(event, subjects).items():
        for subject in subjects[batch]:
            found.reach(items, subject, BEGINNING, Cause(EdgeKind.INSTANCE_OF, batch, event.id))


class Spread:
    """Looks at the things of one page. `packings` has every parent of `page.parents()`."""

    def __init__(self, direction: Direction, page: Page, packings: Packings, found: Found) -> None:
        self.found = found
        self._page = page
        self._packings = packings
        self._stays: dict[Likeness, Sequence[Stay]] = {}
        self._contents: dict[tuple[Likeness, EdgeKind], list[Inside]] = {}
        self._steps = _FORWARD if direction is Direction.FORWARD else _BACKWARD

    def look(self, visits: Iterable[Visit]) -> Found:
        """Makes these visits; those that are alike together."""
        alike: dict[tuple[Likeness, int, Errand, int, int, str], list[str]] = {}
        for key, subject, errand, start, end, within in visits:
            shape = self._page.likeness(key), subject, errand, start, end, within
            alike.setdefault(shape, []).append(key)
        for (likeness, subject, errand, start, end, within), keys in alike.items():
            visit = Visit(keys[0], subject, errand, start, end, within)
            if self._is_plain(likeness, errand):
                self._up(visit, likeness)
                continue
            self._around(visit, likeness)
            if (step := self._steps.get(visit.errand)) is not None:
                step(self, visit, keys, likeness)
        return self.found

    def standing(self, likeness: Likeness) -> Standing:
        """Where all things of this likeness are, and what has become of them."""
        page = self._page
        form = page.form(likeness)
        if form is not None and form.is_plain_carrier:
            return standing_in(form.state, page.event(likeness[-1]) if likeness else None, self.stays(likeness))
        return standing_of(page.told(likeness), page.history(likeness), self.stays(likeness))

    def stays(self, likeness: Likeness) -> Sequence[Stay]:
        stays = self._stays.get(likeness)
        if stays is None:
            form = self._page.form(likeness)
            if form is not None and form.is_plain_carrier:
                stays = self._plain_stays(likeness, form)
            else:
                stays = stays_of(self._page.history(likeness), self._packings)
            self._stays[likeness] = stays
        return stays

    def _plain_stays(self, likeness: Likeness, form: Form) -> Sequence[Stay]:
        """Of what was put into one thing once: until it left the world or all was taken out."""
        if form.entered is None:
            return ()
        event = self._page.event(likeness[form.entered])
        if event.facts.parent is None:
            return ()
        left = [self._page.event(likeness[place]).time for place in form.left]
        return (entered(event, RELATION[event.type], left, self._packings),)

    def _is_plain(self, likeness: Likeness, errand: Errand) -> bool:
        """Whether nothing can follow but that it was in something."""
        if self._steps is not _FORWARD or errand not in _IS_HELD:
            return False
        form = self._page.form(likeness)
        return form is not None and (form.is_plain if errand is Errand.REACHED else form.is_plain_carrier)

    # Around: rules 2 and 4 backward, 2 and 5 forward

    def _around(self, visit: Visit, likeness: Likeness) -> None:
        if visit.errand in _HAS_PARTS:
            self._parts(visit, likeness)
        if visit.errand in _IS_HELD:
            self._up(visit, likeness)

    def _up(self, visit: Visit, likeness: Likeness) -> None:
        brings = visit.errand in _BRINGS and self._steps is _FORWARD
        held = Errand.BRINGING if brings else Errand.HOLDING
        for stay in self.stays(likeness):
            start, end = max(stay.start, visit.start), min(stay.end, visit.end)
            if start < end:
                errand = held if stay.kind is EdgeKind.CONTAINED else Errand.EQUIPPED
                self.found.visit(Visit(stay.parent, visit.subject, errand, start, end))

    def _parts(self, visit: Visit, likeness: Likeness) -> None:
        key, subject, _, start, end, _ = visit
        for part in children_within(self._inside(key, likeness, EdgeKind.ASSOCIATED), start, end):
            self.found.visit(Visit(part, subject, Errand.FITTED, start, end, key))

    def _fitted(self, visit: Visit, keys: Collection[str], likeness: Likeness) -> None:
        for stay in self.stays(likeness):
            start, end = max(stay.start, visit.start), min(stay.end, visit.end)
            if stay.parent == visit.within and stay.kind is EdgeKind.ASSOCIATED and start < end:
                for key in keys:
                    self.found.visit(Visit(key, visit.subject, Errand.PART, start, end))

    def _inside(self, key: str, likeness: Likeness, relation: EdgeKind) -> list[Inside]:
        asked = likeness, relation
        contents = self._contents.get(asked)
        if contents is None:
            events = self._page.history(likeness).packings.get(relation, [])
            contents = contents_of(key, relation, events, Packing(events)) if events else []
            self._contents[asked] = contents
        return contents

    # Forward

    def _affected(self, visit: Visit, _: Collection[str], likeness: Likeness) -> None:
        history = self._page.history(likeness)
        for event in between(history.inputs, visit.start, visit.end):
            self._outcome(visit.subject, visit.key, event)
        contents = self._inside(visit.key, likeness, EdgeKind.CONTAINED)
        if contents:
            self._contained(visit, history, contents)

    def _contained(self, visit: Visit, history: History, contents: Iterable[Inside]) -> None:
        """What was put in since then was in at that time, whatever else it did. Of the others, each is asked."""
        put_in = _put_in(history, visit.start)
        for child, start, end in contents:
            if start < visit.end and end > visit.start:
                event = put_in.get((child, start))
                if event is not None:
                    cause = Cause(EdgeKind.CONTAINED, visit.key, event)
                    self.found.reach((child,), visit.subject, start, cause)
                else:
                    asked = Visit(child, visit.subject, Errand.CONTENT, visit.start, OPEN, visit.key)
                    self.found.visit(asked)

    def _was_in_since(self, visit: Visit, keys: Collection[str], likeness: Likeness) -> None:
        for stay in self.stays(likeness):
            if stay.parent == visit.within and stay.kind is EdgeKind.CONTAINED and stay.end > visit.start:
                cause = Cause(EdgeKind.CONTAINED, visit.within, stay.event.id)
                self.found.reach(keys, visit.subject, max(stay.start, visit.start), cause)

    def _brought(self, visit: Visit, _: Collection[str], likeness: Likeness) -> None:
        for event in between(self._page.history(likeness).inputs, visit.start, visit.end):
            self._outcome(visit.subject, visit.key, event)

    def _outcome(self, subject: int, source: str, event: TracedEvent) -> None:
        if self.found.is_new(subject, event):
            self._made(subject, source, event) if event.facts.transformation is None else self._family(subject, event)

    def _made(self, subject: int, source: str, event: TracedEvent) -> None:
        """What it made. The items of a batch that it made follow from the batch: they are reached as such at once."""
        made: Sequence[str] = made_by(event)
        for batch, items in _members_by_batch(event, made).items():
            self.found.reach(items, subject, BEGINNING, Cause(EdgeKind.INSTANCE_OF, batch, event.id))
            made = _but(items, made)
        self.found.reach(made, subject, event.time, Cause(EdgeKind.BECAME, source, event.id))

    def _made_together(self, visit: Visit, _: Collection[str], likeness: Likeness) -> None:
        for event in self._page.history(likeness).events:
            self._made(visit.subject, next(iter(inputs_of(event)), visit.key), event)

    def _family(self, subject: int, event: TracedEvent) -> None:
        self.found.visit(Visit(event.facts.transformation or "", subject, Errand.FAMILY, BEGINNING, OPEN))

    # Backward

    def _origins(self, visit: Visit, keys: Collection[str], likeness: Likeness) -> None:
        history = self._page.history(likeness)
        for event in between(history.outputs, visit.start, visit.end):
            self._origin(visit.subject, visit.key, event)
        for batch in history.batches:
            self.found.visit(Visit(batch, visit.subject, Errand.BATCH, BEGINNING, visit.end))

    def _origin(self, subject: int, target: str, event: TracedEvent) -> None:
        if self.found.is_new(subject, event):
            self._used(subject, target, event) if event.facts.transformation is None else self._family(subject, event)

    def _used(self, subject: int, target: str, event: TracedEvent) -> None:
        self._enter(inputs_of(event), subject, event.time, Cause(EdgeKind.BECAME, target, event.id))

    def _used_together(self, visit: Visit, _: Collection[str], likeness: Likeness) -> None:
        for event in self._page.history(likeness).events:
            self._used(visit.subject, next(iter(outputs_of(event)), visit.key), event)

    def _batch(self, visit: Visit, _: Collection[str], likeness: Likeness) -> None:
        for event in self._page.history(likeness).outputs:
            self._origin(visit.subject, visit.key, event)

    def _content_at(self, visit: Visit, _: Collection[str], likeness: Likeness) -> None:
        key, subject, _errand, start, end, _within = visit
        for child in children_within(self._inside(key, likeness, EdgeKind.CONTAINED), start, end):
            self.found.visit(Visit(child, subject, Errand.CONTENT, start, end, key))

    def _was_in_at(self, visit: Visit, keys: Collection[str], likeness: Likeness) -> None:
        for stay in self.stays(likeness):
            contained = stay.parent == visit.within and stay.kind is EdgeKind.CONTAINED
            if contained and stay.start <= visit.start < stay.end:
                self._enter(keys, visit.subject, visit.start, Cause(EdgeKind.CONTAINED, visit.within, stay.event.id))

    def _enter(self, keys: Collection[str], subject: int, time: int, cause: Cause) -> None:
        """Reached, and what was inside at that time is asked for every time: it is not more at a later one."""
        self.found.reach(keys, subject, time, cause)
        for key in keys:
            self.found.visit(Visit(key, subject, Errand.AT, time, time + 1))


_Step = Callable[[Spread, Visit, Collection[str], Likeness], None]
_FORWARD: Final[Mapping[Errand, _Step]] = {
    Errand.REACHED: Spread._affected,
    Errand.BRINGING: Spread._brought,
    Errand.FITTED: Spread._fitted,
    Errand.CONTENT: Spread._was_in_since,
    Errand.FAMILY: Spread._made_together,
}
_BACKWARD: Final[Mapping[Errand, _Step]] = {
    Errand.REACHED: Spread._origins,
    Errand.BATCH: Spread._batch,
    Errand.FITTED: Spread._fitted,
    Errand.CONTENT: Spread._was_in_at,
    Errand.AT: Spread._content_at,
    Errand.FAMILY: Spread._used_together,
}


def _members_by_batch(event: TracedEvent, batches: Container[str]) -> dict[str, tuple[str, ...]]:
    """The items that the event states to belong to each of these batches."""
    stated = event.facts.memberships
    if not stated:
        return {}
    items, named = zip(*stated, strict=True)
    if named.count(named[0]) == len(named):  # as nearly always, and there may be many items
        return {named[0]: items} if named[0] in batches else {}
    found: dict[str, list[str]] = {}
    for item, batch in stated:
        if batch in batches:
            found.setdefault(batch, []).append(item)
    return {batch: tuple(each) for batch, each in found.items()}


def _but(items: Sequence[str], made: Sequence[str]) -> Sequence[str]:
    """What else was made. Most often the items are the first of it, in their order."""
    if made[: len(items)] == items:
        return made[len(items) :]
    told = frozenset(items)
    return tuple(key for key in made if key not in told)


def _put_in(history: History, since: int) -> dict[tuple[str, int], str]:
    """The events that put each child in, by child and time, since then."""
    found: dict[tuple[str, int], str] = {}
    for event in history.packings.get(EdgeKind.CONTAINED, ()):
        if event.action is Action.ADD and event.time >= since:
            for child in event.facts.children:
                found.setdefault((child, event.time), event.id)
            for amount in event.facts.child_amounts:
                found.setdefault((amount.key, event.time), event.id)
    return found
