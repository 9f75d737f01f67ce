"""Sheets: labels on paper, as a PDF of pages of the layout, by Typst."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
from typst import Compiler, Fonts

from zhuisu.labelling.composing import Drawn, Label, compose
from zhuisu.labelling.layouts import Layout

_TEMPLATE: Final = Path(__file__).with_name("labels.typ")


def pdf_of(labels: Sequence[Label], layout: Layout, at: datetime, *, skip: int = 0) -> bytes:
    """Labels in their order; the first `skip` places of the first page stay free. Raises TooSmallError."""
    made = compiler(_told(labels, layout, skip)).compile(format="pdf", timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


def png_of(labels: Sequence[Label], layout: Layout, *, skip: int = 0, dots_per_inch: float = 203) -> list[bytes]:
    """The same pages as pictures."""
    made = compiler(_told(labels, layout, skip)).compile(format="png", ppi=dots_per_inch)
    return [made] if isinstance(made, bytes) else [page for page in made or () if page is not None]


def compiler(told: dict[str, Any], template: Path = _TEMPLATE) -> Compiler:
    """Typst with what is told as `sys.inputs.sheets`."""
    inputs = {"sheets": msgspec.json.encode(told).decode()}
    return Compiler(str(template), root=str(template.parent), font_paths=fonts(), sys_inputs=inputs)


@cache
def fonts() -> Fonts:
    """Ours alone: a label looks the same on every machine."""
    paths = [str(files("zhuisu.recall") / "fonts")]
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def _told(labels: Sequence[Label], layout: Layout, skip: int) -> dict[str, Any]:
    """What the template draws. The places that are skipped count as if something stood there."""
    cells = [*([None] * (skip % layout.per_page)), *_placed(labels, layout)]
    corners = tuple(layout.corners())
    sheets = [
        [
            {**cell, "x": x, "y": y}
            for cell, (x, y) in zip(cells[start : start + layout.per_page], corners, strict=False)
            if cell is not None
        ]
        for start in range(0, len(cells), layout.per_page)
    ]
    return {"title": labels[0].title if labels else "", "page": layout.page, "sheets": sheets}


def _placed(labels: Sequence[Label], layout: Layout) -> Iterator[dict[str, Any]]:
    for label in labels:
        yield _plain(compose(label, layout.size), label.code)


def _plain(drawn: Drawn, alt: str) -> dict[str, Any]:
    symbol = drawn.symbol
    width, height = symbol.modules.width, len(symbol.modules.rows)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    svg += f' preserveAspectRatio="none"><path d="{symbol.modules.path}"/></svg>'
    told = {"x": symbol.x, "y": symbol.y, "width": symbol.width, "height": symbol.height, "svg": svg, "alt": alt}
    return {"size": drawn.size, "lines": drawn.lines, "symbol": told}
