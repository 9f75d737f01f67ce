"""Platform: a whole Zhuisu in a home of its own, for as long as a benchmark runs."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psycopg

START_SECONDS = 60
_UNFINISHED = """
SELECT EXISTS (SELECT 1 FROM capture WHERE finished_at IS NULL)
    OR EXISTS (SELECT 1 FROM journal WHERE first_number IS NULL)
    OR coalesce((SELECT first_number + cardinality(events) FROM journal ORDER BY first_number DESC LIMIT 1), 0)
        > coalesce((SELECT size FROM tree), 0)
"""


class Platform(msgspec.Struct, frozen=True):
    """Where it answers. `environment` is that of its processes."""

    home: Path
    port: int
    token: str
    dsn: str
    environment: dict[str, str]

    def post(
        self, connection: http.client.HTTPConnection, document: bytes, media_type: str = "application/ld+json"
    ) -> None:
        """Capture a document and wait for the acknowledgement."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": media_type}
        connection.request("POST", "/epcis/capture", document, headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.client.ACCEPTED:
            raise RuntimeError(f"capture was answered {answer.status}: {body[:500]!r}")

    def client(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def database(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.dsn)

    def wait_until_numbered(self, connection: psycopg.Connection[Any]) -> None:
        """Until every capture is done, the journal holds every event and the tree every number of the journal."""
        while connection.execute(_UNFINISHED).fetchone() == (True,):
            connection.commit()
            time.sleep(0.01)
        connection.commit()


@contextmanager
def running(port: int = 8791) -> Iterator[Platform]:
    """`zhuisu serve` in an empty home, ended and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="zhuisu-bench-"))
    home.chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
    environment = os.environ | {"ZHUISU_HOME": str(home), "ZHUISU_PORT": str(port)}
    program = str(Path(sys.executable).with_name("zhuisu"))
    server = subprocess.Popen([program, "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        token = subprocess.run(
            [program, "token", "operator"], env=environment, check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        yield Platform(home, port, token, _dsn(environment), environment)
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _dsn(environment: dict[str, str]) -> str:
    asked = "from zhuisu.server.config import config as c; from zhuisu.server.postgres import locate as l; " + (
        "print(c().database_url or l(c().home, c().postgres_bin).dsn())"
    )
    return subprocess.run(
        [sys.executable, "-c", asked], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError("the platform did not start")


def resident_mib(pattern: str) -> float:
    """The largest resident memory of the processes whose command matches, in MiB."""
    sizes = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes().decode(errors="replace")
            found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
        except OSError:
            continue
        if found and re.search(pattern, command):
            sizes.append(int(found[1]) / 1024)
    return max(sizes)
