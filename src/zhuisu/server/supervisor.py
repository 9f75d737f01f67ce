"""Supervisor: keeps child processes running until it is asked to end."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence

log = logging.getLogger("zhuisu.supervisor")

TICK_SECONDS = 0.2
STOP_SECONDS = 30.0
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0
STABLE_SECONDS = 10.0


class Child:
    """One process, started anew when it ends; sooner the longer it had lived."""

    def __init__(self, name: str, module: str) -> None:
        self.name = name
        self.command = [sys.executable, "-m", module, str(os.getpid())]
        self.process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE_SECONDS
        self._due = 0.0

    def keep(self, environment: Mapping[str, str]) -> None:
        """Start it if it does not run and its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            lived = now - self._started
            self._pause = FIRST_PAUSE_SECONDS if lived > STABLE_SECONDS else min(LONGEST_PAUSE_SECONDS, self._pause * 2)
            log.warning("process ended", extra={"child": self.name, "status": self.process.returncode})
            self.process, self._due = None, now + self._pause
        if self.process is None and now >= self._due:
            # A group of its own: Ctrl-C reaches the supervisor alone, which then ends its children in order.
            self.process = subprocess.Popen(self.command, env=environment, start_new_session=True)  # noqa: S603
            self._started = now

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("process had to be killed", extra={"child": self.name})
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def supervise(
    children: Sequence[Child],
    *,
    environment: Mapping[str, str],
    stop: threading.Event,
    tend: Callable[[], None],
) -> None:
    """Keep the children running until `stop`, and call `tend` between looks at them; then end them in reverse order."""
    try:
        while not stop.is_set():
            for child in children:
                child.keep(environment)
            stop.wait(TICK_SECONDS)
            if not stop.is_set():
                tend()
    finally:
        deadline = time.monotonic() + STOP_SECONDS
        for child in reversed(children):
            child.ask_to_end()
        for child in reversed(children):
            child.wait(deadline)
