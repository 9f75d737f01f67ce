"""Tiles: a schematic map: each region a tile about where it lies; the city, its province and the country."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhuisu.console.both import told
from zhuisu.console.workbench.look import Look
from zhuisu.console.workbench.shapes import bar, fit, number, svg
from zhuisu.console.workbench.words import NOBODY, STATES, word
from zhuisu.core.findings import Text
from zhuisu.registry.regions import region, regions_in
from zhuisu.tracing.scope_answer import Aspect
from zhuisu.tracing.scope_view import Group

_GAP: Final = 6


class _Size(NamedTuple):
    """Of a tile, with the lines of name and count in it; `letters` is the size of a character of its name."""

    style: str
    width: int
    height: int
    left: int
    name: int
    below: int
    letters: int


_LARGE: Final = _Size("large", 116, 62, 8, 18, 40, 13)
_MIDDLE: Final = _Size("middle", 78, 62, 8, 18, 40, 13)
_SMALL: Final = _Size("small", 44, 50, 4, 16, 33, 13)
_FEW: Final = 3
_ABREAST: Final = 6
_HEATS: Final = 4
_COUNTRY: Final = Text("全国", "China")
_ELSEWHERE: Final = Text("其他地区", "elsewhere")
_SUFFIXES: Final = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市")
_LONG: Final = 2

Spot = tuple[int, int]


class Frame(NamedTuple):
    """A map of one region: its tiles add up to `things`."""

    title: str
    things: int
    drawing: SafeString


class _Tile(NamedTuple):
    code: str | None
    name: str
    spot: Spot
    states: Counter[str]


def frames_of(groups: Sequence[Group], look: Look) -> list[Frame]:
    """The city with the most, its province if there is more in it, and the country if there is more elsewhere."""
    codes: Counter[str] = Counter()
    for group in groups:
        codes[group.region] += group.things
    known = Counter({code: things for code, things in codes.items() if region(code) is not None})
    if not known:
        return []
    city = _most(known, 4)
    parents = [city, f"{city[:2]}0000", ""]
    wanted = [parent for parent in parents if _is_wanted(parent, known)]
    return [_frame(parent, groups, look) for parent in wanted]


def _most(known: Counter[str], digits: int) -> str:
    """The region of so many digits with the most things."""
    counts: Counter[str] = Counter()
    for code, things in known.items():
        counts[code[:digits].ljust(6, "0")] += things
    return counts.most_common(1)[0][0]


def _is_wanted(parent: str, known: Mapping[str, int]) -> bool:
    """Whether its tiles tell apart what no smaller map does."""
    digits = len(parent.rstrip("0")) if parent else 0
    inner = {code[: _inner(parent)] for code in known if code.startswith(parent[:digits])}
    return len(inner) > 1 or (bool(parent) and not parent.endswith("0000") and bool(inner))


def _inner(parent: str) -> int:
    return 2 if not parent else 4 if parent.endswith("0000") else 6


def _frame(parent: str, groups: Iterable[Group], look: Look) -> Frame:
    tiles = _tiles(parent, groups)
    total = sum(tile.states.total() for tile in tiles)
    largest = max((tile.states.total() for tile in tiles), default=0)
    found = region(parent) if parent else None
    title = found.name if found is not None else told(_COUNTRY)
    columns = max(column for column, _ in (tile.spot for tile in tiles)) + 1
    rows = max(row for _, row in (tile.spot for tile in tiles)) + 1
    size = _LARGE if columns <= _FEW else _MIDDLE if columns <= _ABREAST else _SMALL
    content = format_html_join("", "{}", ((_tile(tile, size, largest, look),) for tile in tiles))
    whole = columns * (size.width + _GAP) + _GAP, rows * (size.height + _GAP) + _GAP
    said = told(Text(f"{title}示意图", f"Schematic map: {title}"))
    return Frame(title, total, svg(f"tiles {size.style}", *whole, said, content))


def _tiles(parent: str, groups: Iterable[Group]) -> list[_Tile]:
    """The regions in it, then what lies elsewhere and what nobody knows the region of."""
    inside = _inner(parent)
    within = parent[: inside - 2]
    counts: dict[str | None, Counter[str]] = {}
    for group in groups:
        code = group.region
        key = "" if not code else code[:inside].ljust(6, "0") if code.startswith(within) else None
        counts.setdefault(key, Counter())[group.state] += group.things
    places = spots(parent)
    names = {each.code: _short(each.name) for each in regions_in(parent)}
    tiles = [_Tile(code, names.get(code, code), spot, counts.pop(code, Counter())) for code, spot in places.items()]
    abreast = max((spot[0] for spot in places.values()), default=_FEW) + 1
    row = max((spot[1] for spot in places.values()), default=-1) + 1
    rest = [(None, told(_ELSEWHERE)), ("", told(NOBODY))]
    rest = [*((code, names.get(code, code)) for code in sorted(filter(None, counts))), *rest]
    left = [(code, name) for code, name in rest if code in counts]
    return [
        *tiles,
        *(
            _Tile(code, name, (index % abreast, row + index // abreast), counts[code])
            for index, (code, name) in enumerate(left)
        ),
    ]


def spots(parent: str) -> Mapping[str, Spot]:
    """Where its regions stand; in rows by their codes where nobody drew it."""
    drawn = _drawn().get(parent)
    if drawn is not None:
        return drawn
    codes = [each.code for each in regions_in(parent) if each.standing == "in force"]
    return {code: (index % _ABREAST, index // _ABREAST) for index, code in enumerate(codes)}


@cache
def _drawn() -> Mapping[str, Mapping[str, Spot]]:
    text = (files("zhuisu.console.workbench") / "data" / "tiles.toml").read_text(encoding="utf-8")
    return {
        parent: {code: (spot[0], spot[1]) for code, spot in drawn.items()}
        for parent, drawn in tomllib.loads(text).items()
    }


def _tile(tile: _Tile, size: _Size, largest: int, look: Look) -> SafeString:
    x = _GAP + tile.spot[0] * (size.width + _GAP)
    y = _GAP + tile.spot[1] * (size.height + _GAP)
    things = tile.states.total()
    inner = format_html(
        '<rect class="shape" x="{}" y="{}" width="{}" height="{}" rx="6"/><text class="name" x="{}" y="{}">{}</text>{}',
        *map(number, (x, y, size.width, size.height)),
        *(number(x + size.left), number(y + size.name), fit(tile.name, (size.width - size.left) / size.letters)),
        _counted(tile, x, y, size) if things else "",
    )
    if not things or tile.code is None:
        return format_html(
            '<g class="tile heat-{}">{}<title>{}</title></g>', _heat(things, largest), inner, _said(tile)
        )
    chosen = look.narrowed.at.get(Aspect.REGION) == tile.code
    return format_html(
        '<a class="tile heat-{}{}" href="{}" data-look aria-label="{}"><title>{}</title>{}</a>',
        _heat(things, largest),
        " chosen" if chosen else "",
        look.at(region=None if chosen else tile.code).address(),
        _said(tile),
        _said(tile),
        inner,
    )


def _counted(tile: _Tile, x: float, y: float, size: _Size) -> SafeString:
    things = tile.states.total()
    return format_html(
        '<text class="count" x="{}" y="{}">{}</text>{}',
        number(x + size.left),
        number(y + size.below),
        _brief(things) if size is _SMALL else f"{things:,}",
        bar(tile.states, x + size.left, y + size.height - 10, size.width - 2 * size.left, 5),
    )


def _brief(things: int) -> str:
    """A number in few letters: the words of the tile say it in full."""
    for unit, of in (("M", 1_000_000), ("k", 1_000)):
        if things >= 10 * of:
            return f"{things // of}{unit}"
    return str(things)


def _heat(things: int, largest: int) -> int:
    """0 where nothing is, then in steps up to the most."""
    return 0 if not things else min(_HEATS, 1 + things * _HEATS // (largest + 1))


def _said(tile: _Tile) -> str:
    comma, between = told(Text("，", ", ")), told(Text("：", ": "))
    states = comma.join(f"{word(STATES, name)} {tile.states[name]:,}" for name in STATES if tile.states[name])
    return f"{tile.name}{comma}{tile.states.total():,}" + (between + states if states else "")


def _short(name: str) -> str:
    suffix = next((each for each in _SUFFIXES if name.endswith(each) and len(name) - len(each) >= _LONG), "")
    return name.removesuffix(suffix)
