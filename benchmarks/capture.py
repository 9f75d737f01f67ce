"""Capture over HTTP, with validation, journal and tree, against a bare COPY of the same rows; XML against JSON."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.documents import Shape, document, xml_document
from benchmarks.floor import Rows, copy_seconds, empty, rows_of_captures
from benchmarks.platform import Platform, running

CLIENTS = (1, 4)


class Syntax(NamedTuple):
    """How a document is written."""

    media_type: str
    write: Callable[[Shape, int], bytes]


JSON = Syntax("application/ld+json", document)
XML = Syntax("application/xml", xml_document)
CASES = (
    (JSON, Shape(10_000, 1), 16),
    (JSON, Shape(100, 100), 40),
    (JSON, Shape(1, 1), 400),
    (XML, Shape(10_000, 1), 16),
    (XML, Shape(100, 100), 40),
    (XML, Shape(1, 1), 400),
)
"""How, what, and how many documents of it."""


def measure(console: Console) -> None:
    """So many clients, each sending one document after the other; the floor is the same rows by COPY on one connection,
    and on as many connections as there are clients."""
    columns = (
        "syntax",
        "documents",
        "clients",
        "events/s",
        "items/s",
        "COPY, 1 connection",
        "share",
        "COPY, as many",
        "share",
    )
    table = Table(*columns, title="Capture")
    with running() as platform:
        for syntax, shape, documents in CASES:
            for clients in CLIENTS:
                told = _measure(platform, syntax, shape, documents, clients)
                table.add_row("XML" if syntax is XML else "JSON", str(shape), str(clients), *told)
    console.print(table)


def _measure(platform: Platform, syntax: Syntax, shape: Shape, documents: int, clients: int) -> list[str]:
    bodies = [syntax.write(shape, number) for number in range(documents + 4)]
    with platform.database() as connection:
        for body in bodies[documents:]:  # makes partitions, warms both web processes
            _in_parallel(lambda part: _post(platform, part, syntax), [body], 1)
        platform.wait_until_numbered(connection)
        empty(connection)
        began = time.perf_counter()
        _in_parallel(lambda part: _post(platform, part, syntax), bodies[:documents], clients)
        platform.wait_until_numbered(connection)
        captured = time.perf_counter() - began
        rows = rows_of_captures(connection)
        floors = []
        for connections in (1, clients):
            empty(connection)
            began = time.perf_counter()
            _in_parallel(lambda part: _copy(platform, part), rows, connections)
            floors.append(time.perf_counter() - began)
        empty(connection)
    events = shape.events * documents
    rate = events / captured
    told = [f"{rate:,.0f}", f"{rate * shape.items:,.0f}"]
    for floor in floors:
        told += [f"{events / floor:,.0f}", f"{floor / captured:.0%}"]
    return told


def _in_parallel(work: Callable[[Sequence[Any]], None], parts: Sequence[Any], workers: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, [parts[worker::workers] for worker in range(workers)]))


def _post(platform: Platform, bodies: Sequence[bytes], syntax: Syntax) -> None:
    for body in bodies:  # a connection each, as the senders of a city have: the kernel spreads them over the processes
        platform.post(platform.client(), body, syntax.media_type)


def _copy(platform: Platform, documents: Sequence[Rows]) -> None:
    with platform.database() as connection:
        copy_seconds(connection, documents)
