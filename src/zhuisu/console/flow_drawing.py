"""Flow drawing: the flows of a batch as layered ribbons in SVG, as wide as the share of the batch is large."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhuisu.console.both import language, told
from zhuisu.core.findings import Text
from zhuisu.tracing.flow_answer import FlowAnswer, FlowLink, FlowNode
from zhuisu.tracing.flow_words import FATES, amount, lot_name, party_name, percentage

_COLUMN: Final = 196  # from one column to the next, in pixels
_BAR: Final = 12
_WHOLE: Final = 260  # as high as the whole of the batch at most,
_TALLEST: Final = 420  # and all places of a column together
_THINNEST: Final = 2.0
_LABEL: Final = 34  # two lines
_GAP: Final = 10
_HEAD: Final = 8
_ACROSS: Final = 24  # letters of a label, one of Chinese for two


class _Spot(NamedTuple):
    """Where a node stands."""

    x: float
    y: float
    height: float


def drawing(answer: FlowAnswer) -> SafeString:
    """The picture of the answer; nothing where there are no flows. Its nodes and ribbons have titles in words."""
    nodes, links = answer.picture.nodes, answer.picture.links
    if not links:
        return SafeString()
    whole = _scale(nodes)
    spots = _placed(nodes, links, whole)
    width = (1 + max(node.column for node in nodes)) * _COLUMN
    height = max(spot.y + max(spot.height, _LABEL) for spot in spots.values()) + _GAP
    said = told(
        Text("数量流向图，从左到右；下表有同样的数字", "The flows from left to right; the tables below say the same")
    )
    return format_html(
        '<svg class="flow" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}{}</svg>',
        width,
        round(height),
        width,
        round(height),
        said,
        format_html_join("", "{}", ((ribbon,) for ribbon in _ribbons(links, spots, whole, _names(answer)))),
        format_html_join("", "{}", ((_node(node, spots[node.id], answer),) for node in nodes)),
    )


def _scale(nodes: Iterable[FlowNode]) -> float:
    """How high the whole of the batch is: less, where shares that are known only at most add up to more."""
    columns: dict[int, float] = defaultdict(float)
    for node in nodes:
        columns[node.column] += node.share
    return min(_WHOLE, _TALLEST / max(columns.values()))


def _placed(nodes: Sequence[FlowNode], links: Iterable[FlowLink], whole: float) -> Mapping[str, _Spot]:
    """Column by column; in each, nodes stand in the order of where their flows come from, the large ones first."""
    before: dict[str, list[FlowLink]] = defaultdict(list)
    for link in links:
        before[link.target].append(link)
    columns: dict[int, list[FlowNode]] = defaultdict(list)
    for node in nodes:
        columns[node.column].append(node)
    spots: dict[str, _Spot] = {}
    for column in sorted(columns):
        y = float(_HEAD)
        for node in sorted(columns[column], key=lambda each: (_middle(before[each.id], spots), -each.share, each.id)):
            height = max(_THINNEST, node.share * whole)
            spots[node.id] = _Spot(column * _COLUMN + 1.0, y, height)
            y += max(height, _LABEL) + _GAP
    return spots


def _middle(links: Sequence[FlowLink], spots: Mapping[str, _Spot]) -> float:
    """Where the flows into a node come from, on the average of their widths."""
    known = [(link.most_share, spots[link.source]) for link in links if link.source in spots]
    total = sum(share for share, _ in known)
    return sum(share * (spot.y + spot.height / 2) for share, spot in known) / total if total else 0.0


def _ribbons(
    links: Sequence[FlowLink], spots: Mapping[str, _Spot], whole: float, names: Mapping[str, str]
) -> Iterable[SafeString]:
    """Each leaves its source below the one before, and enters its target so."""
    leaving: dict[str, float] = defaultdict(float)
    entering: dict[str, float] = defaultdict(float)
    for link in sorted(links, key=lambda each: (spots[each.source].y, spots[each.target].y)):
        width = max(1.0, link.most_share * whole)
        start, end = spots[link.source], spots[link.target]
        yield _ribbon(link, start, end, (leaving[link.source], entering[link.target], width), names)
        leaving[link.source] += link.most_share * whole
        entering[link.target] += link.most_share * whole


def _ribbon(
    link: FlowLink, start: _Spot, end: _Spot, offsets: tuple[float, float, float], names: Mapping[str, str]
) -> SafeString:
    down, up, width = offsets
    x0, x1 = start.x + _BAR, end.x
    y0, y1 = start.y + down, end.y + up
    bend = (x0 + x1) / 2
    path = (
        f"M{x0:.0f} {y0:.1f}C{bend:.0f} {y0:.1f} {bend:.0f} {y1:.1f} {x1:.0f} {y1:.1f}V{y1 + width:.1f}"
        f"C{bend:.0f} {y1 + width:.1f} {bend:.0f} {y0 + width:.1f} {x0:.0f} {y0 + width:.1f}Z"
    )
    is_exact = link.most_share - link.least_share <= 1e-6
    reader = language()
    return format_html(
        '<path class="{}" d="{}"><title>{} → {}: {} · {}</title></path>',
        "ribbon" if is_exact else "ribbon at-most",
        path,
        names[link.source],
        names[link.target],
        percentage(link.least_share, link.most_share, reader),
        amount(link.quantity, link.uom, reader),
    )


def _node(node: FlowNode, spot: _Spot, answer: FlowAnswer) -> SafeString:
    first, second = _lines(node, answer)
    x = spot.x + _BAR + 5
    return format_html(
        '<g class="node {}"><title>{} · {}</title><rect x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="name" x="{}" y="{}">{}</text><text class="say" x="{}" y="{}">{}</text></g>',
        f"{node.kind} focus" if node.lot == answer.focus and node.kind == "held" else node.kind,
        first,
        second,
        f"{spot.x:.0f}",
        f"{spot.y:.1f}",
        _BAR,
        f"{spot.height:.1f}",
        f"{x:.0f}",
        f"{spot.y + 12:.1f}",
        fit(first),
        f"{x:.0f}",
        f"{spot.y + 27:.1f}",
        fit(second),
    )


def _names(answer: FlowAnswer) -> Mapping[str, str]:
    return {node.id: " · ".join(filter(None, _lines(node, answer))) for node in answer.picture.nodes}


def _lines(node: FlowNode, answer: FlowAnswer) -> tuple[str, str]:
    """Who or what, and how much of the batch asked about."""
    reader = language()
    share = percentage(node.share, node.share, reader)
    if node.kind == "others":
        return told(Text(f"其余 {node.folded} 处", f"{node.folded} others")), share
    if node.kind == "held":
        lots = {lot.key: lot_name(lot, reader) for lot in answer.lots}
        return party_name(node.party, reader), f"{share} {lots.get(node.lot, node.lot)}"
    word = FATES[node.kind].into(reader)
    who = party_name(node.party, reader) if node.kind == "made" else ""
    return f"{word} {who}".strip(), share


def fit(text: str, across: int = _ACROSS) -> str:
    """As much of a text as fits."""
    width = 0
    for place, letter in enumerate(text):
        width += 2 if east_asian_width(letter) in "WF" else 1
        if width > across:
            return text[: max(1, place - 1)] + "…"
    return text
