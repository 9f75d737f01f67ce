"""Mixing: which things come of something that is in force, be it by others of them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from zhuisu.recall.models import Affected
from zhuisu.recall.origins import Origin

Sources = Mapping[str, Collection[str]]
"""Of what each thing comes directly."""

_AT_ONCE: Final = 1_000


def sources_of(origins: Iterable[Origin]) -> Sources:
    """By thing."""
    found: dict[str, set[str]] = {}
    for each in origins:
        found.setdefault(each.thing, set()).add(each.of)
    return found


def mixed(recall: int, sources: Sources, apart: Collection[str]) -> set[str]:
    """Those of the things, and of their makings, that come of what is in force. `apart` is asked about, and counts as
    lifted."""
    of_any = {of for several in sources.values() for of in several}
    made: dict[str, list[str]] = {}
    for thing, several in sources.items():
        for of in several:
            made.setdefault(of, []).append(thing)
    found, waiting = set[str](), list(_in_force(recall, of_any.difference(apart)))
    while waiting:
        more = set(made.get(waiting.pop(), ())) - found
        found |= more
        waiting += more
    return found


def _in_force(recall: int, things: Collection[str]) -> set[str]:
    listed, found = list(things), set[str]()
    rows = Affected.objects.filter(recall=recall, gone=None, lifted_at=None)
    for start in range(0, len(listed), _AT_ONCE):
        found.update(rows.filter(thing__in=listed[start : start + _AT_ONCE]).values_list("thing", flat=True))
    return found
