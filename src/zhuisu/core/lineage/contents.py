"""Contents: what may be inside a container, or fitted to equipment, as its own events tell.

The children's own events can only shorten these intervals (they were packed elsewhere, used up, destroyed), so a walk
asks only for the children whose interval here matters, and then looks at `stays_of` each.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.core.lineage.facts import Action, Amount, TracedEvent
from zhuisu.core.lineage.history import History, Move
from zhuisu.core.lineage.stays import Packing, stays_of


class Inside(NamedTuple):
    """The child may have been inside for start ≤ t < end."""

    child: str
    start: int
    end: int


def contents_of(parent: str, relation: EdgeKind, events: Sequence[TracedEvent], packing: Packing) -> list[Inside]:
    """By the parent's `events` of the one relation, in the order of time."""
    moves: dict[str, list[tuple[TracedEvent, Amount | None]]] = {}
    for event in events:
        for child in event.facts.children:
            moves.setdefault(child, []).append((event, None))
        for amount in event.facts.child_amounts:
            moves.setdefault(amount.key, []).append((event, amount))
    found: list[Inside] = []
    for child, own in moves.items():
        event = own[0][0]
        if len(own) == 1 and event.action is Action.ADD:
            found.append(Inside(child, event.time, packing.emptied_after(event.time)))
            continue
        history = History(child)
        history.moves = [Move(event, parent, relation, part) for event, part in own]
        stays = stays_of(history, {(parent, relation): packing})
        found.extend(Inside(child, stay.start, stay.end) for stay in stays)
    return found


def children_within(contents: Sequence[Inside], start: int, end: int) -> Iterable[str]:
    """Those that may have been inside at some instant of start ≤ t < end, each once."""
    return dict.fromkeys(child for child, begun, ended in contents if begun < end and ended > start)
