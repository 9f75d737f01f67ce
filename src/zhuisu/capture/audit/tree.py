"""Tree: the journal's commitments hashed again, compared with the tiles and with every signed checkpoint."""

from collections.abc import Callable, Iterator, Sequence

from zhuisu.capture.audit.report import Findings
from zhuisu.core.findings import Finding
from zhuisu.core.merkle import HASH_BYTES
from zhuisu.core.tlog.checkpoints import Opened, open_checkpoint
from zhuisu.core.tlog.keys import Verifier
from zhuisu.core.tlog.leaf import RUN_SALT_BYTES, leaves_of
from zhuisu.core.tlog.tiles import TILE_BYTES, WIDTH, Place, Tile, grow, root_of, size_of
from zhuisu.ledger.snapshot import Snapshot

_LEAVES_AT_ONCE = 64 * WIDTH


class TreeAudit:
    """One walk over the journal. `stops` are the sizes at which the root is wanted: those of checkpoints, in order."""

    def __init__(self, ledger: Snapshot, findings: Findings, verifiers: Sequence[Verifier]) -> None:
        self._ledger = ledger
        self._findings = findings
        self._verifiers = verifiers
        self._edge: list[bytes] = []
        self._stored = {level: ledger.stream("tiles_of_level", level=level) for (level,) in ledger.rows("levels")}
        self._ahead: dict[int, tuple[int, bytes] | None] = {}
        size, edge = ledger.row("tree") or (0, [])
        self.size: int = size
        self._stored_edge = [bytes(hashes) for hashes in edge]
        self.numbered = 0
        self.checkpoints = 0
        self._good_size = 0

    def walk(self, given: Sequence[Opened], progress: Callable[[int], None]) -> None:
        """Compare everything; `given` are checkpoints that somebody kept elsewhere."""
        stops = sorted([*self._own_checkpoints(), *self._others(given)], key=lambda stop: stop[0])
        pending = iter(stops)
        stop = next(pending, None)
        buffer = b""
        for commitments in self._journal(progress):
            buffer += commitments[: max(0, (self.size - self.numbered) * HASH_BYTES)]
            self.numbered += len(commitments) // HASH_BYTES
            while stop is not None and stop[0] <= size_of(self._edge) + len(buffer) // HASH_BYTES:
                taken = (stop[0] - size_of(self._edge)) * HASH_BYTES
                self._grow(buffer[:taken])
                buffer = buffer[taken:]
                self._compare_root(*stop)
                stop = next(pending, None)
            if len(buffer) >= _LEAVES_AT_ONCE * HASH_BYTES:
                self._grow(buffer)
                buffer = b""
        self._grow(buffer)
        while stop is not None:
            if stop[0] <= size_of(self._edge):
                self._compare_root(*stop)
            stop = next(pending, None)
        self._compare_edge()
        self._note_strays()

    def _own_checkpoints(self) -> Iterator[tuple[int, bytes, str]]:
        for size, root, note in self._ledger.rows("checkpoints"):
            self.checkpoints += 1
            opened = open_checkpoint(note.encode(), self._verifiers)
            if isinstance(opened, Finding):
                self._findings.note("false_checkpoint", size=size, reason=opened.code)
            elif (opened.checkpoint.size, opened.checkpoint.root) != (size, bytes(root)):
                self._findings.note("false_checkpoint", size=size, reason="note")
            yield size, bytes(root), "wrong_root"

    def _others(self, given: Sequence[Opened]) -> Iterator[tuple[int, bytes, str]]:
        for opened in given:
            if opened.checkpoint.size > self.size:
                self._findings.note("shrunk", size=opened.checkpoint.size, tree_size=self.size)
            else:
                yield opened.checkpoint.size, opened.checkpoint.root, "rewritten"

    def _journal(self, progress: Callable[[int], None]) -> Iterator[bytes]:
        """The commitments of each run, in order."""
        expected = 0
        for run, first_number, events, commitments, salt, distinct in self._ledger.stream("numbered_runs"):
            if first_number != expected:
                self._findings.note("journal_gap", run=run, expected=expected, found=first_number)
            in_tree = first_number + events <= self.size
            whole = commitments is not None and len(commitments) == events * HASH_BYTES and len(salt) == RUN_SALT_BYTES
            if distinct != events or (in_tree and not whole):
                self._findings.note("journal_changed", run=run, number=first_number)
            expected = first_number + events
            yield (bytes(commitments) if commitments is not None else b"").ljust(events * HASH_BYTES, b"\0")
            progress(events)
        if expected < self.size:
            self._findings.note("tree_too_large", size=self.size, events=expected)

    def _grow(self, commitments: bytes) -> None:
        growth = grow(self._edge, leaves_of(commitments))
        self._edge = growth.edge
        for tile in growth.tiles:
            self._compare_tile(tile)

    def _compare_tile(self, tile: Tile) -> None:
        stored = self._stored_tile(tile.place)
        if stored == tile.hashes:
            return
        if tile.place.level or stored is None or len(stored) != TILE_BYTES:
            self._findings.note("tile_changed", level=tile.place.level, index=tile.place.at)
        else:
            self._compare_leaves(tile.place.at * WIDTH, stored, tile.hashes)

    def _stored_tile(self, place: Place) -> bytes | None:
        """The stored tile; those of a level are asked for in order."""
        tiles = self._stored.get(place.level)
        if tiles is None:
            return None
        held = self._ahead.get(place.level) or next(tiles, None)
        while held is not None and held[0] < place.at:
            held = next(tiles, None)
        self._ahead[place.level] = held if held is not None and held[0] > place.at else None
        return bytes(held[1]) if held is not None and held[0] == place.at else None

    def _note_strays(self) -> None:
        """Tiles beyond the tree's end."""
        for level, tiles in self._stored.items():
            held = self._ahead.get(level)
            for index, _ in (*([held] if held else []), *tiles):
                self._findings.note("tile_changed", level=level, index=index)

    def _compare_leaves(self, first: int, stored: bytes, made: bytes) -> None:
        for at in range(0, len(made), HASH_BYTES):
            if stored[at : at + HASH_BYTES] != made[at : at + HASH_BYTES]:
                number = first + at // HASH_BYTES
                id_, event_id = self._ledger.row("numbers_to_events", number=number) or (None, None)
                self._findings.note("entry_changed", number=number, id=str(id_), event_id=str(event_id or "?"))

    def _compare_root(self, size: int, root: bytes, code: str) -> None:
        if root_of(self._edge) == root:
            self._good_size = max(self._good_size, size)
        elif code == "wrong_root":
            self._findings.note(code, size=size, first=self._good_size, last=size - 1)
        else:
            self._findings.note(code, size=size)

    def _compare_edge(self) -> None:
        made = [hashes for hashes in self._edge if self.size]
        if size_of(self._edge) != self.size or made == self._stored_edge:
            return
        stored, own = (self._stored_edge or [b""])[0], (made or [b""])[0]
        if len(stored) == len(own) and stored != own:
            self._compare_leaves(self.size - len(own) // HASH_BYTES, stored, own)
        else:
            self._findings.note("edge_changed", size=self.size)
