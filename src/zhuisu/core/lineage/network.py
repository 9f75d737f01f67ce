"""Network: the books as places that amounts flow between: lots at parties, makings, and where the flows end."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from zhuisu.core.codes import Level, class_key, level_of_key
from zhuisu.core.lineage.books import Books, Making, Stock
from zhuisu.core.lineage.passages import Passage
from zhuisu.core.lineage.portions import Span, portions
from zhuisu.core.lineage.units import PIECES, Content, base_of, in_unit, kind_of

_LEAST: Final = 1e-9  # of what passes through a place; below it is rounding


class Spot(StrEnum):
    """What a place of the network is. `held`: a lot at a party. `made`: a making. The others are beginnings and ends:
    `source`, where nobody says whence; `untold`, that too, but of a lot whose making is on record: it may be part of
    what was made; `left` with the party; `coming`, on the way to it; `sold`; `lost`; `away`, with a party that nobody
    names; `missing` on the way; `spent`, used where nothing is said to have come of it. `passed`: sent by several to
    nobody whom they name, and received of nobody whom it names."""

    HELD = "held"
    MADE = "made"
    SOURCE = "source"
    UNTOLD = "untold"
    PASSED = "passed"
    LEFT = "left"
    COMING = "coming"
    SOLD = "sold"
    LOST = "lost"
    AWAY = "away"
    MISSING = "missing"
    SPENT = "spent"


BEGINNINGS: Final = frozenset({Spot.SOURCE, Spot.UNTOLD})
ENDS: Final = frozenset({Spot.LEFT, Spot.COMING, Spot.SOLD, Spot.LOST, Spot.AWAY, Spot.MISSING, Spot.SPENT})


class Node(NamedTuple):
    """A place of the network: a lot at a party, or a making by its key in `lot`."""

    spot: Spot
    lot: str
    party: str = ""


class Pipe(msgspec.Struct, frozen=True):
    """So much of a lot from one place to the next: `given` of what the first has, `taken` of what the second is."""

    source: Node
    target: Node
    quantity: float | None
    uom: str | None
    given: Span
    taken: Span


Ends = tuple[Node, Node]


class _Sketch:
    """Amounts between places, each pair of places once. `made` are the lots whose making is on record."""

    def __init__(self, made: Collection[str]) -> None:
        self._made = made
        self.amounts: dict[Ends, float | None] = {}
        self.units: dict[Ends, str | None] = {}
        self.outgoing: dict[Node, list[Ends]] = defaultdict(list)
        self.incoming: dict[Node, list[Ends]] = defaultdict(list)
        self._begun: dict[str, set[Node]] = defaultdict(set)  # where each lot came from, but from one party to the next

    def draw(self, source: Node, target: Node, quantity: float | None, uom: str | None) -> None:
        ends = (source, target)
        if ends not in self.amounts:
            self.outgoing[source].append(ends)
            self.incoming[target].append(ends)
            self.amounts[ends], self.units[ends] = quantity, uom
            if source.spot in (Spot.MADE, *BEGINNINGS) and target.spot in (Spot.HELD, Spot.PASSED):
                self._begun[target.lot].add(source)
        else:
            before = self.amounts[ends]
            self.amounts[ends] = None if before is None or quantity is None else before + quantity

    def nowhere(self, lot: str, party: str) -> Node:
        """Where a lot comes from of which nobody says whence."""
        return Node(Spot.UNTOLD if lot in self._made else Spot.SOURCE, lot, party)

    def is_one(self, lot: str) -> bool:
        """Whether all of a lot came to be at once, so that every part of it holds the same."""
        return len(self._begun[lot]) == 1

    def total(self, pipes: Iterable[Ends]) -> float | None:
        """The sum of what is measured; None where some of it is not."""
        found = [self.amounts[ends] for ends in pipes]
        return None if None in found else self.measured(pipes)

    def measured(self, pipes: Iterable[Ends]) -> float:
        return sum(self.amounts[ends] or 0.0 for ends in pipes)


def network_of(books: Books, contents: Mapping[str, Content]) -> tuple[Pipe, ...]:
    """The pipes between all places, in an order of their own."""
    sketch = _Sketch(_made_on_record(books))
    _draw_passages(sketch, books)
    _draw_makings(sketch, books.makings)
    _draw_ends(sketch, books)
    given: dict[Ends, Span] = {}
    taken: dict[Ends, Span] = {}
    for node, pipes in sketch.outgoing.items():
        given |= zip(sorted(pipes), _given(sketch, node, sorted(pipes), contents), strict=True)
    for node, pipes in sketch.incoming.items():
        taken |= zip(sorted(pipes), _taken(sketch, node, sorted(pipes), contents), strict=True)
    return tuple(
        Pipe(*ends, sketch.amounts[ends], sketch.units[ends], given[ends], taken[ends])
        for ends in sorted(sketch.amounts)
    )


def _made_on_record(books: Books) -> frozenset[str]:
    """Lots of which it is recorded how they came to be. Of a class there is always more than that."""
    made = {part.lot for making in books.makings for part in making.outputs}
    made |= {stock.lot for stock in books.stocks if stock.made > 0}
    return frozenset(lot for lot in made if level_of_key(lot) is not Level.CLASS)


def _draw_passages(sketch: _Sketch, books: Books) -> None:
    """From party to party. What is missing never came; what came beyond what was sent is the taker's from elsewhere."""
    passages = [each for each in books.passages if each.uom == books.units[each.lot]]
    passed = _passed(passages)
    for each in passages:
        lot, uom = each.lot, each.uom
        nobody = Node(Spot.PASSED, lot) if lot in passed else None
        source = Node(Spot.HELD, lot, each.giver) if each.giver else nobody or sketch.nowhere(lot, each.taker)
        target = Node(Spot.HELD, lot, each.taker) if each.taker else nobody or Node(Spot.AWAY, lot, each.giver)
        came = min(each.leaving, each.received + each.coming) if each.taker else each.leaving
        if each.unmeasured:
            sketch.draw(source, target, None, uom)
        elif came > 0:
            sketch.draw(source, target, came, uom)
        if each.taker and each.missing > 0 and not each.unmeasured:
            sketch.draw(source, Node(Spot.MISSING, lot, each.taker), each.missing, uom)
    for lot in sorted(passed):
        _draw_passed(sketch, Node(Spot.PASSED, lot), books.units[lot])


