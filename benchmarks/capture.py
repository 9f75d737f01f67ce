"""Capture over HTTP, with validation and journal, against a bare COPY of the same rows."""

import time

from rich.console import Console
from rich.table import Table

from benchmarks.documents import Shape, document
from benchmarks.floor import copy_seconds, empty, rows_of_captures
from benchmarks.platform import Platform, running

SHAPES = ((Shape(10_000, 1), 6), (Shape(100, 100), 30), (Shape(1, 1), 200))


def measure(console: Console) -> None:
    """One client, one document after the other; then the same rows by COPY on one connection."""
    table = Table("documents", "events/s", "items/s", "bare COPY events/s", "share of COPY", title="Capture")
    with running() as platform:
        for shape, documents in SHAPES:
            measured = _measure(platform, shape, documents)
            table.add_row(str(shape), *measured)
    console.print(table)


def _measure(platform: Platform, shape: Shape, documents: int) -> list[str]:
    bodies = [document(shape, number) for number in range(documents + 1)]
    events = shape.events * documents
    client = platform.client()
    with platform.database() as connection:
        platform.post(client, bodies.pop())  # makes partitions, warms caches
        platform.wait_until_numbered(connection)
        empty(connection)
        began = time.perf_counter()
        for body in bodies:
            platform.post(client, body)
        platform.wait_until_numbered(connection)
        captured = time.perf_counter() - began
        rows = rows_of_captures(connection)
        empty(connection)
        copied = copy_seconds(connection, rows)
        empty(connection)
    rate, floor = events / captured, events / copied
    return [f"{rate:,.0f}", f"{rate * shape.items:,.0f}", f"{floor:,.0f}", f"{copied / captured:.0%}"]
