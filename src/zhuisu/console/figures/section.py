"""Section: a part of the desk's first screen: how many of something, and the first of them."""

from collections.abc import Sequence

import msgspec


class Line(msgspec.Struct, frozen=True):
    """One thing that needs somebody: what it is, what is said of it, and where its evidence is."""

    title: str
    said: str
    href: str
    is_late: bool = False


class Count(msgspec.Struct, frozen=True):
    """How many of something, and where they are listed."""

    name: str
    many: int
    href: str
    is_bad: bool = False


class Section(msgspec.Struct, frozen=True):
    """A part of the screen. `shade`: bad, open or good."""

    name: str
    title: str
    many: int
    href: str
    shade: str
    empty: str
    counts: Sequence[Count] = ()
    lines: Sequence[Line] = ()
