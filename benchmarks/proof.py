"""Proof: what commitments cost capture, how fast the tree grows, how long a proof takes, how fast an audit reads."""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from rich.console import Console
from rich.table import Table

from benchmarks.documents import Shape, document
from benchmarks.platform import Platform, running
from zhuisu.core.tlog.keys import Verifier, read_vkey
from zhuisu.core.tlog.leaf import commitments_of, leaves_of
from zhuisu.core.tlog.proofs import Proven, check_proof
from zhuisu.core.tlog.tiles import TILE_BYTES, grow

DOCUMENTS = 10
SHAPE = Shape(5_000, 2)
BACKLOG = 1_000_000
ASKED = 300
BODY_BYTES = 600


def measure(console: Console) -> None:
    """Of events of two items each; proofs over HTTP; the tree over a backlog that is there already."""
    table = Table("what", "figure", title="Proof")
    table.add_row("commitments, at capture", f"{_commitment_us():.1f} µs an event")
    table.add_row("tree builder alone", f"{_builder_rate():,.0f} events/s")
    with running() as platform:
        client = platform.client()
        for number in range(DOCUMENTS):
            platform.post(client, document(SHAPE, number))
        with platform.database() as database:
            platform.wait_until_numbered(database)
            table.add_row("tree, with the database", f"{_growth_rate(database):,.0f} events/s")
            ids = [row[0] for row in database.execute("SELECT event_id FROM event LIMIT %s", (ASKED,))]
            (tree_size,) = database.execute("SELECT size FROM tree").fetchone() or (0,)
        client = platform.client()
        _wait_for_checkpoint(client, tree_size)
        answered, files = _ask(client, platform, ids)
        table.add_row(
            f"proof of an event over HTTP, among {tree_size:,}",
            f"p50 {statistics.median(answered):.1f} ms, p95 {statistics.quantiles(answered, n=20)[-1]:.1f} ms",
        )
        table.add_row("verifying it offline", f"{_verify_ms(client, files):.2f} ms")
    console.print(table)
    console.print(f"audit: {_audit_rate():,.0f} events/s")


def _commitment_us() -> float:
    body = os.urandom(BODY_BYTES)
    events = [(os.urandom(16), f"urn:uuid:{number:032d}", body, "account:operator") for number in range(20_000)]
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        commitments_of(events, run_salt=b"s" * 32, capture=b"c" * 16, recorded_us=1, context_digest=b"d" * 32)
        taken.append(time.perf_counter() - begun)
    return min(taken) / len(events) * 1e6


def _builder_rate() -> float:
    commitments = os.urandom(TILE_BYTES * 400)
    rates = []
    for _ in range(3):
        begun = time.perf_counter()
        grow((), leaves_of(commitments))
        rates.append(len(commitments) / 32 / (time.perf_counter() - begun))
    return max(rates)


def _growth_rate(database: psycopg.Connection[Any]) -> float:
    """Of events that were numbered before; their commitments stand in the journal, as capture leaves them."""
    database.execute(
        """INSERT INTO journal (capture, events, record_time, commitments, salt)
        SELECT gen_random_uuid(), array_agg(gen_random_uuid()), now(), string_agg(sha256(n::text::bytea), ''),
            sha256('')
        FROM generate_series(1, %s) AS n GROUP BY n / 2500""",
        (BACKLOG,),
    )
    (before,) = database.execute("SELECT coalesce((SELECT size FROM tree), 0)").fetchone() or (0,)
    database.commit()
    begun = time.perf_counter()
    while True:
        (size,) = database.execute("SELECT size FROM tree").fetchone() or (0,)
        database.commit()
        if size >= before + BACKLOG:
            return BACKLOG / (time.perf_counter() - begun)
        time.sleep(0.01)


def _wait_for_checkpoint(client: http.client.HTTPConnection, size: int) -> None:
    while _get(client, "/log/checkpoint").splitlines()[1] != str(size).encode():
        time.sleep(0.1)


def _ask(client: http.client.HTTPConnection, platform: Platform, ids: list[str]) -> tuple[list[float], list[bytes]]:
    taken, files = [], []
    for event_id in ids:
        begun = time.perf_counter()
        files.append(_get(client, f"/api/proof/event/{quote(event_id, safe='')}?format=file", platform.token))
        taken.append((time.perf_counter() - begun) * 1e3)
    return taken, files


def _verify_ms(client: http.client.HTTPConnection, files: list[bytes]) -> float:
    key = read_vkey(_get(client, "/log/vkey").decode().strip())
    assert isinstance(key, Verifier)
    begun = time.perf_counter()
    proven = [check_proof(file, [key]) for file in files]
    taken = time.perf_counter() - begun
    assert all(isinstance(each, Proven) for each in proven)
    return taken / len(files) * 1e3


def _audit_rate() -> float:
    """Of a ledger that holds nothing else; the time of starting the command is part of it."""
    with running() as platform:
        client = platform.client()
        for number in range(DOCUMENTS):
            platform.post(client, document(SHAPE, number))
        program = str(Path(sys.executable).with_name("zhuisu"))
        begun = time.perf_counter()
        ran = subprocess.run(
            [program, "audit", "--json"], env=platform.environment, check=True, capture_output=True, text=True
        )
        taken = time.perf_counter() - begun
    events: int = json.loads(ran.stdout)["events"]
    return events / taken


def _get(client: http.client.HTTPConnection, path: str, token: str = "") -> bytes:
    client.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
    answer = client.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} was answered {answer.status}: {body[:300]!r}")
    return body
