"""Picture: the chain as SVG, drawn on the server; and the same as rows of a table."""

from collections.abc import Sequence
from enum import Enum

import msgspec
from django.utils.safestring import SafeString

from zhuisu.core.findings import Text
from zhuisu.portal.bundles import bundled, single
from zhuisu.portal.drawing import Box, Wire, draw
from zhuisu.portal.links import thing_path
from zhuisu.portal.story import Story
from zhuisu.portal.words.levels import EDGES
from zhuisu.tracing.answer import Edge

TALL_BREADTH = 2.0  # boxes side by side that a phone shows; a broader chain runs sideways on a phone, too
COUNTED = Text("共 {count} 个", "{count} of them")
EVERY_THING = "?picture=all#chain"


class Row(msgspec.Struct, frozen=True):
    source: str
    source_path: str
    how: str
    target: str
    target_path: str


class LegendLine(msgspec.Struct, frozen=True):
    kind: str
    title: str


class Picture(msgspec.Struct, frozen=True):
    """`wide` runs to the right; `tall`, for narrow screens, downwards, and is empty where the chain is too broad.

    `bundled_things` is how many things are hidden in boxes that stand for several.
    """

    wide: SafeString
    tall: SafeString
    legend: tuple[LegendLine, ...]
    rows: tuple[Row, ...]
    bundled_things: int


class Detail(Enum):
    """BUNDLED: like things of a large chain share a box. EVERY_THING: each has its own."""

    BUNDLED = "bundled"
    EVERY_THING = "all"


def picture(story: Story, detail: Detail = Detail.BUNDLED) -> Picture | None:
    """None where nothing is linked to anything."""
    edges = story.answer.edges
    if not edges:
        return None
    keys = list(dict.fromkeys([story.focus.key, *(key for edge in edges for key in (edge.source, edge.target))]))
    bundles = bundled(story, keys, edges) if detail is Detail.BUNDLED else single(keys, edges)
    boxes = {key: _box(story, key, count) for key, count in bundles.count.items()}
    wires = [_wire(link) for link in bundles.links]
    wide, tall = draw(boxes, wires, TALL_BREADTH)
    kinds = dict.fromkeys(edge.kind for edge in edges)
    return Picture(
        wide=wide,
        tall=tall,
        legend=tuple(LegendLine(kind, EDGES[kind].into(story.language)) for kind in EDGES if kind in kinds),
        rows=tuple(_rows(story, edges)),
        bundled_things=len(keys) - len(boxes),
    )


def _box(story: Story, key: str, count: int) -> Box:
    many = count > 1
    return Box(
        key=key,
        name=story.name(key),
        say=COUNTED.into(story.language).format(count=count) if many else story.mark(key) or story.level_title(key),
        category=story.category_of(key).value,
        path=EVERY_THING if many else thing_path(key),
        is_focus=key == story.focus.key,
        is_stack=many,
    )


def _wire(link: tuple[str, str, str]) -> Wire:
    """An item comes out of its batch in the picture, though the edge says that it belongs there."""
    source, target, kind = link
    return Wire(target, source, kind) if kind == "instance_of" else Wire(source, target, kind)


def _rows(story: Story, edges: Sequence[Edge]) -> list[Row]:
    how = {kind: text.into(story.language) for kind, text in EDGES.items()}
    links = dict.fromkeys((edge.source, edge.kind, edge.target) for edge in edges)
    return [
        Row(story.label(source), thing_path(source), how.get(kind, kind), story.label(target), thing_path(target))
        for source, kind, target in links
    ]
