"""Composing: where the words and the symbol of a label stand, in millimetres: the same on paper and label printers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from zhuisu.labelling.layouts import Pair
from zhuisu.labelling.lettering import broken, ems
from zhuisu.labelling.symbols import Modules

SMALLEST_MODULE: Final = 0.25
LARGEST_MODULE: Final = 1.5
SMALLEST_LETTERS: Final = 1.9
_BARS: Final = (8.0, 22.0)
_TITLE: Final = (2.4, 8.0)
_FACT: Final = (SMALLEST_LETTERS, 5.0)
_CODE: Final = (1.9, 3.4)
_BREAKING: Final = 0.94
"""So full are lines that are broken anywhere."""
_BEFORE_PART: Final = re.compile(r"(?=\()")
_SLACK: Final = 1e-6
_LEADING: Final = 1.28
_ASCENT: Final = 0.9
_WIDE: Final = 1.12


class Label(msgspec.Struct, frozen=True):
    """What a label says: a title, facts (the most needed first), the code as people read it, and its symbol."""

    title: str
    facts: tuple[str, ...]
    code: str
    modules: Modules


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line of text; `y` is its baseline, `size` the height of an em."""

    x: float
    y: float
    size: float
    text: str


class Placed(msgspec.Struct, frozen=True):
    """A symbol without its quiet zone; `bars` is the height of a linear one."""

    x: float
    y: float
    module: float
    bars: float
    modules: Modules

    @property
    def width(self) -> float:
        return self.module * self.modules.width

    @property
    def height(self) -> float:
        return self.bars or self.module * len(self.modules.rows)


class Drawn(msgspec.Struct, frozen=True):
    """A label whose parts have their places."""

    size: Pair
    lines: tuple[Line, ...]
    symbol: Placed


class _Area(msgspec.Struct, frozen=True):
    x: float
    y: float
    width: float
    height: float


class TooSmallError(ValueError):
    """The label has no room for the symbol: it needs so many millimetres."""

    def __init__(self, needed: float) -> None:
        super().__init__(f"{needed:.0f} mm")
        self.needed = needed


def compose(label: Label, size: Pair, dot: float = 0) -> Drawn:
    """The label on a surface of this size. With `dot`, modules are whole dots of a printer. Raises TooSmallError."""
    margin = max(1.2, min(size) * 0.04)
    inside = _Area(margin, margin, size[0] - 2 * margin, size[1] - 2 * margin)
    if label.modules.is_linear:
        return _with_bars(label, size, inside, dot)
    return (_beside if size[0] >= size[1] * _WIDE else _above)(label, size, inside, dot)


def _beside(label: Label, size: Pair, inside: _Area, dot: float) -> Drawn:
    """The symbol on the left, the words on the right."""
    module = _module(label.modules, min(inside.height, inside.width * 0.5), dot)
    side = _whole(label.modules, module)
    symbol = _placed(label.modules, module, inside.x, inside.y + (inside.height - side) / 2)
    gap = max(0.6, 1.4 - label.modules.quiet * module)
    words = _Area(inside.x + side + gap, inside.y, inside.width - side - gap, inside.height)
    if words.width < _widest(label.code) * _CODE[0] <= inside.width:
        return _over_code(label, size, inside, dot)
    return Drawn(size, tuple(_words(label, words, code_below=True)), symbol)


def _over_code(label: Label, size: Pair, inside: _Area, dot: float) -> Drawn:
    """The same, with the code across below them: beside the symbol its parts would be broken."""
    code = _fitting_code(label.code, inside.width, inside.height * 0.075)
    above = inside.height - sum(code_size * _LEADING for code_size, _ in code)
    module = _module(label.modules, min(above, inside.width * 0.5), dot)
    side = _whole(label.modules, module)
    symbol = _placed(label.modules, module, inside.x, inside.y + (above - side) / 2)
    gap = max(0.6, 1.4 - label.modules.quiet * module)
    words = _Area(inside.x + side + gap, inside.y, inside.width - side - gap, above)
    return Drawn(size, (*_words(label, words, code_below=False), *_centred(code, inside, inside.y + above)), symbol)


def _above(label: Label, size: Pair, inside: _Area, dot: float) -> Drawn:
    """The words above, the symbol below, its code under it."""
    code = _fitting_code(label.code, inside.width, inside.height * 0.03)
    under = sum(code_size * _LEADING for code_size, _ in code)
    module = _module(label.modules, min(inside.width, inside.height * 0.5), dot)
    side = _whole(label.modules, module)
    top = inside.y + inside.height - under - side
    symbol = _placed(label.modules, module, inside.x + (inside.width - side) / 2, top)
    words = _words(label, _Area(inside.x, inside.y, inside.width, top - inside.y), code_below=False)
    return Drawn(size, (*words, *_centred(code, inside, top + side)), symbol)


