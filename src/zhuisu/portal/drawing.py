"""Drawing: boxes and wires as SVG, without any style of its own."""

from collections.abc import Mapping, Sequence
from enum import Enum
from unicodedata import east_asian_width

import msgspec
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhuisu.portal.layers import Layers, Place, lay_out

BOX_WIDTH, BOX_HEIGHT = 184, 72
WIDE_GAP = (58, 16)  # along the chain, across it
TALL_GAP = (46, 16)
MARGIN = 14
BAND = 7
NAME_EMS, SAY_EMS = 10.6, 12.2  # what fits on a line, in widths of a Chinese character
ONE_LINE, TWO_LINES = (31, 0, 52), (23, 42, 61)  # where the lines of a box stand: name, its second line, the rest


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A thing, or a stack of like things. `path` is where it leads."""

    key: str
    name: str
    say: str
    category: str
    path: str
    is_focus: bool
    is_stack: bool


class Direction(Enum):
    """Where the chain runs."""

    RIGHT = "wide"
    DOWN = "tall"


class Wire(msgspec.Struct, frozen=True):
    source: str
    target: str
    kind: str


class _Frame(msgspec.Struct, frozen=True):
    """How layers become pixels."""

    direction: Direction

    @property
    def is_tall(self) -> bool:
        return self.direction is Direction.DOWN

    def corner(self, place: Place) -> tuple[float, float]:
        """The upper left corner of a box."""
        if self.is_tall:
            along, across = BOX_HEIGHT + TALL_GAP[0], BOX_WIDTH + TALL_GAP[1]
            return MARGIN + place.across * across, MARGIN + place.layer * along
        along, across = BOX_WIDTH + WIDE_GAP[0], BOX_HEIGHT + WIDE_GAP[1]
        return MARGIN + place.layer * along, MARGIN + place.across * across

    def size(self, layers: Layers) -> tuple[float, float]:
        right, bottom = self.corner(Place(layers.depth - 1, layers.breadth - 1))
        far_right, far_bottom = right + BOX_WIDTH, bottom + BOX_HEIGHT
        return far_right + MARGIN, far_bottom + MARGIN

    def entry(self, place: Place) -> tuple[float, float]:
        x, y = self.corner(place)
        return (x + BOX_WIDTH / 2, y) if self.is_tall else (x, y + BOX_HEIGHT / 2)

    def exit(self, place: Place) -> tuple[float, float]:
        x, y = self.corner(place)
        return (x + BOX_WIDTH / 2, y + BOX_HEIGHT) if self.is_tall else (x + BOX_WIDTH, y + BOX_HEIGHT / 2)

    def curve(self, start: tuple[float, float], end: tuple[float, float]) -> str:
        (x1, y1), (x2, y2) = start, end
        if self.is_tall:
            middle = (y1 + y2) / 2
            return f"C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}"
        middle = (x1 + x2) / 2
        return f"C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"


def draw(boxes: Mapping[str, Box], wires: Sequence[Wire], tall_breadth: float) -> tuple[SafeString, SafeString]:
    """The drawing to the right, and the one downwards: empty where more than `tall_breadth` boxes stand abreast."""
    layers = lay_out(list(boxes), [(wire.source, wire.target) for wire in wires])
    wide = _svg(boxes, wires, layers, _Frame(Direction.RIGHT))
    tall = _svg(boxes, wires, layers, _Frame(Direction.DOWN)) if layers.breadth <= tall_breadth else SafeString("")
    return wide, tall


def _svg(boxes: Mapping[str, Box], wires: Sequence[Wire], layers: Layers, frame: _Frame) -> SafeString:
    width, height = frame.size(layers)
    return format_html(
        '<svg class="{}" width="{}" height="{}" viewBox="0 0 {} {}">{}{}</svg>',
        frame.direction.value,
        *(f"{number:g}" for number in (width, height, width, height)),
        format_html_join("", "{}", ((_wire(wire, layers, frame),) for wire in wires)),
        format_html_join("", "{}", ((_box(box, frame.corner(layers.places[box.key])),) for box in boxes.values())),
    )


def _wire(wire: Wire, layers: Layers, frame: _Frame) -> SafeString:
    """From box to box, straight through the layers between; an arrow head where the direction says something."""
    route = layers.routes[wire.source, wire.target]
    is_onward = route[0].layer <= route[-1].layer
    places = route if is_onward else route[::-1]
    start = frame.exit(places[0])
    path = [f"M{start[0]:g} {start[1]:g}"]
    for place in places[1:]:
        entry = frame.entry(place)
        path.append(frame.curve(start, entry))
        start = entry
        if place is not places[-1]:
            start = frame.exit(place)
            path.append(f"L{start[0]:g} {start[1]:g}")
    head = SafeString("")
    if wire.kind in ("became", "contained") and is_onward:
        head = format_html('<path class="tip" d="{}"/>', _head(start, frame.direction))
    return format_html('<path class="edge {}" d="{}"/>{}', wire.kind, "".join(path), head)


def _head(tip: tuple[float, float], direction: Direction) -> str:
    x, y = tip
    return f"M{x:g} {y:g}l-4.5 -9h9z" if direction is Direction.DOWN else f"M{x:g} {y:g}l-9 -4.5v9z"


def _box(box: Box, corner: tuple[float, float]) -> SafeString:
    behind = SafeString(f'<rect class="back" x="6" y="6" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>')
    return format_html(
        '<a href="{}" class="c-{}{}"><title>{} {}</title><g transform="translate({} {})">{}'
        '<rect class="box-shape" width="{}" height="{}" rx="8"/><rect class="band" width="{}" height="{}" rx="3"/>'
        "{}</g></a>",
        box.path,
        box.category,
        " focus" if box.is_focus else "",
        box.name,
        box.say,
        *(f"{number:g}" for number in corner),
        behind if box.is_stack else "",
        BOX_WIDTH,
        BOX_HEIGHT,
        BAND,
        BOX_HEIGHT,
        _lines(box),
    )


def _lines(box: Box) -> SafeString:
    """The name on one line or two, and what it is below."""
    first, rest = broken(box.name, NAME_EMS)
    heights = TWO_LINES if rest else ONE_LINE
    lines = (("name", heights[0], first), ("name", heights[1], rest), ("say", heights[2], fitting(box.say, SAY_EMS)))
    return format_html_join("", '<text class="{}" x="18" y="{}">{}</text>', (line for line in lines if line[2]))


def broken(text: str, ems: float) -> tuple[str, str]:
    """The text on two lines: the first broken at a space where one is near its end, the second cut where it must be."""
    if width(text) <= ems:
        return text, ""
    end = next(index for index in range(len(text), 0, -1) if width(text[:index]) <= ems)
    space = text.rfind(" ", end // 2, end + 1)
    end = space if space > 0 else end
    return text[:end].rstrip(), fitting(text[end:].lstrip(), ems)


def fitting(text: str, ems: float) -> str:
    """As much of the text as fits."""
    if width(text) <= ems:
        return text
    end = next((index for index in range(len(text), 0, -1) if width(text[:index]) <= ems - 1), 0)
    return text[:end].rstrip() + "…"


def width(text: str) -> float:
    """In ems, about: a Chinese character is one, a letter or digit 0.68 (a wide font's, bold), a space 0.35."""
    return sum(1.0 if east_asian_width(each) in "WF" else 0.35 if each == " " else 0.68 for each in text)
