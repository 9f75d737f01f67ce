"""Try README: run its commands, in its order, in a fresh clone, as a newcomer would.

Every block marked ```sh is run. `make demo` stays in the foreground for ever, so it is left running and the next
command waits until its page answers. Both READMEs must hold the same commands. A clone in a folder with a space and a
port of its own keep this apart from whatever else the machine does.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
STAYS = "make demo"
LONGEST_SECONDS = 600


def main() -> int:
    """Run the commands; 1 when the READMEs differ, a command fails, or the page does not answer in time."""
    commands, other = (commands_of(ROOT / name) for name in READMES)
    if commands != other:
        print(f"The commands differ.\n{READMES[0]}: {commands}\n{READMES[1]}: {other}")
        return 1
    with TemporaryDirectory(prefix="zhuisu readme ") as name:
        Path(name).chmod(0o755)  # as a newcomer's folder is: root's database, run by another user, may pass
        clone = Path(name, "zhuisu")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        return follow(commands, clone)


def commands_of(document: Path) -> list[str]:
    """The commands in the ```sh blocks of a document, without their comments."""
    blocks = [token.content for token in MarkdownIt().parse(document.read_text("utf-8")) if token.info == "sh"]
    lines = [line.partition(" # ")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def follow(commands: list[str], clone: Path) -> int:
    """Run the commands in the clone; answers the first exit status that is not 0."""
    port = free_port()
    environment = os.environ | {"ZHUISU_PORT": str(port), "ZHUISU_HOME": str(clone / "var")}
    environment.pop("VIRTUAL_ENV", None)
    started, page_seconds = time.monotonic(), 0.0
    with ended_at_last() as running:
        for command in commands:
            began = time.monotonic()
            print(f"$ {command}", flush=True)
            if command == STAYS:
                running.append(subprocess.Popen(command.split(), cwd=clone, env=environment, start_new_session=True))
                status = wait_for_page(f"http://127.0.0.1:{port}", running[-1])
                page_seconds = time.monotonic() - started
            else:
                status = subprocess.run(["sh", "-c", command], cwd=clone, env=environment, check=False).returncode
            if status:
                print(f"`{command}` ended with {status}")
                return status
            print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{len(commands)} commands; from the clone to a page that answers: {page_seconds:.0f} s")
    return 0


@contextmanager
def ended_at_last() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that were left running: interrupted, as Ctrl-C would, and waited for."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        yield running
    finally:
        for process in running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)


def wait_for_page(address: str, process: subprocess.Popen[bytes]) -> int:
    """Wait until the start page and the readiness answer; answers 0, or 1 when they never do."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if answers(f"{address}/readyz") and answers(f"{address}/"):
            return 0
        time.sleep(0.5)
    print(f"{address} did not answer")
    return 1


def answers(address: str) -> bool:
    """Whether an address answers with success."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310  (our own loopback address)
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
