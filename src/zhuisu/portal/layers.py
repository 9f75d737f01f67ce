"""Layers: where the boxes of a chain stand: each after all that leads to it, ordered so that wires cross little.

The method of Sugiyama, Tagawa and Toda (1981): break cycles, layer by longest path, put dummies on long wires, order by
barycentres, then pull each box towards the middle of its neighbours.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

ORDER_SWEEPS = 8
PLACE_SWEEPS = 6

Node = tuple[str, int]  # a key and 0, or a wire's dummy: its source, a number of its own


class Place(msgspec.Struct, frozen=True):
    """`layer` counts from 0 along the chain, `across` in box widths from 0."""

    layer: int
    across: float


class Layers(msgspec.Struct, frozen=True):
    """`routes` are the places that a wire passes, both ends included, in the wire's own direction."""

    places: dict[str, Place]
    routes: dict[tuple[str, str], tuple[Place, ...]]
    depth: int
    breadth: float


def lay_out(keys: Sequence[str], wires: Iterable[tuple[str, str]]) -> Layers:
    """Every key gets a place; both ends of every wire must be among the keys. Costs about 1 ms for 200 keys."""
    pairs = [pair for pair in dict.fromkeys(wires) if pair[0] != pair[1]]
    onward = _acyclic(keys, pairs)
    layer = _layered(keys, onward)
    paths = {pair: _path(pair, layer, number) for number, pair in enumerate(onward, 1)}
    rows = _ordered(keys, layer, paths)
    across = _placed(rows, paths)
    low = min(across.values(), default=0.0)
    places = {node: Place(depth, across[node] - low) for depth, row in enumerate(rows) for node in row}
    routes = {}
    for source, target in pairs:
        is_turned = (source, target) not in onward
        path = paths[(target, source) if is_turned else (source, target)]
        routes[source, target] = tuple(places[node] for node in (reversed(path) if is_turned else path))
    return Layers(
        places={key: places[key, 0] for key in keys},
        routes=routes,
        depth=len(rows),
        breadth=max((place.across for place in places.values()), default=0.0) + 1,
    )


def _acyclic(keys: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], None]:
    """The wires, those turned round that would close a cycle (depth first, without recursion)."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        after[source].append(target)
    onward: dict[tuple[str, str], None] = {}
    done, open_ = set[str](), set[str]()
    for start in keys:
        stack = [(start, iter(after[start]))] if start not in done else []
        open_.update([start] if stack else [])
        while stack:
            key, rest = stack[-1]
            onto = next(rest, None)
            if onto is None:
                stack.pop()
                open_.discard(key)
                done.add(key)
            elif onto in open_:
                onward[onto, key] = None
            else:
                onward[key, onto] = None
                if onto not in done:
                    open_.add(onto)
                    stack.append((onto, iter(after[onto])))
    return onward


def _layered(keys: Sequence[str], onward: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Longest path from the sources; a box that nothing leads to stands right before the first that it leads to."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in onward:
        before[target].append(source)
        after[source].append(target)
    waiting = {key: len(before[key]) for key in keys}
    ready = [key for key in keys if not waiting[key]]
    layer = dict.fromkeys(ready, 0)
    for key in ready:  # grows while it is walked
        for target in after[key]:
            layer[target] = max(layer.get(target, 0), layer[key] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for key in keys:
        if not before[key] and after[key]:
            layer[key] = min(layer[target] for target in after[key]) - 1
    return layer


def _path(pair: tuple[str, str], layer: Mapping[str, int], number: int) -> list[Node]:
    """The nodes of a wire: its ends, and a dummy in each layer that it crosses."""
    source, target = pair
    dummies = [(f"{source}\0{depth}", number) for depth in range(layer[source] + 1, layer[target])]
    return [(source, 0), *dummies, (target, 0)]


def _ordered(
    keys: Sequence[str], layer: Mapping[str, int], paths: Mapping[tuple[str, str], list[Node]]
) -> list[list[Node]]:
    """The nodes of each layer from side to side."""
    rows: list[list[Node]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for key in keys:
        rows[layer[key]].append((key, 0))
    for path in paths.values():
        for depth, node in enumerate(path[1:-1], layer[path[0][0]] + 1):
            rows[depth].append(node)
    before, after = _neighbours(paths)
    for sweep in range(ORDER_SWEEPS):
        near, order = (before, rows) if sweep % 2 == 0 else (after, rows[::-1])
        place = {node: float(index) for row in rows for index, node in enumerate(row)}
        for row in order:
            row.sort(key=lambda node: _mean([place[other] for other in near[node]], place[node]))
            place.update({node: float(index) for index, node in enumerate(row)})
    return rows


def _placed(rows: Sequence[Sequence[Node]], paths: Mapping[tuple[str, str], list[Node]]) -> dict[Node, float]:
    """How far across each node stands: near the middle of its neighbours, at least one apart, the order kept."""
    before, after = _neighbours(paths)
    across = {node: float(index) for row in rows for index, node in enumerate(row)}
    for sweep in range(PLACE_SWEEPS):
        near, order = (before, rows) if sweep % 2 == 0 else (after, rows[::-1])
        for row in order:
            wanted = [_mean([across[other] for other in near[node]], across[node]) for node in row]
            across.update(zip(row, _apart(wanted), strict=True))
    return across


def _apart(wanted: Sequence[float]) -> list[float]:
    """The nearest places (least squares) that keep the order and a distance of one: pool adjacent violators."""
    pools: list[tuple[float, int]] = []  # mean of (wanted - index), members
    for index, value in enumerate(wanted):
        mean, members = value - index, 1
        while pools and pools[-1][0] > mean:
            last, count = pools.pop()
            mean, members = (mean * members + last * count) / (members + count), members + count
        pools.append((mean, members))
    shifts = [mean for mean, members in pools for _ in range(members)]
    return [shift + index for index, shift in enumerate(shifts)]


def _neighbours(
    paths: Mapping[tuple[str, str], list[Node]],
) -> tuple[defaultdict[Node, list[Node]], defaultdict[Node, list[Node]]]:
    before: defaultdict[Node, list[Node]] = defaultdict(list)
    after: defaultdict[Node, list[Node]] = defaultdict(list)
    for path in paths.values():
        for near, far in pairwise(path):
            before[far].append(near)
            after[near].append(far)
    return before, after


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
