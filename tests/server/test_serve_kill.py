"""SIGKILL in the middle of captures: what was acknowledged is kept, nothing by halves, the journal without a gap."""

import json
import signal
import threading
from collections.abc import Iterator

import psycopg
import pytest

from tests.exchange.caller import document, event
from tests.server.clusters import migrated_home
from tests.server.running import Running, running, until
from zhuisu.server.postgres import locate

pytestmark = pytest.mark.kill

A_DOCUMENT = 40
VICTIMS = ["zhuisu.server.web", "zhuisu.server.worker", "postgres -D", "postgres: zhuisu zhuisu"]


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home) as started:
        yield started


class Sender(threading.Thread):
    """Captures documents of 40 events, one after the other, and remembers which were acknowledged."""

    def __init__(self, server: Running, first: int) -> None:
        super().__init__()
        self.server = server
        self.first = first
        self.ended = threading.Event()
        self.acknowledged: list[int] = []
        self.sent = 0

    def run(self) -> None:
        while not self.ended.is_set():
            number = self.first + self.sent
            self.sent += 1
            if self.server.capture(the_document(number)).status == 202:
                self.acknowledged.append(number)


def the_document(number: int) -> bytes:
    return json.dumps(document(*(the_event(number, part) for part in range(A_DOCUMENT)))).encode()


def the_event(number: int, part: int) -> dict[str, object]:
    return event(part, eventID=event_id(number, part))


def event_id(number: int, part: int) -> str:
    return f"urn:uuid:{number:08d}-0000-4000-8000-{part:012d}"


def gaps(server: Running) -> int:
    """How far the journal is from numbering every event once, from 0 on."""
    query = """
        SELECT count(*) FROM (
            SELECT first_number - coalesce(lag(first_number + cardinality(events)) OVER numbered, 0) AS gap
            FROM journal WINDOW numbered AS (ORDER BY first_number)) AS steps WHERE gap IS DISTINCT FROM 0"""
    with psycopg.connect(locate(server.home).dsn()) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return int(row[0])


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_that_was_acknowledged_is_lost(server: Running, victim: str) -> None:
    senders = [Sender(server, (1 + VICTIMS.index(victim)) * 1_000_000 + n * 100_000) for n in range(2)]
    for sender in senders:
        sender.start()
    for _ in range(3):
        before = sum(len(sender.acknowledged) for sender in senders)
        until(lambda: sum(len(sender.acknowledged) for sender in senders) > before + 4)  # noqa: B023 - asked at once
        until(lambda: server.processes(victim))
        server.kill(victim)
    before = sum(len(sender.acknowledged) for sender in senders)
    until(lambda: sum(len(sender.acknowledged) for sender in senders) > before + 4)
    for sender in senders:
        sender.ended.set()
        sender.join()
    check(server, senders)


def test_the_supervisor_may_die_and_its_children_with_it(server: Running) -> None:
    sender = Sender(server, 9_000_000)
    sender.start()
    until(lambda: len(sender.acknowledged) > 5)
    assert server.process is not None
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    until(lambda: not server.processes("zhuisu.server."))
    sender.ended.set()
    sender.join()
    server.start()
    check(server, [sender])


def check(server: Running, senders: list[Sender]) -> None:
    """Each document is there whole or not at all; whole if it was acknowledged; numbered once, without a gap."""
    until(lambda: server.get("/readyz").status == 200)
    until(lambda: json.loads(server.get("/readyz").body)["eventsWithoutNumber"] == 0)
    found = set(server.event_ids())
    for sender in senders:
        for number in range(sender.first, sender.first + sender.sent):
            there = sum(event_id(number, part) in found for part in range(A_DOCUMENT))
            assert there in (0, A_DOCUMENT)
            assert there == A_DOCUMENT or number not in sender.acknowledged
    assert gaps(server) == 0
