"""A running `zhuisu serve` in a home of its own, and its processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

SECONDS = 60.0


class Answer(NamedTuple):
    """What the server answered. Status 0: the connection broke."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Running:
    """The server of one home."""

    def __init__(self, home: Path, port: int, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self.home = home
        self.port = port
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ZHUISU_")},
            "ZHUISU_HOME": str(home),
            "ZHUISU_PORT": str(port),
            "ZHUISU_WORKERS": "2",
            "LANG": "C.UTF-8",
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.token = ""

    def command(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """`zhuisu …` in this home."""
        return subprocess.run(
            [sys.executable, "-m", "zhuisu.server", *arguments],
            env=self.environment, input=stdin, capture_output=True, check=False,
        )  # fmt: skip

    def start(self, *options: str) -> None:
        command = [sys.executable, "-m", "zhuisu.server", "serve", *options]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        until(lambda: self.get("/readyz").status == 200)

    def ask_to_end(self) -> int:
        """SIGTERM, and the exit status."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(SECONDS)

    def get(self, path: str) -> Answer:
        return self._send(urllib.request.Request(self._url(path), headers=self._headers()))

    def capture(self, document: bytes) -> Answer:
        headers = self._headers() | {"Content-Type": "application/json"}
        return self._send(urllib.request.Request(self._url("/epcis/capture"), document, headers))

    def event_ids(self) -> list[str]:
        """Every event that the server answers."""
        found: list[str] = []
        path = "/epcis/events?perPage=1000"
        while path:
            answer = self.get(path)
            assert answer.status == 200, answer
            results = json.loads(answer.body)["epcisBody"]["queryResults"]["resultsBody"]
            found += [event["eventID"] for event in results["eventList"]]
            path = answer.headers.get("link", "")[1:].partition(">")[0]
        return found

    def processes(self, words: str) -> list[int]:
        """Process ids of this home whose command line holds these words, oldest first."""
        return sorted(pid for pid in _all() if words in _command(pid) and _belongs(pid, self.home))

    def kill(self, words: str) -> int:
        """SIGKILL to the youngest of them."""
        victim = self.processes(words)[-1]
        os.kill(victim, signal.SIGKILL)
        return victim

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as response:
                return Answer(response.status, _lower(response.headers), response.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, _lower(refused.headers), refused.read())
        except OSError:
            return Answer(0, {}, b"")


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Running]:
    """A server that is ready, with an operator's token; ended afterwards, also where a test failed."""
    server = Running(home, free_port(), settings)
    server.token = server.command("token", "operator").stdout.decode().strip()
    server.start()
    try:
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.ask_to_end()
        if server.processes("postgres"):
            server.command("migrate")  # an orphaned database is stopped by the last one to leave


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def until(holds: Callable[[], Any]) -> None:
    """Wait for what has to become true within a minute."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not become true"
        time.sleep(0.05)


def _lower(headers: Message) -> dict[str, str]:
    """Header fields by lower-case name."""
    return {name.lower(): value for name, value in headers.items()}


def _all() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _belongs(pid: int, home: Path) -> bool:
    """By its environment, or for PostgreSQL (which has none of ours) by its folder."""
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        return f"ZHUISU_HOME={home}".encode() in environment or str(home) in str(Path(f"/proc/{pid}/cwd").readlink())
    except OSError:
        return False