def _with_bars(label: Label, size: Pair, inside: _Area, dot: float) -> Drawn:
    """The words above, bars across, their code under them."""
    module = min(_module(label.modules, size[0], dot), 0.5 if not dot else max(dot * round(0.4 / dot), dot))
    code = _fitting_code(label.code, inside.width, inside.height * 0.075)
    under = sum(code_size * _LEADING for code_size, _ in code)
    bars = min(max(inside.height * 0.34, _BARS[0]), _BARS[1])
    top = inside.y + inside.height - under - bars
    symbol = Placed((size[0] - module * label.modules.width) / 2, top, module, bars, label.modules)
    words = _words(label, _Area(inside.x, inside.y, inside.width, top - inside.y - 0.8), code_below=False)
    return Drawn(size, (*words, *_centred(code, inside, top + bars + 0.4)), symbol)


def _module(modules: Modules, room: float, dot: float) -> float:
    """The largest module with which the symbol and its quiet zone have room."""
    across = modules.width + 2 * modules.quiet
    module = min(room / across, LARGEST_MODULE)
    if dot:
        module = int(module / dot + 1e-9) * dot
    if module < SMALLEST_MODULE - 1e-9:
        raise TooSmallError(SMALLEST_MODULE * across)
    return module


def _whole(modules: Modules, module: float) -> float:
    """The side of a symbol with its quiet zone."""
    return module * (modules.width + 2 * modules.quiet)


def _placed(modules: Modules, module: float, x: float, y: float) -> Placed:
    return Placed(x + modules.quiet * module, y + modules.quiet * module, module, 0, modules)


def _words(label: Label, area: _Area, *, code_below: bool) -> Iterator[Line]:
    """The title, as many facts as fit, and (where it stands nowhere else) the code at the bottom."""
    code = _fitting_code(label.code, area.width, area.height * 0.075) if code_below else []
    y, bottom = area.y, area.y + area.height - sum(size * _LEADING for size, _ in code)
    title = _title_size(label.title, area)
    for text in broken(label.title, area.width / title, 2):
        yield Line(area.x, y + title * _ASCENT, title, text)
        y += title * _LEADING
    y += title * 0.15
    size = _fact_size(label.facts, area.width, bottom - y)
    for fact in label.facts:
        for text in broken(fact, area.width / size, 2):
            if y + size > bottom + 0.05:
                break
            yield Line(area.x, y + size * _ASCENT, size, text)
            y += size * _LEADING
    for size, text in code:
        yield Line(area.x, bottom + size * _ASCENT, size, text)
        bottom += size * _LEADING


def _fact_size(facts: Sequence[str], width: float, height: float) -> float:
    """As large as there is room for, a long fact in two lines; the smallest where the last ones have none."""
    size = _FACT[1]
    while size > _FACT[0]:
        lines = [line for fact in facts for line in broken(fact, width / size, 2)]
        if len(lines) * size * _LEADING <= height and not any(line.endswith("…") for line in lines):
            return size
        size = max(size - 0.15, _FACT[0])
    return size


def _title_size(title: str, area: _Area) -> float:
    """As large as there is room for in two lines, so that a name is cut only where it must be."""
    size = _within(area.height * 0.17, _TITLE)
    while size > _TITLE[0] and "".join(broken(title, area.width / size, 2)).endswith("…"):
        size = max(size - 0.2, _TITLE[0])
    return size


def _fitting_code(code: str, width: float, wanted: float) -> list[tuple[float, str]]:
    """The code in as few lines as can be read: it is never cut, and broken before its parts where they have room."""
    part = width / max(_widest(code), 0.1)
    for lines in range(1, 5):
        size = min(_within(wanted, _CODE), width * lines / max(ems(code), 0.1) * (1 if lines == 1 else _BREAKING))
        size = min(size, part) if part >= _CODE[0] else size
        if size >= _CODE[0] and len(broken_code(code, width / size)) <= lines:
            break
    size = max(size, _CODE[0])
    return [(size, line) for line in broken_code(code, width / size)]


def _widest(code: str) -> float:
    return max(map(ems, parts_of(code)))


def parts_of(code: str) -> Sequence[str]:
    """A GS1 code by its application identifiers, (01)…(10)…; any other as it is."""
    return [part for part in _BEFORE_PART.split(code) if part] or [code]


def broken_code(code: str, width: float) -> Sequence[str]:
    """In lines of this width in ems, broken before a part; within one only where it is longer than a line."""
    lines = [""]
    for part in parts_of(code):
        if ems(lines[-1] + part) <= width + _SLACK:
            lines[-1] += part
        else:
            lines += [""] if lines[-1] else []
            lines[-1:] = broken_anywhere(part, width + _SLACK)
    return lines


def broken_anywhere(text: str, width: float) -> Sequence[str]:
    """Every character of the text, in lines of this width in ems."""
    lines, line = [], ""
    for character in text:
        if line and ems(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def _centred(code: Sequence[tuple[float, str]], inside: _Area, y: float) -> Iterator[Line]:
    for size, text in code:
        yield Line(inside.x + (inside.width - ems(text) * size) / 2, y + size * _ASCENT, size, text)
        y += size * _LEADING


def _within(value: float, bounds: Pair) -> float:
    return min(max(value, bounds[0]), bounds[1])
