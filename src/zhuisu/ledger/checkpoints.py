"""Checkpoints: the tree's size and root, signed whenever it has grown; the log's keys; the witnesses' signatures."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from zhuisu.core.tlog.checkpoints import Checkpoint
from zhuisu.core.tlog.keys import Signer, Verifier
from zhuisu.core.tlog.notes import sign
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.sequencer import is_sequencer
from zhuisu.ledger.tree import head, root_at

_SQL = load("tree")
WITNESSED_FOR = timedelta(seconds=60)
"""So long a checkpoint that witnesses signed is shown in place of newer ones that they have not signed yet."""


class Published(NamedTuple):
    """A checkpoint as it is shown: the signed note, with the witnesses' lines below it."""

    size: int
    root: bytes
    log_note: str
    signed_at: datetime
    witness_lines: str

    @property
    def note(self) -> str:
        return self.log_note + self.witness_lines


class LogKey(NamedTuple):
    """A public key of this log; it signs checkpoints from `from_size` events on, up to `until_size` (None: still)."""

    vkey: str
    origin: str
    from_size: int
    until_size: int | None


class ForeignKeyError(Exception):
    """The private keys at hand are not those of this log."""


class RewrittenTreeError(Exception):
    """The tree does not go on from the last checkpoint: `zhuisu audit` says more. Two histories are never signed."""


def publish(signers: Sequence[Signer], *, now: datetime) -> Checkpoint | None:
    """Sign the tree where it has grown since the last checkpoint; None where it has not, or somebody else is at it.

    The first keys that sign become the log's. Raises ForeignKeyError where it has others, RewrittenTreeError where the
    tree is another one than was signed before.
    """
    with transaction.atomic(), ledger_cursor() as cursor:
        if not is_sequencer(cursor):
            return None
        tree = head(cursor)
        last = cursor.execute(_SQL["newest_checkpoint"]).fetchone()
        if last is not None and last[0] >= tree.size:
            return None
        if last is not None and root_at(last[0]) != bytes(last[1]):
            raise RewrittenTreeError(f"the tree is not that of the checkpoint of {last[0]} entries")
        signing = _known_to_the_log(cursor, signers, now)
        checkpoint = Checkpoint(signing[0].name, tree.size, tree.root)
        note = str(sign(checkpoint.text, signing))
        row = {"size": checkpoint.size, "root": checkpoint.root, "note": note, "signed_at": now}
        cursor.execute(_SQL["sign"], row)
        return checkpoint


def _known_to_the_log(cursor: LedgerCursor, signers: Sequence[Signer], now: datetime) -> list[Signer]:
    known = _log_keys(cursor)
    if not known:
        for signer in signers:
            _add(cursor, signer.verifier, signers[0].name, 0, now)
        return list(signers)
    current = {key.vkey for key in known if key.until_size is None}
    signing = [signer for signer in signers if signer.verifier.vkey in current]
    if not signing:
        raise ForeignKeyError(known[-1].origin)
    return signing


def newest() -> Published | None:
    """The newest checkpoint."""
    return _published("newest_checkpoint", {})


def of_size(size: int) -> Published | None:
    """The checkpoint of exactly that size."""
    return _published("checkpoint_of_size", {"size": size})


def shown(now: datetime) -> Published | None:
    """The checkpoint to show: the newest that witnesses signed, unless newer ones have waited for them too long."""
    latest, witnessed = newest(), _published("newest_witnessed_checkpoint", {})
    if latest is None or witnessed is None or now - witnessed.signed_at > WITNESSED_FOR:
        return latest
    return witnessed


def log_keys() -> list[LogKey]:
    """The public keys of this log, the oldest first."""
    with ledger_cursor() as cursor:
        return _log_keys(cursor)


def add_log_key(verifier: Verifier, *, origin: str, now: datetime) -> None:
    """From the next checkpoint on, this key signs too."""
    with transaction.atomic(), ledger_cursor() as cursor:
        _add(cursor, verifier, origin, head(cursor).size, now)


def retire_log_key(vkey: str) -> None:
    """From now on, this key signs no more. It stays listed: what it signed stays good."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(_SQL["retire_log_key"], {"vkey": vkey, "until_size": head(cursor).size})


def cosigned_size(vkey: str) -> int:
    """The size of the newest checkpoint that this witness signed; -1 before its first."""
    with ledger_cursor() as cursor:
        return int((cursor.execute(_SQL["cosigned_size"], {"vkey": vkey}).fetchone() or (-1,))[0])


def keep_cosignature(size: int, vkey: str, line: str, *, now: datetime) -> None:
    """A witness's signature line (with its newline) under the checkpoint of that size."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute(_SQL["keep_cosignature"], {"size": size, "vkey": vkey, "line": line, "signed_at": now})


def _log_keys(cursor: LedgerCursor) -> list[LogKey]:
    return [LogKey(*row) for row in cursor.execute(_SQL["log_keys"])]


def _add(cursor: LedgerCursor, verifier: Verifier, origin: str, size: int, now: datetime) -> None:
    row = {"vkey": verifier.vkey, "origin": origin, "from_size": size, "added_at": now}
    cursor.execute(_SQL["add_log_key"], row)


def _published(statement: str, parameters: Mapping[str, int]) -> Published | None:
    with ledger_cursor() as cursor:
        row = cursor.execute(_SQL[statement], parameters).fetchone()
    return Published(row[0], bytes(row[1]), *row[2:]) if row else None
