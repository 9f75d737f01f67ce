"""Tiles: a tree in rows of 256 hashes (C2SP tlog-tiles): their addresses, their growth, what proofs need of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from zhuisu.core.merkle import HASH_BYTES, Range, fold, join, nodes_of, pair

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
TILE_BYTES: Final = WIDTH * HASH_BYTES
ENTRIES: Final = "entries"
HIGHEST: Final = 63

_PATH = re.compile(
    r"(?P<level>entries|0|[1-9]\d?)/(?P<index>(?:x\d{3}/){0,6}\d{3})(?:\.p/(?P<width>[1-9]\d{0,2}))?", re.ASCII
)


class Place(NamedTuple):
    """Which tile of a level. At level 0 a hash is a leaf's; above, each is the root of a full tile below."""

    level: int
    at: int


class Address(NamedTuple):
    """What an address asks for: a tile (`level` None: an entry bundle), whole (`width` 256) or its beginning."""

    level: int | None
    at: int
    width: int


class Tile(NamedTuple):
    """A full tile."""

    place: Place
    hashes: bytes


Edge = Sequence[bytes]
"""The partial tiles of a tree, by level: the hashes that no full tile holds yet. The tree's size follows from them."""


class Growth(NamedTuple):
    """What leaves add to a tree: the tiles that became full, and the new edge."""

    tiles: list[Tile]
    edge: list[bytes]


def write_path(address: Address) -> str:
    """The path below `…/tile/`: `0/x001/234.p/17`, `entries/067`."""
    thousands, rest = divmod(address.at, 1000)
    parts = [f"{rest:03d}"]
    while thousands:
        thousands, rest = divmod(thousands, 1000)
        parts.append(f"x{rest:03d}")
    level = ENTRIES if address.level is None else str(address.level)
    return "/".join((level, *reversed(parts))) + ("" if address.width == WIDTH else f".p/{address.width}")


def read_path(path: str) -> Address | None:
    """The address that a path below `…/tile/` writes, None where it is not in the one form that a number has."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    level = None if found["level"] == ENTRIES else int(found["level"])
    index = int(found["index"].replace("/", "").replace("x", ""))
    address = Address(level, index, int(found["width"] or WIDTH))
    return address if (level or 0) <= HIGHEST and write_path(address) == path else None


def size_of(edge: Edge) -> int:
    """How many leaves the tree has."""
    return sum(len(hashes) // HASH_BYTES << HEIGHT * level for level, hashes in enumerate(edge))


def root_of(edge: Edge) -> bytes:
    """The root hash of the tree."""
    subtrees = []
    for hashes in reversed(edge):
        start, count = 0, len(hashes) // HASH_BYTES
        while start < count:
            width = 1 << (count - start).bit_length() - 1
            subtrees.append(fold(hashes[start * HASH_BYTES : (start + width) * HASH_BYTES]))
            start += width
    return join(subtrees)


def grow(edge: Edge, leaves: bytes) -> Growth:
    """The tree with these leaf hashes (32 bytes each) added."""
    size = size_of(edge)
    tiles: list[Tile] = []
    grown: list[bytes] = []
    level, added = 0, leaves
    while added or level < len(edge):
        hashes = (edge[level] if level < len(edge) else b"") + added
        full = len(hashes) // TILE_BYTES * TILE_BYTES
        first = size >> HEIGHT * (level + 1)
        places = range(0, full, TILE_BYTES)
        tiles += [Tile(Place(level, first + n), hashes[at : at + TILE_BYTES]) for n, at in enumerate(places)]
        grown.append(hashes[full:])
        added = hashes[:full]
        for _ in range(HEIGHT):
            added = pair(added)
        level += 1
    return Growth(tiles, grown)


def tiles_for(ranges: Iterable[Range]) -> set[Place]:
    """The tiles in which the hashes of these ranges are found."""
    return {_stand(level, index)[0] for each in ranges for level, index in nodes_of(each)}


def hash_of(leaves: Range, tiles: Mapping[Place, bytes]) -> bytes:
    """MTH of a range, from tiles (full ones, or the edge's)."""
    hashes = []
    for level, index in nodes_of(leaves):
        place, start, count = _stand(level, index)
        hashes.append(fold(tiles[place][start * HASH_BYTES : (start + count) * HASH_BYTES]))
    return join(hashes)


def _stand(level: int, index: int) -> tuple[Place, int, int]:
    """Where a node's hash comes from: the tile, and which of its hashes are folded."""
    row, height = divmod(level, HEIGHT)
    first = index << height
    return Place(row, first >> HEIGHT), first & (WIDTH - 1), 1 << height
