"""Tiles: addresses, growth, and the hashes that proofs take from them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_merkle import mth
from zhuisu.core.merkle import EMPTY_ROOT, Range, leaf_hash
from zhuisu.core.tlog.tiles import (
    Address,
    Edge,
    Place,
    grow,
    hash_of,
    read_path,
    root_of,
    size_of,
    tiles_for,
    write_path,
)

LEAVES = [leaf_hash(n.to_bytes(4, "big")) for n in range(140_000)]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("0/000", Address(0, 0, 256)),
        ("0/067.p/1", Address(0, 67, 1)),
        ("3/x001/x234/067", Address(3, 1_234_067, 256)),
        ("entries/x001/000.p/255", Address(None, 1000, 255)),
        ("63/999", Address(63, 999, 256)),
    ],
)
def test_addresses_are_those_of_the_specification(path: str, address: Address) -> None:
    assert read_path(path) == address
    assert write_path(address) == path


@pytest.mark.parametrize(
    "path",
    ["", "0", "0/", "0/0", "0/00", "0/0000", "00/000", "64/000", "-1/000", "0/x000/001", "0/001/002", "0/x001",
     "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/", "0/000/p/1", "entry/000", "0/٠٠٠", "0/000\n", "0/x1/000"],
)  # fmt: skip
def test_an_address_that_is_written_otherwise_is_none(path: str) -> None:
    assert read_path(path) is None


@given(st.one_of(st.none(), st.integers(0, 63)), st.integers(0, 10**15), st.integers(1, 256))
def test_every_address_is_read_as_it_was_written(level: int | None, index: int, width: int) -> None:
    address = Address(level, index, width)
    assert read_path(write_path(address)) == address


def test_the_tree_of_the_specifications_example_has_its_tiles() -> None:
    growth = grow((), b"".join(LEAVES[:70_000]))
    widths = [len(hashes) // 32 for hashes in growth.edge]
    assert len([tile for tile in growth.tiles if tile.place.level == 0]) == 273
    assert len([tile for tile in growth.tiles if tile.place.level == 1]) == 1
    assert widths == [112, 17, 1]


def test_a_tree_of_256_has_a_full_tile_and_one_hash_above() -> None:
    growth = grow((), b"".join(LEAVES[:256]))
    assert [tile.place for tile in growth.tiles] == [Place(0, 0)]
    assert [len(hashes) // 32 for hashes in growth.edge] == [0, 1]


@settings(deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_a_tree_grown_in_steps_is_the_tree_of_all(steps: list[int]) -> None:
    edge: Edge = ()
    tiles: dict[Place, bytes] = {}
    at = 0
    for step in steps:
        growth = grow(edge, b"".join(LEAVES[at : at + step]))
        edge, at = growth.edge, at + step
        tiles |= dict(growth.tiles)
    assert size_of(edge) == at
    assert root_of(edge) == mth(LEAVES[:at])
    whole = grow((), b"".join(LEAVES[:at]))
    assert tiles == dict(whole.tiles)


def test_the_hash_of_any_range_that_a_proof_needs_is_in_the_tiles() -> None:
    size = 140_000
    growth = grow((), b"".join(LEAVES[:size]))
    tiles = dict(growth.tiles) | {
        Place(level, size >> 8 * (level + 1)): hashes for level, hashes in enumerate(growth.edge)
    }
    for each in (Range(0, 1), Range(512, 768), Range(65_536, 131_072), Range(131_072, 140_000), Range(0, 139_999)):
        assert tiles_for([each]) <= tiles.keys()
        assert hash_of(each, tiles) == mth(LEAVES[each.start : each.end])


def test_nothing_has_the_empty_root() -> None:
    assert (size_of(()), root_of(())) == (0, EMPTY_ROOT)
