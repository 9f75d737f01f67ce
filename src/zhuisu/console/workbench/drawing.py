"""Drawing: the picture of a scope as SVG: cards at hops, and ribbons as wide as what came by them is much."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhuisu.console.both import told
from zhuisu.console.workbench.layout import Layout, Shape, Spot, lay_out
from zhuisu.console.workbench.look import Look
from zhuisu.console.workbench.shapes import bar, fit, number, svg
from zhuisu.console.workbench.words import EDGES, STATES, named, word
from zhuisu.core.findings import Text
from zhuisu.tracing.scope_picture import Edge, Folding, Node, Picture
from zhuisu.tracing.scope_view import Names

_BAR: Final = 6
_THINNEST: Final = 1.5


class Drawn(NamedTuple):
    """The picture to the right, for a desk, and the one downwards, for a phone."""

    wide: SafeString
    tall: SafeString


def drawn(wide: Picture, tall: Picture, look: Look, names: Names) -> Drawn:
    """Both, of pictures that are folded for them. What is clicked narrows the table, or unfolds."""
    names.learn(key for node in (*wide.nodes, *tall.nodes) for key in (node.product, node.holder))
    return Drawn(_svg(wide, Shape.WIDE, look, names), _svg(tall, Shape.TALL, look, names))


def _svg(picture: Picture, shape: Shape, look: Look, names: Names) -> SafeString:
    layout = lay_out(picture, shape)
    hops: dict[int, int] = defaultdict(int)
    for node in picture.nodes:
        hops[node.hop] += node.things
    content = format_html(
        "{}{}{}",
        format_html_join("", "{}", ((_head(hop, hops[hop], layout, look),) for hop in layout.heads)),
        format_html_join("", "{}", ((_ribbon(edge, layout, picture, look),) for edge in picture.edges)),
        format_html_join("", "{}", ((_card(node, layout, look, names),) for node in picture.nodes)),
    )
    said = told(
        Text("范围图：每层从左到右，件数写在卡片上", "The scope as a picture: hop by hop, with counts on the cards")
    )
    return svg(shape.value, *layout.size, said, content)


def _head(hop: int, things: int, layout: Layout, look: Look) -> SafeString:
    x, y = layout.heads[hop]
    title = told(Text("起点", "Start")) if hop == 0 else told(Text(f"第 {hop} 层", f"Hop {hop}"))
    return format_html(
        '<a class="head" href="{}" data-look><text x="{}" y="{}"><tspan class="name">{}</tspan>'
        ' <tspan class="say">{}</tspan></text></a>',
        look.at(hop=hop).address(),
        number(x),
        number(y),
        title,
        f"{things:,}",
    )


def _ribbon(edge: Edge, layout: Layout, picture: Picture, look: Look) -> SafeString:
    start, end, width = layout.ribbons[edge.source, edge.target]
    return format_html(
        '<path class="ribbon {}" d="{}" stroke-width="{}"><title>{} {}</title></path>',
        edge.kind,
        layout.curve(start, end),
        number(max(_THINNEST, width)),
        word(EDGES, edge.kind),
        f"{edge.things:,}",
    )


def _card(node: Node, layout: Layout, look: Look, names: Names) -> SafeString:
    spot = layout.spots[node.id]
    first, second = _lines(node, names)
    folded = node.folding is not Folding.HOLDER
    address = look.opening(node.id) if folded and node.id not in look.opened else _narrowed(node, look)
    return format_html(
        '<a class="card{}" href="{}" data-look aria-label="{}"><title>{}</title>{}'
        '<rect class="shape" x="{}" y="{}" width="{}" height="{}" rx="7"/>'
        '<text class="name" x="{}" y="{}">{}</text><text class="say" x="{}" y="{}">{}</text>'
        '<text class="count" x="{}" y="{}">{}</text>{}</a>',
        _classes(node, look, folded),
        address.address(),
        _said(node, first, second, folded),
        f"{first} · {second}",
        _behind(spot) if folded else "",
        *(number(each) for each in spot),
        *_line(spot, 19, fit(first, (spot.width - 20) / 13)),
        *_line(spot, 36, fit(second, (spot.width - 20) / 12)),
        *_line(spot, 55, f"{node.things:,}"),
        bar(node.states, spot.x + 10, spot.y + spot.height - _BAR - 5, spot.width - 20, _BAR),
    )


def _line(spot: Spot, below: float, text: str) -> tuple[str, str, str]:
    return number(spot.x + 10), number(spot.y + below), text


def _behind(spot: Spot) -> SafeString:
    """The edges of the cards below the first of a pile."""
    return format_html_join(
        "",
        '<rect class="behind" x="{}" y="{}" width="{}" height="{}" rx="7"/>',
        (tuple(number(each) for each in (spot.x + off, spot.y + off, spot.width, spot.height)) for off in (6.0, 3.0)),
    )


def _classes(node: Node, look: Look, folded: bool) -> str:
    chosen = look.is_narrowed and _narrowed(node, look).narrowed == look.narrowed
    return (" pile" if folded else "") + (" chosen" if chosen else "") + (" seed" if node.hop == 0 else "")


def _narrowed(node: Node, look: Look) -> Look:
    """The table with what is in the node. A rest is shown as all that is at its hop."""
    aspects: dict[str, str | int | None] = {"hop": node.hop}
    if node.products == 1:
        aspects["product"] = node.product
    aspects["holder"] = node.holder if node.holders == 1 else None
    return look.at(**aspects)


def _lines(node: Node, names: Names) -> tuple[str, str]:
    product = named(node.product, names) if node.product else told(Text("没有产品码", "no product code"))
    if node.folding is Folding.PRODUCTS:
        product = told(Text(f"其余 {node.products:,} 种产品", f"{node.products:,} further products"))
    if node.holders > 1:
        return product, told(Text(f"{node.holders:,} 家持有者", f"{node.holders:,} holders"))
    return product, named(node.holder, names) if node.holder else told(Text("没有记录", "nobody on record"))


def _said(node: Node, first: str, second: str, folded: bool) -> str:
    states = told(Text("，", ", ")).join(
        f"{word(STATES, name)} {node.states[name]:,}" for name in STATES if name in node.states
    )
    unfolds = told(Text("，点开可展开", "; opens to show more")) if folded else ""
    return told(
        Text(
            f"第 {node.hop} 层，{first}，{second}，{node.things:,} 件：{states}{unfolds}",
            f"hop {node.hop}, {first}, {second}, {node.things:,} things: {states}{unfolds}",
        )
    )


def legend(states: Mapping[str, int]) -> Sequence[tuple[str, str, int]]:
    """Each state that occurs: its class, its word, its things."""
    return [(name, told(text), states[name]) for name, text in STATES.items() if states.get(name)]
