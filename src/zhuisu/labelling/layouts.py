"""Layout: a sheet of labels, or a single label, in millimetres, as data."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from zhuisu.core.findings import Text

Pair = tuple[float, float]


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See data/layouts.toml. Without `label`, a label is the whole page."""

    zh: str
    en: str
    page: Pair
    label: Pair | None = None
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap: Pair = (0, 0)

    @property
    def name(self) -> Text:
        return Text(self.zh, self.en)

    @property
    def size(self) -> Pair:
        """Of a label: its width and height."""
        return self.label or self.page

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def is_single(self) -> bool:
        """Whether label printers take it."""
        return self.per_page == 1

    def corners(self) -> Iterator[Pair]:
        """The upper left corner of each label of a page, row by row."""
        width, height = self.size
        for row in range(self.rows):
            for column in range(self.columns):
                yield self.left + column * (width + self.gap[0]), self.top + row * (height + self.gap[1])


@cache
def layouts() -> Mapping[str, Layout]:
    """Those that come with the program, by name."""
    text = (Path(__file__).parent / "data" / "layouts.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=dict[str, Layout])
