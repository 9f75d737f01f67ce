"""Flow picture: the flows of a lot as a layered graph that folds where it is large."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final

from zhuisu.core.lineage.network import Node, Pipe, Spot
from zhuisu.core.lineage.portions import NOTHING, Span
from zhuisu.core.lineage.shares import Shares
from zhuisu.tracing.answer import PlaceOrParty
from zhuisu.tracing.flow_answer import FlowLink, FlowNode, FlowPicture

MOST_IN_COLUMN: Final = 12
"""More places in one column are shown as one, the smallest of them."""

_OTHERS: Final = "others"
Named = Callable[[str], PlaceOrParty | None]


def picture_of(pipes: Iterable[Pipe], shares: Shares, named: Named, most: int = MOST_IN_COLUMN) -> FlowPicture:
    """The places that shares of the lot flow through, back to its sources and on to its ends. `named` names parties."""
    flows = _flows(pipes, shares)
    columns = _columns(flows)
    sizes = _sizes(flows)
    ids = _folded(columns, sizes, most)
    links = _links(flows, ids)
    return FlowPicture(tuple(_nodes(columns, sizes, ids, flows, named)), links)


def _flows(pipes: Iterable[Pipe], shares: Shares) -> dict[Pipe, Span]:
    """What flows through each pipe, back or on: what went round once more counts once."""
    flows: dict[Pipe, Span] = {}
    for pipe in pipes:
        ends = (pipe.source, pipe.target)
        span = max(shares.onward.get(ends, NOTHING), shares.back.get(ends, NOTHING), key=lambda each: each.most)
        if span.most > 0:
            flows[pipe] = span
    return flows


def _columns(flows: Iterable[Pipe]) -> dict[Node, int]:
    """How far right each place stands: one step left of the first place that it flows to; ends, right of all that flows
    into them. A pipe that leads back into a circle does not count."""
    before: dict[Node, set[Node]] = defaultdict(set)
    for pipe in flows:
        before[pipe.target].add(pipe.source)
        before.setdefault(pipe.source, set())
    order = _ordered(before)
    columns: dict[Node, int] = {}
    for node in order:
        columns[node] = max((columns[each] + 1 for each in before[node] if each in columns), default=0)
    after: dict[Node, set[Node]] = defaultdict(set)
    for pipe in flows:
        after[pipe.source].add(pipe.target)
    for node in reversed(order):
        onward = [columns[each] - 1 for each in after[node] if columns[each] > columns[node]]
        columns[node] = min(onward, default=columns[node])
    first = min(columns.values(), default=0)
    return {node: column - first for node, column in columns.items()}


def _ordered(before: Mapping[Node, set[Node]]) -> list[Node]:
    """Sources before targets; each circle is opened at the place that comes last in it."""
    graph = {node: set(sources) for node, sources in sorted(before.items())}
    while True:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as circle:
            round_ = circle.args[1]
            source, target = max(pairwise(round_))
            graph[target].discard(source)
            graph[source].discard(target)


def _sizes(flows: Mapping[Pipe, Span]) -> dict[Node, float]:
    """The share that passes through each place: the larger of what comes and what goes."""
    came: dict[Node, float] = defaultdict(float)
    went: dict[Node, float] = defaultdict(float)
    for pipe, span in flows.items():
        went[pipe.source] += span.most
        came[pipe.target] += span.most
    return {node: min(1.0, max(came[node], went[node])) for node in {*came, *went}}


def _folded(columns: Mapping[Node, int], sizes: Mapping[Node, float], most: int) -> dict[Node, str]:
    """The name of each place in the picture: the smallest of a column that is too long share one."""
    by_column: dict[int, list[Node]] = defaultdict(list)
    for node, column in columns.items():
        by_column[column].append(node)
    ids: dict[Node, str] = {}
    for column, nodes in by_column.items():
        nodes.sort(key=lambda node: (-sizes[node], node))
        kept = nodes if len(nodes) <= most else nodes[: most - 1]
        ids |= {node: "/".join(node) for node in kept}
        ids |= dict.fromkeys(nodes[len(kept) :], f"{_OTHERS}/{column}")
    return ids


def _links(flows: Mapping[Pipe, Span], ids: Mapping[Node, str]) -> tuple[FlowLink, ...]:
    grouped: dict[tuple[str, str], list[Pipe]] = defaultdict(list)
    for pipe in flows:
        grouped[ids[pipe.source], ids[pipe.target]].append(pipe)
    return tuple(
        _link(ends, some, [flows[pipe] for pipe in some]) for ends, some in grouped.items() if ends[0] != ends[1]
    )


def _link(ends: tuple[str, str], pipes: Sequence[Pipe], spans: Sequence[Span]) -> FlowLink:
    quantity, uom = _total(pipes)
    return FlowLink(
        source=ends[0],
        target=ends[1],
        least_share=min(1.0, sum(span.least for span in spans)),
        most_share=min(1.0, sum(span.most for span in spans)),
        quantity=quantity,
        uom=uom,
    )


def _total(pipes: Sequence[Pipe]) -> tuple[float | None, str]:
    """The amount of several pipes, where all are of one unit and measured."""
    if len({pipe.uom for pipe in pipes}) > 1 or any(pipe.quantity is None for pipe in pipes):
        return None, ""
    return sum(pipe.quantity or 0.0 for pipe in pipes), pipes[0].uom or ""


def _nodes(
    columns: Mapping[Node, int],
    sizes: Mapping[Node, float],
    ids: Mapping[Node, str],
    flows: Iterable[Pipe],
    named: Named,
) -> Iterable[FlowNode]:
    grouped: dict[str, list[Node]] = defaultdict(list)
    for node in sorted(ids, key=lambda node: (columns[node], -sizes[node], node)):
        grouped[ids[node]].append(node)
    makers = {pipe.source: pipe.target.party for pipe in flows if pipe.source.spot is Spot.MADE}
    for name, nodes in grouped.items():
        first = nodes[0]
        share = min(1.0, sum(sizes[node] for node in nodes))
        if name.startswith(f"{_OTHERS}/"):
            yield FlowNode(id=name, kind=_OTHERS, column=columns[first], share=share, folded=len(nodes))
        else:
            is_making = first.spot is Spot.MADE
            party = makers.get(first, "") if is_making else first.party
            yield FlowNode(
                id=name,
                kind=first.spot.value,
                column=columns[first],
                share=share,
                lot="" if is_making else first.lot,
                party=named(party),
            )
