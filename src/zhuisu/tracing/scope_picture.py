"""Scope picture: a scope folded into a graph that a page can hold: products at hops and holders, and their sources."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.ledger.scope_view import ScopeView
from zhuisu.tracing.scope import KINDS
from zhuisu.tracing.scope_view import Group

MOST_AT_HOP: Final = 8
"""So many nodes stand at one hop before it is folded."""

MOST_OPENED: Final = 40
"""So many of what one node holds are shown when it is unfolded; the rest stays folded."""

MOST_HOPS: Final = 24
"""Hops beyond are drawn as one."""


class Folding(StrEnum):
    """What a node is: things of one product with one holder; the holders of one product; products at a hop."""

    HOLDER = "holder"
    HOLDERS = "holders"
    PRODUCTS = "products"


class Node(msgspec.Struct, frozen=True):
    """Things that stand together. `holders` and `products` are how many of them are in it, `states` counts each state;
    `id` names it again at the next asking, to unfold it."""

    id: str
    folding: Folding
    hop: int
    product: str
    holder: str
    things: int
    states: dict[str, int]
    holders: int
    products: int


class Edge(msgspec.Struct, frozen=True):
    """So many things of `target` came by way of `source`, nodes by their ids, mostly in this manner."""

    source: str
    target: str
    things: int
    kind: str


class Picture(msgspec.Struct, frozen=True):
    """Nodes by hop, the largest first, rests last; edges; and how many things came by something outside of the scope,
    such as a container, by node."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    outside: dict[str, int]


def folded(scope: UUID, groups: Sequence[Group], *, opened: Collection[str] = (), most: int = MOST_AT_HOP) -> Picture:
    """The picture of these groups of the scope, about `most` nodes at each hop but for the nodes that are opened."""
    return _drawn(scope, _Same(groups), frozenset(opened), most)


class _Same:
    """Groups that are told apart by being the same sequence, and not by what they hold."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups

    def __hash__(self) -> int:
        return id(self.groups)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.groups is other.groups


@lru_cache(maxsize=16)
def _drawn(scope: UUID, same: _Same, opened: frozenset[str], most: int) -> Picture:
    parts = nodes_of(same.groups, opened, most)
    numbered = {node.id: number for number, (node, _) in enumerate(parts, 1)}
    crowds = [(group.crowd, numbered[node.id]) for node, groups in parts for group in groups]
    return pictured([node for node, _ in parts], ScopeView(scope).links(crowds))


def pictured(nodes: Sequence[Node], links: Iterable[tuple[int, int, int, int]]) -> Picture:
    """The picture of nodes, by their numbers from 1, and (from, to, kind, things); 0 is outside of the scope."""
    kinds: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    outside: Counter[str] = Counter()
    for source, target, kind, things in links:
        if source == 0:
            outside[nodes[target - 1].id] += things
        elif source != target:
            kinds[source, target][kind] += things
    edges = [
        Edge(nodes[source - 1].id, nodes[target - 1].id, count.total(), _kind(count.most_common(1)[0][0]))
        for (source, target), count in kinds.items()
    ]
    return Picture(tuple(nodes), tuple(sorted(edges, key=lambda each: -each.things)), dict(outside))


def _kind(number: int) -> str:
    kind: EdgeKind | None = KINDS[number]
    return kind.value if kind is not None else ""


def nodes_of(groups: Iterable[Group], opened: Collection[str], most: int) -> list[tuple[Node, list[Group]]]:
    """Nodes with what is in each. Of a hop that has more than `most` the smallest holders of each product are folded
    into one, and where there are more products than that the smallest of these."""
    hops: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        hops[min(group.crowd.hop, MOST_HOPS)].append(group)
    return [part for hop in sorted(hops) for part in _at_hop(hop, hops[hop], opened, most)]


def _at_hop(hop: int, groups: list[Group], opened: Collection[str], most: int) -> list[tuple[Node, list[Group]]]:
    products = _largest(_by(groups, _product))
    rest_id = f"{hop}"
    limit = MOST_OPENED if rest_id in opened else most
    room = len(products) if len(products) <= limit else limit - 1
    found: list[tuple[Node, list[Group]]] = []
    for product, inside in list(products.items())[:room]:
        found += _of_product(hop, product, inside, opened, max(1, most // min(room, len(products))))
    rest = [group for inside in list(products.values())[room:] for group in inside]
    return [*found, *([(_node(rest_id, Folding.PRODUCTS, hop, rest), rest)] if rest else [])]


def _of_product(
    hop: int, product: str, groups: list[Group], opened: Collection[str], most: int
) -> list[tuple[Node, list[Group]]]:
    """One product at one hop: as many holders as there is room for, the rest as one."""
    holders = _largest(_by(groups, _holder))
    pile = f"{hop}~{product}"
    limit = MOST_OPENED if pile in opened else most
    room = len(holders) if len(holders) <= limit else limit - 1
    shown = list(holders.items())[:room]
    found = [(_node(f"{pile}~{holder}", Folding.HOLDER, hop, inside), inside) for holder, inside in shown]
    rest = [group for inside in list(holders.values())[room:] for group in inside]
    return [*found, *([(_node(pile, Folding.HOLDERS, hop, rest), rest)] if rest else [])]


def _product(group: Group) -> str:
    return group.crowd.product


def _holder(group: Group) -> str:
    return group.holder


def _by(groups: Iterable[Group], what: Callable[[Group], str]) -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[what(group)].append(group)
    return found


def _largest(parts: Mapping[str, list[Group]]) -> dict[str, list[Group]]:
    return dict(sorted(parts.items(), key=lambda each: (-sum(group.things for group in each[1]), each[0])))


def _node(id: str, folding: Folding, hop: int, groups: Sequence[Group]) -> Node:
    states: Counter[str] = Counter()
    for group in groups:
        states[group.state] += group.things
    holders = {group.holder for group in groups}
    products = {group.crowd.product for group in groups}
    return Node(
        id=id,
        folding=folding,
        hop=hop,
        product=next(iter(products)) if len(products) == 1 else "",
        holder=next(iter(holders)) if len(holders) == 1 else "",
        things=states.total(),
        states=dict(states),
        holders=len(holders),
        products=len(products),
    )
