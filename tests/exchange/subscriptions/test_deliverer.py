"""The deliverer: many subscriptions, several of it at once, databases and receivers that go away."""

import threading
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.db import connection

from tests.exchange.caller import Caller
from tests.exchange.subscriptions.receiver import Handler, Received, Receiver
from tests.exchange.subscriptions.test_delivering import capture, ids, subscribe
from tests.server.running import until
from zhuisu.exchange.models import Subscription
from zhuisu.exchange.subscriptions import deliverer as deliverer_module
from zhuisu.exchange.subscriptions.deliverer import Deliverer
from zhuisu.ledger.database import UNUSABLE


@pytest.fixture(autouse=True)
def query(operator: Caller) -> None:
    operator.post("/epcis/queries", {"name": "all", "query": {}})


class Running:
    """A deliverer on a thread."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.faults: list[BaseException] = []
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        deliverer = Deliverer(self.stop)
        while not self.stop.is_set():
            try:
                deliverer.run()
            except UNUSABLE as fault:
                self.faults.append(fault)
        deliverer.close()

    def end(self) -> None:
        self.stop.set()
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def deliverers(django_db_blocker: object) -> Iterator[list[Running]]:
    started = [Running(), Running()]
    yield started
    for each in started:
        each.end()


class Watch:
    """Takes everything, and notes when one subscription has two deliveries on their way."""

    def __init__(self) -> None:
        self.now: Counter[str] = Counter()
        self.most = 0
        self.lock = threading.Lock()

    def __call__(self, handler: Handler, received: Received) -> None:
        key = received.delivery.partition("/")[0]
        with self.lock:
            self.now[key] += 1
            self.most = max(self.most, self.now[key])
        with self.lock:
            self.now[key] -= 1
        handler.answer(200)


@pytest.mark.usefixtures("deliverers")
def test_several_share_the_work_and_no_subscription_has_two_deliveries_on_their_way(
    operator: Caller, receiver: Receiver
) -> None:
    watch = Watch()
    receiver.behave = watch
    keys = [str(subscribe(operator, receiver).key) for _ in range(12)]
    for first in range(1, 31, 3):
        capture(operator, first, first + 1, first + 2)
    until(lambda: sum(len(each.event_ids) for each in list(receiver.taken)) >= 12 * 30)
    for key in keys:
        mine = [each for each in receiver.taken if each.delivery.startswith(key)]
        assert [event for each in mine for event in each.event_ids] == ids(*range(1, 31))
        assert all(after.number == before.number + 1 for before, after in pairwise(mine))
    assert watch.most == 1


@pytest.mark.usefixtures("deliverers")
def test_a_schedule_runs_by_itself(operator: Caller, receiver: Receiver) -> None:
    subscribe(operator, receiver, stream=None, schedule={"second": "*"}, reportIfEmpty=True)
    until(lambda: len(receiver.taken) >= 2)
    capture(operator, 1)
    until(lambda: receiver.event_ids == ids(1))


@pytest.mark.usefixtures("deliverers")
def test_a_backlog_is_worked_off_in_turns(
    operator: Caller, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliverer_module, "TURN_SECONDS", 0.0)
    capture(operator, *range(1, 601))
    subscribe(operator, receiver, initialRecordTime="2020-01-01T00:00:00Z")
    until(lambda: len(receiver.event_ids) == 600)
    assert receiver.event_ids == ids(*range(1, 601))


def test_connections_that_are_lost_end_their_locks_and_the_work_goes_on(
    operator: Caller, receiver: Receiver, deliverers: list[Running]
) -> None:
    subscribe(operator, receiver)
    until(lambda: _others_are_cut_off() and all(each.faults for each in deliverers))
    capture(operator, 1)
    until(lambda: receiver.event_ids == ids(1))
    until(lambda: Subscription.objects.get().position == 1)


def _others_are_cut_off() -> bool:
    """End every connection but this one; a deliverer may have none yet, and has one later."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
        )
    return True
