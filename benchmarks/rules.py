"""Rules: judging the events of the demonstration city as the follower does, against capturing the same events."""

import importlib
import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

EVENTS: Final = 20_000
DAY: Final = datetime(2026, 11, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


class Spent(NamedTuple):
    """By the clock, and of the processor by this process alone (the database is another one)."""

    seconds: float
    process_seconds: float


def measure(console: Console) -> None:
    """One process captures the city, then reads its events from the ledger, then judges them, each alone on one core;
    then the past is judged anew for one profile."""
    with tempfile.TemporaryDirectory(prefix="zhuisu-bench-") as home:
        Path(home).chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
        os.environ["ZHUISU_HOME"] = home
        boot: Any = importlib.import_module("zhuisu.server.boot")
        with boot.migrated_database():
            _measure(console)


def _measure(console: Console) -> None:
    follower: Any = importlib.import_module("zhuisu.supervision.follower")
    state: Any = importlib.import_module("zhuisu.supervision.state")
    importlib.import_module("zhuisu.packaged").profiles()  # read once a process
    captured = _timed(capture_city)
    size = state.following().size
    reading = _timed(_read)
    judged = _timed(lambda: _until_nothing(follower.follow))
    lag = state.following()
    importlib.import_module("zhuisu.supervision.reassessing").reassess(
        "vegetable", reason="benchmark", actor="operator"
    )
    anew = _timed(lambda: _until_nothing(follower.reassess_next))
    columns = ("what", "events/s", "of capturing", "events a second of this process")
    table = Table(*columns, title=f"Rules: {size:,} events of the demonstration city, one process")
    steps = (("capture", captured), ("read from the ledger", reading), ("judge", judged), ("judge anew", anew))
    for name, spent in steps:
        rate, own = size / spent.seconds, size / spent.process_seconds
        table.add_row(name, f"{rate:,.0f}", f"{captured.seconds / spent.seconds:.0%}", f"{own:,.0f}")
    console.print(table)
    behind = max(judged.seconds - captured.seconds, 0.0)
    console.print(
        f"not judged: {lag.lag_events} events; judging ends {behind:.1f} s after a capture that began with it"
    )


def capture_city() -> None:
    """The demonstration city, captured and numbered."""
    demo: Any = importlib.import_module("zhuisu.demo")
    load: Any = importlib.import_module("zhuisu.demo.load").load
    service: Any = importlib.import_module("zhuisu.capture.service")
    command: Any = importlib.import_module("zhuisu.server.commands.demo")
    town = demo.city(1, EVENTS, DAY)
    command._register(town.registry())
    load(
        town,
        lambda stream, _: service.capture_document(stream, actor=command.OPERATOR),
        lambda *_: None,
        lambda: None,
    )
    _until_nothing(importlib.import_module("zhuisu.ledger.sequencer").run_once)


def _read() -> None:
    """Every event, its body parsed: nobody judges it faster."""
    journal: Any = importlib.import_module("zhuisu.ledger.journal")
    records: Any = importlib.import_module("zhuisu.supervision.records").Records()
    position = 0
    while entries := journal.read(position, 500):
        records.load([str(entry.event) for entry in entries])
        position = entries[-1].number + 1


def _until_nothing(verb: Any) -> None:
    while verb():
        pass


def _timed(work: Callable[[], None]) -> Spent:
    began, used = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - began, time.process_time() - used)
