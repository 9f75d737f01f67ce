"""People: 200 at once on the demonstration city, on phones and at desks, while tills capture beside them.

The crowd is locust's, in an environment of its own (`requirements/load.txt`), on the same cores as everything else.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import httpx
from rich.console import Console
from rich.table import Table

PEOPLE: Final = 200
SECONDS: Final = int(os.environ.get("CROWD_SECONDS", "120"))
PORT: Final = 8793
_ROOT: Final = Path(__file__).resolve().parent.parent
_VENV: Final = _ROOT / ".venv-load"
_START_SECONDS: Final = 300
_SETTLE_SECONDS: Final = 30
"""Before the crowd comes: the rules have judged the city by then."""


class City(NamedTuple):
    """A demonstration that is served, with codes of it and a token to capture with."""

    address: str
    codes: tuple[str, ...]
    token: str


def measure(console: Console) -> None:
    """Prints how long each sort of page took, and how many requests failed."""
    locust = _locust()
    with _demonstration() as city, tempfile.TemporaryDirectory(prefix="zhuisu-crowd-") as folder:
        told = os.environ | {"CROWD_CODES": json.dumps(city.codes), "CROWD_TOKEN": city.token}
        stem = str(Path(folder) / "crowd")
        crowd = [str(locust), "-f", str(Path(__file__).with_name("crowd.py")), "--headless", "--host", city.address]
        size = ["-u", str(PEOPLE), "-r", "10", "-t", f"{SECONDS}s", "--reset-stats", "--csv", stem]
        ended = subprocess.run([*crowd, *size], env=told, capture_output=True, text=True, check=False)
        with Path(f"{stem}_stats.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    console.print(_table(rows))
    if ended.returncode:
        console.print(ended.stderr[-3000:], markup=False)


def _table(rows: list[dict[str, str]]) -> Table:
    table = Table(title=f"{PEOPLE} people at once for {SECONDS} s, two tills capturing beside them")
    for column in ("page", "requests", "failed", "a second", "p50 ms", "p95 ms", "p99 ms"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for row in rows:
        table.add_row(
            row["Name"],
            row["Request Count"],
            row["Failure Count"],
            f"{float(row['Requests/s']):.1f}",
            *(row[share] for share in ("50%", "95%", "99%")),
        )
    return table


def _locust() -> Path:
    """The program, installed when it is first asked for."""
    program = _VENV / "bin" / "locust"
    if not program.exists():
        shutil.rmtree(_VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(_VENV)], check=True)
        install = [str(_VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*install, "-r", str(_ROOT / "requirements" / "load.txt")], check=True)
    return program


@contextmanager
def _demonstration() -> Iterator[City]:
    """`zhuisu demo` in a home of its own, ended and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="zhuisu-bench-"))
    home.chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
    environment = os.environ | {"ZHUISU_HOME": str(home), "ZHUISU_PORT": str(PORT)}
    program = str(Path(sys.executable).with_name("zhuisu"))
    server = subprocess.Popen([program, "demo"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{PORT}"
        _wait(f"{address}/readyz")
        time.sleep(_SETTLE_SECONDS)
        yield City(address, _codes(home), _token(program, environment))
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _codes(home: Path) -> tuple[str, ...]:
    shown = json.loads((home / "examples.json").read_bytes())
    return tuple(each["key_or_code"] for each in shown)


def _token(program: str, environment: Mapping[str, str]) -> str:
    ran = subprocess.run([program, "token", "operator"], env=environment, check=True, capture_output=True, text=True)
    return ran.stdout.split()[-1]


def _wait(address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(address, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise TimeoutError(f"{address} does not answer")
