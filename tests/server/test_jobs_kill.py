"""SIGKILL in the middle of captures in the background: each document lands once, and its job says what happened."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
import pytest

from tests.exchange.caller import document, event
from tests.server.clusters import migrated_home
from tests.server.running import Running, running, until
from zhuisu.server.postgres import locate

pytestmark = pytest.mark.kill

LARGE, SMALL = 40_000, 2_000
_serials = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home, ZHUISU_CAPTURE_INLINE_BYTES="1000") as started:
        yield started


def sent(server: Running, size: int) -> str:
    """A document of so many new events is accepted; answers where its job is."""
    series = next(_serials)
    events = (event(0, eventID=f"urn:uuid:{series:08d}-0000-4000-8000-{n:012d}") for n in range(size))
    answer = server.capture(json.dumps(document(*events)).encode())
    assert answer.status == 202
    return answer.headers["location"]


def job(server: Running, location: str) -> dict[str, Any]:
    """The job; empty while the server cannot say."""
    answer = server.get(location)
    return json.loads(answer.body) if answer.status == 200 else {}


def ended(server: Running, location: str) -> bool:
    return job(server, location).get("running") is False


def half_way(server: Running, location: str) -> bool:
    found = job(server, location)
    assert found.get("running", True)
    return bool(found.get("accepted"))


def counted(server: Running) -> tuple[int, int, int]:
    """Events, journal entries, and pieces of documents that wait."""
    queries = ("count(*) FROM event", "sum(cardinality(events)) FROM journal", "count(*) FROM incoming")
    with psycopg.connect(locate(server.home).dsn()) as connection:
        found = [connection.execute(f"SELECT {query}").fetchone() for query in queries]
        events, numbered, pieces = (int(row[0] or 0) if row else 0 for row in found)
        return events, numbered, pieces


@contextmanager
def another_worker(server: Running) -> Iterator[int]:
    """A jobs process that the server did not start, beside its own; its process id."""
    command = [sys.executable, "-m", "zhuisu.server.jobs", str(os.getpid())]
    process = subprocess.Popen(command, env=server.environment)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def supervised(server: Running, other: int) -> list[int]:
    """The jobs processes that the server started itself."""
    return [pid for pid in server.processes("zhuisu.server.jobs") if pid != other]


@pytest.mark.parametrize("victim", ["zhuisu.server.jobs", "postgres -D", "zhuisu.server.web"])
def test_a_document_that_was_accepted_lands_once(server: Running, victim: str) -> None:
    before = counted(server)[0]
    location = sent(server, LARGE)
    until(lambda: half_way(server, location))
    server.kill(victim)
    until(lambda: ended(server, location))
    found = job(server, location)
    assert (found["success"], found["accepted"], found["repeated"], found["errors"]) == (True, LARGE, 0, [])
    assert counted(server) == (before + LARGE, before + LARGE, 0)


def test_many_documents_and_two_workers_of_which_one_dies_again_and_again(server: Running) -> None:
    before = counted(server)[0]
    with another_worker(server) as other:
        locations = [sent(server, SMALL) for _ in range(12)]
        for done in (2, 4, 6):
            until(lambda: sum(ended(server, each) for each in locations) >= done)  # noqa: B023 - asked at once
            until(lambda: supervised(server, other))
            os.kill(supervised(server, other)[0], signal.SIGKILL)
        until(lambda: all(ended(server, each) for each in locations))
    assert [job(server, each)["accepted"] for each in locations] == [SMALL] * 12
    assert counted(server) == (before + 12 * SMALL, before + 12 * SMALL, 0)


def test_without_a_worker_a_document_waits_and_is_captured_when_one_comes(server: Running) -> None:
    before = counted(server)
    until(lambda: server.processes("zhuisu.server.jobs"))  # one that was killed before is replaced
    (jobs_process,) = server.processes("zhuisu.server.jobs")
    os.kill(jobs_process, signal.SIGSTOP)
    try:
        location = sent(server, SMALL)
        found = job(server, location)
        assert (found["running"], found["success"], found["accepted"]) == (True, True, 0)
        assert counted(server) == (before[0], before[1], 1)
    finally:
        os.kill(jobs_process, signal.SIGCONT)
    until(lambda: ended(server, location))
    assert counted(server)[0] == before[0] + SMALL


def test_a_server_that_is_asked_to_end_half_way_goes_on_when_it_is_back(server: Running) -> None:
    before = counted(server)[0]
    location = sent(server, LARGE)
    until(lambda: half_way(server, location))
    assert server.ask_to_end() == 0
    server.start()
    until(lambda: ended(server, location))
    assert job(server, location)["accepted"] == LARGE
    assert counted(server) == (before + LARGE, before + LARGE, 0)
