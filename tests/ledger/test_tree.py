"""The tree: grown from the journal, whatever way events came, and proved by what is stored of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from threading import Event as Signal

import pytest
from django.db import connection

from tests.ledger.cast import append, new_event
from zhuisu.core.merkle import EMPTY_ROOT, is_consistent, root_of_inclusion
from zhuisu.core.tlog.checkpoints import open_checkpoint
from zhuisu.core.tlog.keys import Kind, Signer, read_vkey
from zhuisu.core.tlog.leaf import leaf_of, leaves_of
from zhuisu.core.tlog.tiles import grow, root_of
from zhuisu.ledger import checkpoints, tree
from zhuisu.ledger.sequencer import grow_once, run_forever, run_once

pytestmark = pytest.mark.usefixtures("ledger")

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
KEY = Signer("city.example/log", Kind.ED25519, b"k" * 32)
NEXT_KEY = Signer("city.example/log", Kind.ED25519, b"n" * 32)


def filled(events: int, *, first: int = 0, run: int = 97) -> None:
    """A journal of so many events, in runs, and its tree."""
    for at in range(first, events, run):
        append(*(new_event(f"e{n}") for n in range(at, min(at + run, events))))
    while run_once() + grow_once():
        pass


def committed() -> bytes:
    """Every commitment of the journal, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT commitments FROM journal ORDER BY first_number")
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def stored_root() -> bytes:
    return tree.root_at(tree.tree_size())


def test_the_tree_is_that_of_all_commitments_in_the_order_of_the_journal() -> None:
    filled(1000)
    assert tree.tree_size() == 1000
    assert stored_root() == root_of(grow((), leaves_of(committed())).edge)


def test_a_tree_that_grows_in_small_steps_is_the_same() -> None:
    for n in range(40):
        append(*(new_event(f"{n}-{k}") for k in range(20)))
        run_once()
        grow_once()
    assert stored_root() == root_of(grow((), leaves_of(committed())).edge)


def test_every_event_is_proved_and_every_smaller_tree_is_a_beginning() -> None:
    filled(700)
    made, root = committed(), stored_root()
    for number in (0, 1, 255, 256, 511, 512, 699):
        leaf = leaf_of(made[32 * number : 32 * number + 32])
        assert root_of_inclusion(leaf, number, 700, tree.inclusion_proof(number, 700)) == root
    for old in (1, 2, 255, 256, 257, 512, 699, 700):
        assert is_consistent(old, 700, tree.root_at(old), root, tree.consistency_proof(old, 700))


def test_tiles_and_entries_are_there_as_far_as_the_tree_goes() -> None:
    filled(600)
    made = committed()
    assert tree.commitments(0, 256) == made[: 256 * 32]
    assert tree.commitments(2, 88) == made[512 * 32 :]
    assert tree.commitments(2, 89) is None
    assert tree.tile(0, 1, 256) == leaves_of(made[256 * 32 : 512 * 32])
    assert tree.tile(0, 2, 5) == leaves_of(made[512 * 32 : 517 * 32])
    assert (tree.tile(1, 0, 3), tree.tile(0, 2, 89), tree.tile(1, 1, 1), tree.tile(2, 0, 1)) == (None,) * 4
    assert len(tree.tile(1, 0, 2) or b"") == 64


def test_events_from_before_there_was_a_tree_are_taken_in() -> None:
    append(*(new_event(f"old{n}") for n in range(300)))
    run_once()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal SET commitments = NULL, salt = NULL")
        cursor.execute("ALTER TABLE journal ENABLE TRIGGER USER")
    append(new_event("new"))
    run_once()
    assert grow_once() == 301
    assert stored_root() == root_of(grow((), leaves_of(committed())).edge)


def test_a_journal_with_a_gap_grows_no_tree() -> None:
    filled(10)
    append(new_event("later"))
    run_once()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal SET first_number = 11 WHERE first_number = 10")
        cursor.execute("ALTER TABLE journal ENABLE TRIGGER USER")
    with pytest.raises(tree.BrokenJournalError, match="begins at 11 and not at 10"):
        grow_once()


def test_the_same_event_has_another_commitment_in_another_ledger() -> None:
    append(new_event("e"))
    first = committed()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal, event, identity")
    append(new_event("e"))
    assert committed() != first


def test_a_checkpoint_is_signed_when_the_tree_has_grown_and_not_otherwise() -> None:
    empty = checkpoints.publish([KEY], now=NOW)
    assert empty is not None
    assert (empty.size, empty.root) == (0, EMPTY_ROOT) == (0, sha256(b"").digest())
    filled(5)
    assert checkpoints.publish([KEY], now=NOW) is not None
    assert checkpoints.publish([KEY], now=NOW) is None
    published = checkpoints.shown(NOW)
    assert published is not None
    opened = open_checkpoint(published.note.encode(), [KEY.verifier])
    assert opened.checkpoint.root == stored_root()  # type: ignore[union-attr]


def test_a_key_that_is_not_the_logs_signs_nothing() -> None:
    checkpoints.publish([KEY], now=NOW)
    filled(1)
    with pytest.raises(checkpoints.ForeignKeyError):
        checkpoints.publish([NEXT_KEY], now=NOW)


def test_a_new_key_signs_beside_the_old_one_until_that_is_retired() -> None:
    checkpoints.publish([KEY], now=NOW)
    filled(3)
    checkpoints.add_log_key(NEXT_KEY.verifier, origin=KEY.name, now=NOW)
    checkpoints.publish([KEY, NEXT_KEY], now=NOW)
    assert signers_of(checkpoints.newest()) == {KEY.verifier.vkey, NEXT_KEY.verifier.vkey}
    checkpoints.retire_log_key(KEY.verifier.vkey)
    filled(9, first=3)
    checkpoints.publish([KEY, NEXT_KEY], now=NOW)
    assert signers_of(checkpoints.newest()) == {NEXT_KEY.verifier.vkey}
    assert [(key.from_size, key.until_size) for key in checkpoints.log_keys()] == [(0, 3), (3, None)]
    assert all(read_vkey(key.vkey) for key in checkpoints.log_keys())


def signers_of(published: checkpoints.Published | None) -> set[str]:
    assert published is not None
    opened = open_checkpoint(published.note.encode(), [KEY.verifier, NEXT_KEY.verifier])
    return {signed.by.vkey for signed in opened.signed}  # type: ignore[union-attr]


def test_the_sequencer_numbers_grows_and_publishes_until_it_is_told_to_stop() -> None:
    append(*(new_event(f"e{n}") for n in range(300)))
    stop = Signal()
    run_forever(stop, publish=stopping(stop, lambda: tree.tree_size() == 300))
    assert stored_root() == root_of(grow((), leaves_of(committed())).edge)


def stopping(stop: Signal, done: Callable[[], bool]) -> Callable[[], None]:
    """A publisher that ends the sequencer once that is so."""
    return lambda: stop.set() if done() else None


def test_two_histories_are_never_signed() -> None:
    filled(300)
    checkpoints.publish([KEY], now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tree SET edge[2] = overlay(edge[2] PLACING '\\x00000000' FROM 1)")
    filled(301, first=300)
    with pytest.raises(checkpoints.RewrittenTreeError, match="300 entries"):
        checkpoints.publish([KEY], now=NOW)
