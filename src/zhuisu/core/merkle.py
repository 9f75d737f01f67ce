"""Merkle: tree hashes, inclusion and consistency proofs (RFC 9162 §2.1, the same trees as RFC 6962).

A tree is never held here: a proof is first a list of ranges of leaves, each range a list of perfect subtrees (`Node`),
whose hashes somebody keeps.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()


class Range(NamedTuple):
    """The leaves from number `start` to before `end`."""

    start: int
    end: int


class Node(NamedTuple):
    """A perfect subtree: the leaves from at * 2**level on, 2**level of them."""

    level: int
    at: int


def leaf_hash(entry: bytes) -> bytes:
    """MTH({d}): the hash of one entry."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\1" + left + right).digest()


def pair(hashes: bytes) -> bytes:
    """The next level of a row of hashes: an even number of them, each two become one."""
    return b"".join([sha256(b"\1" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 64)])


def fold(hashes: bytes) -> bytes:
    """The root of a perfect subtree, from its 2**n hashes of one level."""
    while len(hashes) > HASH_BYTES:
        hashes = pair(hashes)
    return hashes


def join(hashes: Sequence[bytes]) -> bytes:
    """The root over perfect subtrees that stand beside each other, the largest first (none: the empty tree's)."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def nodes_of(leaves: Range) -> list[Node]:
    """The perfect subtrees that make up a range which RFC 9162 hashes as one, the largest first."""
    nodes, start = [], leaves.start
    while start < leaves.end:
        level = (leaves.end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return nodes


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """PATH(index, D[size]) (RFC 9162 §2.1.3.1): the ranges whose hashes prove leaf `index`, from the leaf upward."""
    found, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(start, middle))
            start = middle
    return found[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """PROOF(old, D[new]) (RFC 9162 §2.1.4.1), old from 1 to new; empty where nothing has to be shown."""
    if old in (0, new):
        return []
    found, start, end = [], 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(start, middle))
            start = middle
    if start:
        found.append(Range(start, end))
    return found[::-1]


def root_of_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162 §2.1.3.2); None where its length fits no such leaf."""
    if not 0 <= index < size:
        return None
    at, last, root = index, size - 1, leaf
    for hashed in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            root = node_hash(hashed, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = node_hash(root, hashed)
        at, last = at >> 1, last >> 1
    return root if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the tree of size `old` is a beginning of that of size `new` (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return old_root == new_root and not proof
    if old == 0:
        return old_root == EMPTY_ROOT and not proof
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for hashed in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(hashed, first), node_hash(hashed, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, hashed)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(size: int) -> int:
    """The largest power of two below `size` (2 or more)."""
    return 1 << ((size - 1).bit_length() - 1)