def _passed(passages: Iterable[Passage]) -> set[str]:
    """Lots that a party sent to nobody it names, and another received of nobody it names."""
    givers: dict[str, set[str]] = defaultdict(set)
    takers: dict[str, set[str]] = defaultdict(set)
    for each in passages:
        if not each.taker:
            givers[each.lot].add(each.giver)
        elif not each.giver:
            takers[each.lot].add(each.taker)
    return {lot for lot, some in takers.items() if lot in givers and len(some | givers[lot]) > 1}


def _draw_passed(sketch: _Sketch, node: Node, uom: str | None) -> None:
    """What more was sent went away; what more was received came from nowhere that is told."""
    came, went = sketch.total(sketch.incoming[node]), sketch.total(sketch.outgoing[node])
    if came is None or went is None:
        sketch.draw(node, Node(Spot.AWAY, node.lot), None, uom)
    elif came - went > _LEAST * came:
        sketch.draw(node, Node(Spot.AWAY, node.lot), came - went, uom)
    elif went - came > _LEAST * went:
        sketch.draw(sketch.nowhere(node.lot, ""), node, went - came, uom)


def _draw_makings(sketch: _Sketch, makings: Iterable[Making]) -> None:
    for each in makings:
        here = Node(Spot.MADE, each.key)
        for part in each.inputs:
            sketch.draw(Node(Spot.HELD, part.lot, part.party), here, part.quantity, part.uom)
        for part in each.outputs:
            sketch.draw(here, Node(Spot.HELD, part.lot, part.party), part.quantity, part.uom)
        if not each.inputs:
            sketch.draw(Node(Spot.SOURCE, each.key), here, None, None)
        if not each.outputs:
            sketch.draw(here, Node(Spot.SPENT, each.key), None, None)


def _draw_ends(sketch: _Sketch, books: Books) -> None:
    """What each party made of nothing, sold, lost and has left, and what it must have had before."""
    stocks = {Node(Spot.HELD, each.lot, each.party): each for each in books.stocks if each.uom == books.units[each.lot]}
    held = [node for node in (*sketch.outgoing, *sketch.incoming) if node.spot is Spot.HELD]
    for node in dict.fromkeys((*stocks, *held)):
        stock = stocks.get(node) or Stock(party=node.party, lot=node.lot, uom=books.units[node.lot])
        for spot, quantity in ((Spot.SOLD, stock.sold), (Spot.LOST, stock.lost)):
            if quantity > 0:
                sketch.draw(node, node._replace(spot=spot), quantity, stock.uom)
        if stock.made > 0 and all(source.spot is not Spot.MADE for source, _ in sketch.incoming[node]):
            sketch.draw(node._replace(spot=Spot.SOURCE), node, stock.made, stock.uom)
        _draw_rest(sketch, node, stock)


def _draw_rest(sketch: _Sketch, node: Node, stock: Stock) -> None:
    """What is left, or was there before anything was recorded, so that as much goes as comes."""
    came, went = sketch.total(sketch.incoming[node]), sketch.total(sketch.outgoing[node])
    if came is None or went is None or stock.unmeasured:
        sketch.draw(node, node._replace(spot=Spot.LEFT), None, stock.uom)
        return
    rest, least = came - went, _LEAST * max(came, went)
    if rest < -least:
        sketch.draw(sketch.nowhere(node.lot, node.party), node, -rest, stock.uom)
    coming = min(rest, stock.coming)
    for spot, quantity in ((Spot.COMING, coming), (Spot.LEFT, rest - coming)):
        if quantity > least:
            sketch.draw(node, node._replace(spot=spot), quantity, stock.uom)


