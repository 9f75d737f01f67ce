"""The embedded PostgreSQL when its processes are killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest

from tests.server.clusters import EVERY, temporary_home
from zhuisu.server.postgres import Place, locate, using
from zhuisu.server.postgres.server import is_running
from zhuisu.server.postgres.use import keep_running

pytestmark = pytest.mark.kill


@pytest.fixture(params=EVERY, ids=str)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    with temporary_home() as home:
        yield locate(home, request.param)


def kill_postmaster(place: Place) -> None:
    os.kill(int((place.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0]), signal.SIGKILL)
    while is_running(place):
        time.sleep(0.01)


def test_a_killed_postmaster_is_replaced_while_its_backends_still_work(place: Place) -> None:
    def occupy() -> None:
        connection = psycopg.connect(place.dsn())
        started.set()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT count(*) FROM generate_series(1, 10000000000)")

    with using(place):
        with psycopg.connect(place.dsn()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        started = threading.Event()
        busy = threading.Thread(target=occupy)
        busy.start()
        started.wait()
        kill_postmaster(place)
        keep_running(place)
        busy.join()
        with psycopg.connect(place.dsn()) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert not is_running(place)


def test_a_lock_whose_process_id_belongs_to_another_program_now_is_removed(place: Place) -> None:
    lock = place.data / "postmaster.pid"
    with using(place):
        kill_postmaster(place)
        keep_running(place)
        stale = lock.read_text(encoding="utf-8").split("\n", 1)[1]
    lock.write_text(f"{os.getpid()}\n{stale}", encoding="utf-8")
    with using(place), psycopg.connect(place.dsn()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
