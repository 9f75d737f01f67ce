"""Scoping: a scope in memory, hop by hop and page by page, over any source."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zhuisu.core.lineage import BEGINNING, END, Direction, Source, TracedEvent
from zhuisu.core.lineage.likeness import Page, packings_of
from zhuisu.core.lineage.spread import Spread, label
from zhuisu.core.lineage.visits import CARRIERS, Errand, Found, Visit, first_look

MOST = 10**6


class Scope(NamedTuple):
    """When each thing was reached, and what is part of the story beside them."""

    reached: dict[str, int]
    carriers: set[str]


def scope_in_memory(source: Source, focuses: Iterable[str], direction: Direction, at: int | None, page: int) -> Scope:
    """The scope of all `focuses` together, `page` visits at a time."""
    time = at if at is not None else BEGINNING if direction is Direction.FORWARD else END
    wider = min if direction is Direction.FORWARD else max
    reached = dict.fromkeys(focuses, time)
    made: set[Visit] = set()
    waiting = [first_look(key, 0, direction, time) for key in reached]
    if direction is Direction.BACKWARD:
        waiting += [Visit(key, 0, Errand.AT, time, time + 1) for key in reached]
    while waiting:
        batch, waiting = waiting[:page], waiting[page:]
        made.update(batch)
        found = _spread(source, direction, batch)
        for key, subject, time, _ in found.take_reached():
            known = reached.get(key)
            if known is None or wider(known, time) != known:
                reached[key] = time
                waiting.append(first_look(key, subject, direction, time))
        waiting += [visit for visit in found.take_visits() if visit not in made]
    return Scope(reached, {visit.key for visit in made if visit.errand in CARRIERS})


def _spread(source: Source, direction: Direction, visits: Sequence[Visit]) -> Found:
    keys = list(dict.fromkeys(visit.key for visit in visits))
    batches = keys if direction is Direction.FORWARD else []
    page = Page(keys, direction)
    events = sorted(source.touching(keys, members_of=batches, most=MOST), key=_when)
    page.read(events)
    parents = list(page.parents())
    packed = sorted(source.touching(parents, most=MOST), key=_when)
    found = Found(direction)
    if direction is Direction.FORWARD:
        reached = {visit.key: (0,) for visit in visits if visit.errand is Errand.REACHED}
        for event in events:
            label(found, event, reached)
    return Spread(direction, page, packings_of(parents, packed), found).look(visits)


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
