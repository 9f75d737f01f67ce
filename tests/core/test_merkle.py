"""Merkle trees: against the definitions of RFC 9162, written out, and against published roots."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.merkle import (
    EMPTY_ROOT,
    Range,
    consistency_ranges,
    inclusion_ranges,
    is_consistent,
    join,
    leaf_hash,
    node_hash,
    nodes_of,
    root_of_inclusion,
)

ENTRIES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The roots of the first 1 to 8 entries, as the test data of Certificate Transparency's reference code has them."""

MOST = 300
LEAVES = [leaf_hash(n.to_bytes(2, "big")) for n in range(MOST)]
SIZES = st.integers(1, MOST)


def mth(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, as it stands there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_below(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """§2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = largest_power_below(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """§2.1.4.1."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = largest_power_below(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def largest_power_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def hashed(ranges: list[Range]) -> list[bytes]:
    return [mth(LEAVES[each.start : each.end]) for each in ranges]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_that_others_publish(size: int) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES[:size]]
    nodes = [mth(leaves[node.at << node.level :][: 1 << node.level]) for node in nodes_of(Range(0, size))]
    assert join(nodes).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert join([]) == EMPTY_ROOT == mth([])


def test_every_leaf_of_every_small_tree_is_proved_as_the_rfc_defines() -> None:
    for size in range(1, 70):
        root = mth(LEAVES[:size])
        for index in range(size):
            proof = hashed(inclusion_ranges(index, size))
            assert proof == path(index, LEAVES[:size])
            assert root_of_inclusion(LEAVES[index], index, size, proof) == root


def test_every_small_tree_is_proved_a_beginning_of_every_other_as_the_rfc_defines() -> None:
    for new in range(1, 60):
        for old in range(1, new + 1):
            proof = hashed(consistency_ranges(old, new))
            assert proof == subproof(old, LEAVES[:new], True)
            assert is_consistent(old, new, mth(LEAVES[:old]), mth(LEAVES[:new]), proof)


@given(SIZES, st.data())
def test_a_proof_holds_for_its_leaf_and_for_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda n: size == 1 or n != index))
    proof = hashed(inclusion_ranges(index, size))
    root = mth(LEAVES[:size])
    assert root_of_inclusion(LEAVES[index], index, size, proof) == root
    assert root_of_inclusion(LEAVES[index], index, size, [*proof, LEAVES[0]]) is None
    assert root_of_inclusion(LEAVES[index], size, size, proof) is None
    assert root_of_inclusion(node_hash(LEAVES[index], root), index, size, proof) != root
    assert size == 1 or root_of_inclusion(LEAVES[other], index, size, proof) != root
    assert size == 1 or root_of_inclusion(LEAVES[index], index, size, proof[:-1]) != root


@given(SIZES, SIZES, st.data())
def test_a_log_that_was_rewritten_is_consistent_with_nothing_before(one: int, other: int, data: st.DataObject) -> None:
    old, new = sorted((one, other))
    proof = hashed(consistency_ranges(old, new))
    forged = [*LEAVES[:new]]
    forged[data.draw(st.integers(0, old - 1))] = leaf_hash(b"forged")
    old_root, new_root, false_root = mth(LEAVES[:old]), mth(LEAVES[:new]), mth(forged)
    assert is_consistent(old, new, old_root, new_root, proof)
    assert not is_consistent(
        old, new, old_root, false_root, [mth(forged[r.start : r.end]) for r in consistency_ranges(old, new)]
    )
    assert not is_consistent(old, new, old_root, new_root, [*proof, old_root])
    assert not is_consistent(new + 1, new, old_root, new_root, proof)
    assert old == new or not is_consistent(old, new, old_root, new_root, proof[:-1])


def test_an_empty_log_is_a_beginning_of_every_other() -> None:
    assert is_consistent(0, 5, EMPTY_ROOT, mth(LEAVES[:5]), [])
    assert not is_consistent(0, 5, LEAVES[0], mth(LEAVES[:5]), [])
