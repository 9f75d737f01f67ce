"""Ending a query or a subscription while a delivery is being settled, and while somebody subscribes."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.exchange.caller import Caller
from tests.exchange.subscriptions.receiver import Receiver
from tests.exchange.subscriptions.test_delivering import capture, subscribe
from tests.threads import returning
from zhuisu.exchange.models import Delivery, NamedQuery, Subscription
from zhuisu.exchange.subscriptions import delivering
from zhuisu.exchange.subscriptions.courier import Courier
from zhuisu.exchange.subscriptions.delivering import Outcome, step

pytestmark = pytest.mark.usefixtures("ledger")

WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def courier() -> Iterator[Courier]:
    made = Courier(("any",))
    yield made
    made.close()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone() is not None


def await_a_waiter() -> None:
    deadline = time.monotonic() + 10
    while not somebody_waits() and time.monotonic() < deadline:
        pass


@pytest.mark.parametrize("ended", ["/epcis/queries/all", "/epcis/queries/all/subscriptions/{key}"])
def test_it_waits_for_the_settling_and_neither_fails(
    operator: Caller, receiver: Receiver, courier: Courier, monkeypatch: pytest.MonkeyPatch, ended: str
) -> None:
    operator.post("/epcis/queries", {"name": "all", "query": {}})
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    monkeypatch.setattr(delivering, "_settle_success", lambda _: Outcome.REST)
    step(subscription.pk, courier)

    def end() -> int:
        return operator.ask("DELETE", ended.format(key=subscription.key)).status_code

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Subscription.objects.select_for_update().get(pk=subscription.pk)
            ending = pool.submit(returning(end))
            await_a_waiter()
            Delivery.objects.filter(subscription=subscription).delete()
        assert ending.result(10) == 204
    assert not Subscription.objects.filter(pk=subscription.pk).exists()


def test_who_subscribes_to_what_is_being_deleted_is_told_that_it_is_gone(operator: Caller, receiver: Receiver) -> None:
    operator.post("/epcis/queries", {"name": "all", "query": {}})

    def late() -> int:
        body = {"dest": receiver.url, "stream": True}
        return operator.post("/epcis/queries/all/subscriptions", body).status_code

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            NamedQuery.objects.get(name="all").delete()
            subscribing = pool.submit(returning(late))
            await_a_waiter()
        assert subscribing.result(10) == 404
    assert Subscription.objects.count() == 0
