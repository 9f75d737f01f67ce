"""Shares: how much of a lot is in what, and how much of what is in a lot: exactly, or up to so much."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from zhuisu.core.lineage.network import ENDS, Node, Pipe, Spot
from zhuisu.core.lineage.portions import NOTHING, Span, portions

_MOST_ROUNDS: Final = 2_000
_LEAST: Final = 1e-12  # of the lot; less than that is not followed
_Weight = Callable[[Pipe], float]


class Source(msgspec.Struct, frozen=True):
    """A lot that went into the one asked about: its share in it, and how much of it that is. `is_first`: nothing is
    recorded of what that one was made of; the shares of those that are first make up the whole."""

    lot: str
    share: Span
    least: float | None
    most: float | None
    uom: str | None
    is_first: bool


class Whereabouts(msgspec.Struct, frozen=True):
    """Where a share of the lot asked about ended, as far as is known: in which lot, with whom, and what became of it.

    `share` is of the lot asked about, `within` the amount of the lot that it is in now.
    """

    lot: str
    party: str
    fate: Spot
    share: Span
    within: float | None
    uom: str | None


class Shares(msgspec.Struct, frozen=True):
    """What a lot is made of and where it went. `onward` and `back` are the shares that flow through each pipe."""

    total: float | None
    uom: str | None
    sources: tuple[Source, ...]
    whereabouts: tuple[Whereabouts, ...]
    onward: Mapping[tuple[Node, Node], Span]
    back: Mapping[tuple[Node, Node], Span]


def shares_of(lot: str, pipes: Sequence[Pipe]) -> Shares:
    """The shares of one lot. Lots are taken to be evenly mixed: every kilogram of one holds the same of each source."""
    begins = [pipe for pipe in pipes if _is_origin(pipe, lot)]
    start = dict(zip(begins, portions([pipe.quantity for pipe in begins]), strict=True))
    onward = _flow(_after(pipes), [(p.target, span) for p, span in start.items()], lambda p: p.given, _target)
    told = _accounted(lot, pipes, begins)
    made = [
        (pipe.source, Span(span.least * told, span.most))
        for pipe, span in start.items()
        if pipe.source.spot is Spot.MADE
    ]
    back = _flow(_before(pipes), made, lambda pipe: pipe.taken, _source)
    known = all(pipe.quantity is not None for pipe in begins) and begins
    total = sum(pipe.quantity or 0.0 for pipe in begins) if known else None
    return Shares(
        total=total,
        uom=next((pipe.uom for pipe in begins), None),
        sources=_sources(lot, pipes, back),
        whereabouts=_whereabouts(onward, lot, total if told == 1 else None),
        onward={(pipe.source, pipe.target): span for pipe, span in onward.items()},
        back={(pipe.source, pipe.target): span for pipe, span in back.items()}
        | {(pipe.source, pipe.target): span for pipe, span in start.items()},
    )


def _is_origin(pipe: Pipe, lot: str) -> bool:
    """Whether the lot comes into the records by it."""
    return pipe.source.spot in (Spot.MADE, Spot.SOURCE) and _is_in(pipe, lot)


def _is_in(pipe: Pipe, lot: str) -> bool:
    return pipe.target.lot == lot and pipe.target.spot in (Spot.HELD, Spot.PASSED)


def _accounted(lot: str, pipes: Sequence[Pipe], begins: Sequence[Pipe]) -> float:
    """Which share of all that there seems to be of a lot came into the records by what is told; 1 where all did."""
    untold = [pipe for pipe in pipes if pipe.source.spot is Spot.UNTOLD and _is_in(pipe, lot)]
    begun, more = (sum(pipe.quantity or 0.0 for pipe in some) for some in (begins, untold))
    if not untold:
        return 1.0
    return begun / (begun + more) if all(pipe.quantity is not None for pipe in (*begins, *untold)) else 0.0


def _sources(lot: str, pipes: Sequence[Pipe], back: Mapping[Pipe, Span]) -> tuple[Source, ...]:
    """By lot, the greatest share first."""
    reached = _reach(lot, pipes)
    using = {pipe.target for pipe in pipes if pipe.target.spot is Spot.MADE and pipe.source.spot is Spot.HELD}
    made = {pipe.target.lot for pipe in pipes if pipe.source in using}
    used: dict[str, list[Pipe]] = defaultdict(list)
    for pipe in back:
        if pipe.target.spot is Spot.MADE and pipe.source.spot is Spot.HELD and pipe.source.lot != lot:
            used[pipe.source.lot].append(pipe)
    found = [_of_source(each, some, back, reached, each not in made) for each, some in used.items()]
    return tuple(sorted(found, key=lambda each: (-each.share.most, each.lot)))


def _of_source(
    lot: str, used: Sequence[Pipe], back: Mapping[Pipe, Span], reached: Mapping[Node, Span], is_first: bool
) -> Source:
    share = _sum(back[pipe] for pipe in used)
    least = most = None
    if all(pipe.quantity is not None for pipe in used):
        least = sum((pipe.quantity or 0.0) * reached.get(pipe.target, NOTHING).least for pipe in used)
        most = sum((pipe.quantity or 0.0) * reached.get(pipe.target, NOTHING).most for pipe in used)
    return Source(lot, share, least, most, used[0].uom, is_first)


def _reach(lot: str, pipes: Sequence[Pipe]) -> dict[Node, Span]:
    """Of what each making used, the share that ends in the lot: its way there, followed back from the lot."""
    others = [pipe for pipe in pipes if not (pipe.source.spot is Spot.HELD and pipe.source.lot == lot)]
    ends = {pipe.target for pipe in others if pipe.target.lot == lot and pipe.target.spot is Spot.HELD}
    flows = _flow(_before(others), [(node, Span(1.0, 1.0)) for node in sorted(ends)], lambda pipe: pipe.given, _source)
    reached: dict[Node, list[Span]] = defaultdict(list)
    for pipe, span in flows.items():
        reached[pipe.source].append(span)
    return {node: _sum(spans) for node, spans in reached.items()}


def _whereabouts(onward: Mapping[Pipe, Span], lot: str, total: float | None) -> tuple[Whereabouts, ...]:
    """`total` is all of the lot, where every amount of it is accounted for: then those that are still of it are known,
    but where some of it was worked in again."""
    is_once = not any(pipe.source.spot is Spot.MADE and pipe.target.lot == lot for pipe in onward)
    whole = total if is_once else None
    found = [
        Whereabouts(
            pipe.source.lot,
            pipe.source.party,
            pipe.target.spot,
            _known(pipe, whole) or span if pipe.source.lot == lot else span,
            pipe.quantity,
            pipe.uom,
        )
        for pipe, span in onward.items()
        if pipe.target.spot in ENDS and span.most > _LEAST
    ]
    return tuple(sorted(found, key=lambda each: (-each.share.most, each.lot, each.party, each.fate)))


def _known(pipe: Pipe, total: float | None) -> Span | None:
    """The share of an amount in all there is of its lot."""
    if pipe.quantity is None or not total:
        return None
    share = min(1.0, pipe.quantity / total)
    return Span(share, share)


def _flow(
    pipes: Mapping[Node, Sequence[Pipe]],
    start: Sequence[tuple[Node, Span]],
    weight: Callable[[Pipe], Span],
    onto: Callable[[Pipe], Node],
) -> dict[Pipe, Span]:
    """What flows through each pipe: at least, and at most."""
    least = _poured(pipes, [(node, span.least) for node, span in start], lambda pipe: weight(pipe).least, onto)
    most = _poured(pipes, [(node, span.most) for node, span in start], lambda pipe: weight(pipe).most, onto)
    return {pipe: Span(min(1.0, least.get(pipe, 0.0)), min(1.0, flow)) for pipe, flow in most.items()}


def _poured(
    pipes: Mapping[Node, Sequence[Pipe]],
    start: Iterable[tuple[Node, float]],
    weight: _Weight,
    onto: Callable[[Pipe], Node],
) -> dict[Pipe, float]:
    """Round by round, until nothing moves: where goods come back, less comes round each time."""
    flows: dict[Pipe, float] = {}
    now: dict[Node, float] = defaultdict(float)
    for node, amount in start:
        now[node] += amount
    for _ in range(_MOST_ROUNDS):
        then: dict[Node, float] = defaultdict(float)
        for node, amount in now.items():
            for pipe in pipes.get(node, ()):
                share = min(1.0, amount) * weight(pipe)
                if share > _LEAST:
                    flows[pipe] = flows.get(pipe, 0.0) + share
                    then[onto(pipe)] += share
        if not then:
            break
        now = then
    return flows


def _after(pipes: Iterable[Pipe]) -> dict[Node, list[Pipe]]:
    grouped: dict[Node, list[Pipe]] = defaultdict(list)
    for pipe in pipes:
        grouped[pipe.source].append(pipe)
    return grouped


def _before(pipes: Iterable[Pipe]) -> dict[Node, list[Pipe]]:
    grouped: dict[Node, list[Pipe]] = defaultdict(list)
    for pipe in pipes:
        grouped[pipe.target].append(pipe)
    return grouped


def _source(pipe: Pipe) -> Node:
    return pipe.source


def _target(pipe: Pipe) -> Node:
    return pipe.target


def _sum(spans: Iterable[Span]) -> Span:
    listed = list(spans)
    return Span(min(1.0, sum(each.least for each in listed)), min(1.0, sum(each.most for each in listed)))
