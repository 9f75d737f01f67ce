"""Bundle: things of a large chain that stand in the same place of it, drawn as one box."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from zhuisu.portal.story import Story
from zhuisu.tracing.answer import Edge

LARGE = 24  # things; a smaller chain is drawn thing by thing
CROWDED = 12  # things; from here on, boxes that only carried something else are left out
MANY = 4  # of one kind in one place; fewer are drawn each
ROUNDS = 3

Link = tuple[str, str, str]  # source, target, kind


class Bundles(msgspec.Struct, frozen=True):
    """`count` is how many things each box stands for; `links` join boxes."""

    count: dict[str, int]
    links: tuple[Link, ...]


def single(keys: Sequence[str], edges: Iterable[Edge]) -> Bundles:
    """Every thing its own box."""
    return Bundles(dict.fromkeys(keys, 1), tuple(dict.fromkeys((e.source, e.target, e.kind) for e in edges)))


def bundled(story: Story, keys: Sequence[str], edges: Sequence[Edge]) -> Bundles:
    """Boxes of a large chain: things of one name and level whose neighbours are alike share one."""
    keys, edges = _without_carriers(story, keys, edges)
    if len(keys) <= LARGE:
        return single(keys, edges)
    alike: dict[int, list[str]] = defaultdict(list)
    colours = _colours(story, keys, edges)
    for key in keys:
        alike[colours[key]].append(key)
    box = {key: group[0] if len(group) >= MANY else key for group in alike.values() for key in group}
    count: dict[str, int] = defaultdict(int)
    for key in keys:
        count[box[key]] += 1
    links = dict.fromkeys((box[edge.source], box[edge.target], edge.kind) for edge in edges)
    return Bundles(dict(count), tuple(link for link in links if link[0] != link[1]))


def _without_carriers(story: Story, keys: Sequence[str], edges: Sequence[Edge]) -> tuple[list[str], list[Edge]]:
    """A crowded chain without the vehicles and pallets that carried its ingredients, each a dead end."""
    kept = list(keys)
    while len(kept) > CROWDED:
        known = set(kept)
        ways = [edge for edge in edges if {edge.source, edge.target} <= known]
        busy = {edge.source for edge in ways} | {edge.target for edge in ways if edge.kind != "contained"}
        fewer = [key for key in kept if key in busy or key in story.own_keys]
        if len(fewer) == len(kept):
            break
        kept = fewer
    known = set(kept)
    return kept, [edge for edge in edges if {edge.source, edge.target} <= known]


def _colours(story: Story, keys: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Colour refinement: a few rounds of looking at what colours the neighbours have, and how they are joined."""
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges:
        near[edge.source].append((f"{edge.kind}>", edge.target))
        near[edge.target].append((f"<{edge.kind}", edge.source))
    own = {story.focus.key, story.batch}
    colours = {key: hash((story.name(key), story.level(key), key if key in own else "")) for key in keys}
    for _ in range(ROUNDS):
        colours = {
            key: hash((colours[key], frozenset((how, colours[other]) for how, other in near[key]))) for key in keys
        }
    return colours
