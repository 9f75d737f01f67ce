"""Layout: where the cards of a picture stand, and where the ribbons between them begin and end."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum
from math import sqrt
from typing import Final, NamedTuple

from zhuisu.tracing.scope_picture import Edge, Folding, Picture

_HEAD: Final = 30
_MARGIN: Final = 8


class Shape(Enum):
    """Hops beside one another, for a desk; or below one another, two cards abreast, for a phone."""

    WIDE = "wide"
    TALL = "tall"


class _Measures(NamedTuple):
    card: tuple[float, float]
    gap: tuple[float, float]


_MEASURES: Final = {
    Shape.WIDE: _Measures((186, 76), (84, 12)),
    Shape.TALL: _Measures((158, 76), (12, 14)),
}
_TALL_GAP: Final = 46
_ABREAST: Final = 2
_IN_VIEW: Final = 6
"""So many cards of a column are seen at once: beside a longer one, others stand where they are seen with its top."""

Point = tuple[float, float]


class Spot(NamedTuple):
    """A card."""

    x: float
    y: float
    width: float
    height: float


class Ribbon(NamedTuple):
    """From here to there, so wide."""

    start: Point
    end: Point
    width: float


class Layout(NamedTuple):
    """Spots by node, ribbons by source and target, and where the head of each hop is written."""

    shape: Shape
    size: Point
    spots: Mapping[str, Spot]
    ribbons: Mapping[tuple[str, str], Ribbon]
    heads: Mapping[int, Point]

    def curve(self, start: Point, end: Point) -> str:
        """A path that leaves and arrives along the hops."""
        (x1, y1), (x2, y2) = start, end
        if self.shape is Shape.WIDE:
            bend = max(abs(x2 - x1) / 2, 30)
            return f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        bend = max(abs(y2 - y1) / 2, 24)
        return f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y1 + bend:.1f} {x2:.1f} {y2 - bend:.1f} {x2:.1f} {y2:.1f}"


def lay_out(picture: Picture, shape: Shape) -> Layout:
    """The nodes of a hop stand in the order of where they come from, rests last."""
    columns = _columns(picture)
    spots, heads = (_wide if shape is Shape.WIDE else _tall)(columns)
    right = max((spot.x + spot.width for spot in spots.values()), default=0)
    bottom = max((spot.y + spot.height for spot in spots.values()), default=0)
    size = (right + _MARGIN + 6, bottom + _MARGIN + 6)
    return Layout(shape, size, spots, _ribbons(picture.edges, spots, shape), heads)


def _columns(picture: Picture) -> dict[int, list[str]]:
    """The nodes of each hop, each near the middle of its sources."""
    sources: dict[str, list[Edge]] = defaultdict(list)
    for edge in picture.edges:
        sources[edge.target].append(edge)
    places: dict[str, float] = {}
    columns: dict[int, list[str]] = defaultdict(list)
    for node in picture.nodes:
        columns[node.hop].append(node.id)
    rests = {node.id for node in picture.nodes if node.folding is not Folding.HOLDER and node.holders > 1}
    for hop, nodes in columns.items():
        middles = {id: _middle(sources[id], places) for id in nodes}
        ordered = sorted(nodes, key=lambda id: (middles[id], id in rests))
        columns[hop] = ordered
        places |= {id: (index + 0.5) / len(ordered) for index, id in enumerate(ordered)}
    return columns


def _middle(edges: Sequence[Edge], places: Mapping[str, float]) -> float:
    known = [(places[edge.source], edge.things) for edge in edges if edge.source in places]
    weight = sum(things for _, things in known)
    return round(sum(place * things for place, things in known) / weight, 2) if weight else 0.5


def _wide(columns: Mapping[int, Sequence[str]]) -> tuple[dict[str, Spot], dict[int, Point]]:
    (width, height), (across, down) = _MEASURES[Shape.WIDE]
    middle = min(max((len(nodes) for nodes in columns.values()), default=0), _IN_VIEW)
    spots: dict[str, Spot] = {}
    heads: dict[int, Point] = {}
    for column, (hop, nodes) in enumerate(sorted(columns.items())):
        x = _MARGIN + column * (width + across)
        top = _HEAD + max(0, middle - len(nodes)) * (height + down) / 2
        heads[hop] = x + 2, 20
        spots |= {id: Spot(x, top + row * (height + down), width, height) for row, id in enumerate(nodes)}
    return spots, heads


def _tall(columns: Mapping[int, Sequence[str]]) -> tuple[dict[str, Spot], dict[int, Point]]:
    (width, height), (across, down) = _MEASURES[Shape.TALL]
    spots: dict[str, Spot] = {}
    heads: dict[int, Point] = {}
    y = 0.0
    for hop, nodes in sorted(columns.items()):
        heads[hop] = _MARGIN + 2, y + 18
        y += _HEAD
        for start in range(0, len(nodes), _ABREAST):
            row = nodes[start : start + _ABREAST]
            left = _MARGIN + (_ABREAST - len(row)) * (width + across) / 2
            spots |= {id: Spot(left + index * (width + across), y, width, height) for index, id in enumerate(row)}
            y += height + down
        y += _TALL_GAP - down
    return spots, heads


def _ribbons(edges: Sequence[Edge], spots: Mapping[str, Spot], shape: Shape) -> dict[tuple[str, str], Ribbon]:
    """Each side of a card is shared by its ribbons, in the order of their other ends."""
    scale = _scale(edges, shape)
    starts: dict[tuple[str, str], Point] = {}
    ends: dict[tuple[str, str], Point] = {}
    for side, found in (("source", starts), ("target", ends)):
        groups: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            groups[edge.source if side == "source" else edge.target].append(edge)
        for id, group in groups.items():
            found |= _along(spots[id], group, side, spots, scale, shape)
    return {
        (edge.source, edge.target): Ribbon(
            starts[edge.source, edge.target], ends[edge.source, edge.target], sqrt(edge.things) * scale
        )
        for edge in edges
    }


def _scale(edges: Sequence[Edge], shape: Shape) -> float:
    """So that all ribbons of one side of a card fit on it."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for edge in edges:
        sums["from", edge.source] += sqrt(edge.things)
        sums["to", edge.target] += sqrt(edge.things)
    width, height = _MEASURES[shape].card
    room = height - 20 if shape is Shape.WIDE else width - 40
    return min(room / max(sums.values(), default=1), 2.0)


def _along(
    spot: Spot, group: Sequence[Edge], side: str, spots: Mapping[str, Spot], scale: float, shape: Shape
) -> dict[tuple[str, str], Point]:
    def other(edge: Edge) -> Spot:
        return spots[edge.target if side == "source" else edge.source]

    ordered = sorted(
        group, key=lambda edge: (other(edge).y, other(edge).x) if shape is Shape.WIDE else (other(edge).x,)
    )
    widths = [sqrt(edge.things) * scale for edge in ordered]
    middle = spot.y + spot.height / 2 if shape is Shape.WIDE else spot.x + spot.width / 2
    at = middle - sum(widths) / 2
    found: dict[tuple[str, str], Point] = {}
    for edge, width in zip(ordered, widths, strict=True):
        center = at + width / 2
        at += width
        found[edge.source, edge.target] = _point(spot, side, center, shape)
    return found


def _point(spot: Spot, side: str, center: float, shape: Shape) -> Point:
    if shape is Shape.WIDE:
        return (spot.x + spot.width if side == "source" else spot.x), center
    return center, (spot.y + spot.height if side == "source" else spot.y)
