"""Tree: the Merkle tree over the journal, grown behind the sequencer; its tiles, entries and proofs."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from zhuisu.core.merkle import EMPTY_ROOT, HASH_BYTES, Range, consistency_ranges, inclusion_ranges
from zhuisu.core.tlog.leaf import RUN_SALT_BYTES, Record, commitment_of, leaves_of, salt_of
from zhuisu.core.tlog.tiles import HEIGHT, WIDTH, Edge, Place, Tile, grow, hash_of, root_of, tiles_for
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.queries import load

_SQL = load("tree")
_EVENTS_AT_ONCE = 100_000
_ROWS_AT_ONCE = 2_000


class BrokenJournalError(Exception):
    """The journal does not go on where the tree ends, or an event of it is gone: `zhuisu audit` says more."""


class Head(NamedTuple):
    """How far the tree has grown, and its right edge."""

    size: int
    edge: Edge

    @property
    def root(self) -> bytes:
        return root_of(self.edge) if self.size else EMPTY_ROOT


def head(cursor: LedgerCursor) -> Head:
    """The tree as it is."""
    row = cursor.execute(_SQL["tree"]).fetchone()
    return Head(int(row[0]), tuple(row[1])) if row else Head(0, ())


def grow_tree(cursor: LedgerCursor) -> int:
    """Add the next numbered events to the tree, in the caller's transaction and as the only one. Answers how many."""
    grown = head(cursor)
    runs = cursor.execute(_SQL["runs_to_grow"], {"size": grown.size, "limit": _EVENTS_AT_ONCE}).fetchall()
    pieces, expected = [], grown.size
    for run, first_number, capture, commitments, events in runs:
        if first_number != expected:
            raise BrokenJournalError(f"run {run} begins at {first_number} and not at {expected}")
        made = bytes(commitments) if commitments is not None else _make_commitments(cursor, run, capture, events)
        pieces.append(made)
        expected += len(made) // HASH_BYTES
    if expected > grown.size:
        growth = grow(grown.edge, leaves_of(b"".join(pieces)))
        _keep(cursor, growth.tiles)
        cursor.execute(_SQL["move_edge"], {"size": expected, "edge": growth.edge})
    return expected - grown.size


def _keep(cursor: LedgerCursor, tiles: Sequence[Tile]) -> None:
    if not tiles:
        return
    with cursor.copy(_SQL["copy_tiles"]) as copy:
        copy.set_types(["int2", "int8", "bytea"])
        for (level, index), hashes in tiles:
            copy.write_row((level, index, hashes))


def _make_commitments(cursor: LedgerCursor, run: int, capture: UUID, events: Sequence[UUID]) -> bytes:
    """Those of a run that was captured before there was a tree, from its rows."""
    salt = secrets.token_bytes(RUN_SALT_BYTES)
    made: dict[UUID, bytes] = {}
    for at in range(0, len(events), _ROWS_AT_ONCE):
        rows = cursor.execute(_SQL["recorded"], {"ids": list(events[at : at + _ROWS_AT_ONCE])})
        made |= {row[0]: commitment_of(record_of(salt, capture, row)) for row in rows}
    missing = [event for event in events if event not in made]
    if missing:
        raise BrokenJournalError(f"event {missing[0]} of run {run} is not in the ledger")
    commitments = b"".join(made[event] for event in events)
    cursor.execute(_SQL["keep_commitments"], {"commitments": commitments, "salt": salt, "run": run})
    return commitments


def record_of(run_salt: bytes, capture: UUID, row: Sequence[Any]) -> Record:
    """What the tree covers: `row` is id, record time, eventID, captured_by, body, context."""
    event, record_time, event_id, captured_by, body, context = row
    return Record(
        salt=salt_of(run_salt, event.bytes),
        event=event.bytes,
        capture=capture.bytes,
        recorded_us=microseconds(record_time),
        body_digest=sha256(body).digest(),
        context_digest=sha256(context).digest(),
        event_id=event_id,
        captured_by=captured_by,
    )


def tile(level: int, index: int, width: int) -> bytes | None:
    """The first hashes of a tile, None where the tree has not so many."""
    hashes = read_tiles([Place(level, index)]).get(Place(level, index), b"")
    return hashes[: width * HASH_BYTES] if len(hashes) >= width * HASH_BYTES else None


def commitments(index: int, width: int) -> bytes | None:
    """The commitments (32 bytes each) of the first entries of a bundle, None where the tree has not so many."""
    start = index * WIDTH
    with ledger_cursor() as cursor:
        if start + width > head(cursor).size:
            return None
        slices = cursor.execute(_SQL["commitments"], {"start": start, "end": start + width})
        return b"".join(bytes(piece) for (piece,) in slices)


def read_tiles(places: Iterable[Place]) -> dict[Place, bytes]:
    """These tiles; those at the tree's right edge as far as they are filled; those beyond it are absent."""
    wanted = list(places)
    with ledger_cursor() as cursor:
        size, edge = head(cursor)
        asked = {"levels": [each.level for each in wanted], "indexes": [each.at for each in wanted]}
        rows = cursor.execute(_SQL["tiles"], asked)
        found = {Place(level, index): bytes(hashes) for level, index, hashes in rows}
    for place in wanted:
        is_edge = place.level < len(edge) and place.at == size >> HEIGHT * (place.level + 1)
        if place not in found and is_edge and edge[place.level]:
            found[place] = bytes(edge[place.level])
    return found


def inclusion_proof(number: int, size: int) -> list[bytes]:
    """The hashes that prove event `number` in the tree of `size` events (at most the tree's own)."""
    return _hashes(inclusion_ranges(number, size))


def consistency_proof(old: int, new: int) -> list[bytes]:
    """The hashes that prove the tree of size `old` to be a beginning of that of size `new` (at most the tree's own)."""
    return _hashes(consistency_ranges(old, new))


def root_at(size: int) -> bytes:
    """The root of the tree when it had `size` events (at most its own)."""
    return _hashes([Range(0, size)])[0] if size else EMPTY_ROOT


def tree_size() -> int:
    """How many events are in the tree."""
    with ledger_cursor() as cursor:
        return head(cursor).size


def _hashes(ranges: Sequence[Range]) -> list[bytes]:
    tiles: Mapping[Place, bytes] = read_tiles(tiles_for(ranges))
    return [hash_of(each, tiles) for each in ranges]