def _given(sketch: _Sketch, node: Node, pipes: Sequence[Ends], contents: Mapping[str, Content]) -> list[Span]:
    """The shares of what goes out in all that there is. By-products share by amount, where they have one unit."""
    if node.spot is Spot.MADE:
        return portions(_comparable(sketch, pipes, contents)[0])
    came = sketch.incoming[node]
    if (mixed := _unlike(sketch, node)) is not None:
        return [_between(sketch.amounts[each], mixed) for each in pipes]
    return portions([sketch.amounts[each] for each in pipes], sketch.total(came), sketch.measured(came))


def _taken(sketch: _Sketch, node: Node, pipes: Sequence[Ends], contents: Mapping[str, Content]) -> list[Span]:
    """The shares of what comes in. Of a mixture, no less went in than came out."""
    if node.spot is not Spot.MADE:
        if _unlike(sketch, node) is not None:
            return _of_unlike(sketch, node, pipes)
        return portions([sketch.amounts[each] for each in pipes], None, sketch.measured(sketch.outgoing[node]))
    quantities, kind = _comparable(sketch, pipes, contents)
    made, made_kind = _comparable(sketch, sketch.outgoing[node], contents)
    return portions(quantities, None, sum(each or 0.0 for each in made) if made_kind == kind else 0.0)


def _unlike(sketch: _Sketch, node: Node) -> list[float] | None:
    """The amounts of what came together in a place and need not be alike, where it is not known which went whither:
    what was received of several whom nobody names, and what is not accounted for with what is. Else None."""
    came = sketch.incoming[node]
    if sketch.total(came) is None or sketch.total(sketch.outgoing[node]) is None or sketch.is_one(node.lot):
        return None
    amounts = [sketch.amounts[each] or 0.0 for each in came]
    if node.spot is not Spot.PASSED:
        untold = sum(sketch.amounts[each] or 0.0 for each in came if each[0].spot is Spot.UNTOLD)
        amounts = [untold, sum(amounts) - untold]
    return amounts if len(amounts) > 1 and min(amounts) > 0 else None


def _of_unlike(sketch: _Sketch, node: Node, pipes: Sequence[Ends]) -> list[Span]:
    """The shares of what came so, in any part that went. What is not accounted for may not have been there at all."""
    went = [sketch.amounts[each] or 0.0 for each in sketch.outgoing[node]]
    told = sum(sketch.amounts[each] or 0.0 for each in pipes if each[0].spot is not Spot.UNTOLD)
    found = []
    for each in pipes:
        span, is_untold = _between(sketch.amounts[each], went), each[0].spot is Spot.UNTOLD
        most = span.most if is_untold or told <= 0 else max(span.most, min(1.0, (sketch.amounts[each] or 0.0) / told))
        found.append(Span(0.0 if is_untold else span.least, most))
    return found


def _between(quantity: float | None, amounts: Sequence[float]) -> Span:
    """Which share so much of all is of any one of these amounts, which make up all: at least, and at most."""
    all_, part = sum(amounts), quantity or 0.0
    least = min(max(0.0, (part - (all_ - each)) / each) for each in amounts)
    return Span(min(1.0, least), max(min(1.0, part / each) for each in amounts))


def _comparable(
    sketch: _Sketch, pipes: Sequence[Ends], contents: Mapping[str, Content]
) -> tuple[list[float | None], str | None]:
    """The amounts of several lots in one unit, and its kind; unknown where they cannot be. Pieces compare only with
    pieces of the same product."""
    lots = [next(node.lot for node in ends if node.spot is Spot.HELD) if _is_told(ends) else "" for ends in pipes]
    content = [contents.get(class_key(lot) or "") for lot in lots]
    kinds = Counter(kind_of(sketch.units[each]) for each in pipes if sketch.amounts[each] is not None)
    if not kinds or (set(kinds) == {PIECES} and len({class_key(lot) or lot for lot in lots}) > 1 and not all(content)):
        return [None] * len(pipes), None
    kind = _weighed(kinds, content)
    base = base_of(kind)
    found = [
        None if (quantity := sketch.amounts[ends]) is None else in_unit(quantity, sketch.units[ends], base, inside)
        for ends, inside in zip(pipes, content, strict=True)
    ]
    return found, kind


def _weighed(kinds: Mapping[str, int], content: Sequence[Content | None]) -> str:
    """The kind in which most can be compared: rather a mass or a volume than a number."""
    measured = Counter({kind: count for kind, count in kinds.items() if kind != PIECES})
    if kinds.get(PIECES):
        measured.update(kind_of(each.uom) for each in content if each is not None)
    return min(measured or {PIECES: 1}, key=lambda kind: (-measured[kind], kind))


def _is_told(ends: Ends) -> bool:
    return any(node.spot is Spot.HELD for node in ends)
