"""SIGKILL of every process in the middle of deliveries: each event at least once, in order, once by delivery id."""

import json
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from websockets.exceptions import ConnectionClosed

from tests.exchange.subscriptions.live import ask, heard, ids, insist, listen, make_query, shown, subscribe
from tests.exchange.subscriptions.receiver import Handler, Received, Receiver
from tests.server.clusters import migrated_home
from tests.server.running import Running, running, until

pytestmark = pytest.mark.kill

VICTIMS = ["zhuisu.server.deliverer", "zhuisu.server.worker", "zhuisu.server.web", "postgres -D"]
ROUNDS = 3
numbers = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home) as started:
        make_query(started, "all")
        yield started


class Moody:
    """Refuses each fifth request, takes each seventh without a word, and takes the others."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, handler: Handler, _: Received) -> None:
        self.count += 1
        if self.count % 5 == 0:
            handler.answer(500)
        elif self.count % 7 == 0:
            handler.note()
            handler.cut()
        else:
            handler.answer(200)


def captured(server: Running) -> list[int]:
    """Three new events, captured whatever processes are ending meanwhile."""
    new = [next(numbers) for _ in range(3)]
    insist(server, new)
    return new


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_is_lost_and_the_order_is_kept(server: Running, receiver: Receiver, victim: str) -> None:
    receiver.behave = Moody()
    path = subscribe(server, "all", dest=receiver.url, stream=True, signatureToken="s3cret")
    wanted: list[int] = []
    for _ in range(ROUNDS):
        for _ in range(4):
            wanted += captured(server)
        before = len(receiver.received)
        until(lambda: len(receiver.received) > before)  # noqa: B023 - asked at once
        until(lambda: server.processes(victim))
        server.kill(victim)
    wanted += captured(server)
    until(lambda: len(receiver.event_ids) >= len(wanted))
    assert receiver.event_ids == ids(wanted)
    bodies = {(each.delivery, each.body) for each in receiver.received}
    assert len(bodies) == len({each.delivery for each in receiver.received})
    until(lambda: server.get("/readyz").status == 200)
    assert shown(server, path)["state"] == "active"


def test_a_websocket_that_broke_goes_on_where_it_was(server: Running) -> None:
    began = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    stream = f"/epcis/queries/all/events?stream=true&initialRecordTime={began}"
    first = captured(server)
    with listen(server, stream) as socket:
        assert heard(socket, 3) == ids(first)
        for victim in server.processes("zhuisu.server.web"):
            os.kill(victim, signal.SIGKILL)
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=30)
    second = captured(server)
    until(lambda: server.get("/readyz").status == 200)
    with listen(server, stream) as socket:
        assert heard(socket, 6) == ids([*first, *second])


def test_a_dead_receiver_keeps_nobody_waiting(server: Running, receiver: Receiver) -> None:
    with Receiver() as stuck:
        stuck.behave = lambda handler, _: handler.wait()
        for _ in range(60):
            subscribe(server, "all", dest=stuck.url, stream=True)
        subscribe(server, "all", dest=receiver.url, stream=True)
        first = captured(server)
        until(lambda: receiver.event_ids)
        assert receiver.event_ids == ids(first)


def test_the_command_line_revives_a_subscription_that_was_given_up(server: Running, receiver: Receiver) -> None:
    receiver.script = [lambda handler, _: handler.answer(410)]
    path = subscribe(server, "all", dest=receiver.url, stream=True)
    first = captured(server)
    until(lambda: shown(server, path)["state"] == "dead")
    key = path.rpartition("/")[2]
    told = {each["subscriptionID"]: each for each in json.loads(server.command("webhooks", "--json").stdout)}
    assert (told[key]["state"], told[key]["account"]) == ("dead", "operator")
    assert server.command("webhooks", "--revive", key).returncode == 0
    until(lambda: receiver.event_ids)
    assert receiver.event_ids == ids(first)
    assert server.command("webhooks", "--end", key).returncode == 0
    assert ask(server, "GET", path).status == 404
    refused = server.command("webhooks", "--revive", key)
    assert (refused.returncode, b"no subscription" in refused.stderr) == (1, True)
