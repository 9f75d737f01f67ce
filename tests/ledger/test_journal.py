"""The journal: every event numbered once, in one order, without a gap."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from uuid import uuid4

import pytest
from django.db import transaction

from tests.ledger.cast import CONTEXT, NOON, append, new_event
from tests.threads import returning
from zhuisu.ledger import journal
from zhuisu.ledger.append import append_events, context_id
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.reading import event_by_id
from zhuisu.ledger.sequencer import run_forever, run_once

pytestmark = pytest.mark.usefixtures("ledger")


def fail(limit: int) -> None:
    """A follower that breaks half-way."""
    with journal.following("rules", limit) as events:
        raise ValueError("broken at", events)


def numbers() -> list[int]:
    return [numbered.number for numbered in journal.read(0, 10_000)]


def test_runs_are_numbered_in_order_and_without_a_gap() -> None:
    append(*(new_event(f"a{n}") for n in range(3)))
    append(new_event("b"))
    append(*(new_event(f"c{n}") for n in range(2)))
    assert journal.waiting() == 6
    assert run_once() == 6
    assert (journal.waiting(), journal.size(), numbers()) == (0, 6, [0, 1, 2, 3, 4, 5])
    stored = event_by_id("c1")
    assert stored is not None
    assert journal.number_of(stored.id, stored.run) == 5


def test_a_transaction_that_commits_late_is_numbered_late_and_not_passed_over() -> None:
    started, finish = Signal(), Signal()

    def late() -> None:
        with transaction.atomic(), ledger_cursor() as cursor:
            context = context_id(cursor, CONTEXT)
            append_events(cursor, [new_event("late")], capture=uuid4(), context=context, record_time=NOON)
            started.set()
            finish.wait(10)

    append(new_event("first"))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(returning(late))
        assert started.wait(10)
        append(new_event("second"))
        assert run_once() == 2
        finish.set()
        running.result(10)
    assert run_once() == 1
    assert numbers() == [0, 1, 2]
    last, stored = journal.read(2, 1)[0], event_by_id("late")
    assert stored is not None
    assert last.event == stored.id


def test_many_sequencers_at_once_number_each_event_once() -> None:
    stop = Signal()
    with ThreadPoolExecutor(4) as pool:
        sequencers = [pool.submit(returning(lambda: run_forever(stop))) for _ in range(3)]
        try:
            for batch in range(30):
                append(*(new_event(f"{batch}-{n}") for n in range(7)))
            while journal.waiting():
                stop.wait(0.05)
        finally:
            stop.set()
        for sequencer in sequencers:
            sequencer.result(10)
    assert numbers() == list(range(210))


def test_reading_goes_on_in_the_middle_of_a_run() -> None:
    append(*(new_event(f"a{n}") for n in range(5)))
    append(*(new_event(f"b{n}") for n in range(5)))
    run_once()
    whole = journal.read(0, 100)
    assert journal.read(3, 4) == whole[3:7]
    assert journal.read(10, 5) == []


def test_a_follower_that_fails_sees_the_same_events_again() -> None:
    append(*(new_event(f"a{n}") for n in range(4)))
    run_once()
    with pytest.raises(ValueError, match="broken"):
        fail(3)
    with journal.following("rules", 3) as events:
        assert [event.number for event in events] == [0, 1, 2]
    with journal.following("rules", 3) as events:
        assert [event.number for event in events] == [3]
