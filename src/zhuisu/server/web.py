"""A web process: granian over the ASGI application. Run as `python -m zhuisu.server.web PARENT`.

Each web process is one granian with one worker, and all listen on the same port (SO_REUSEPORT), so that the end of one
disturbs no other.
"""

import asyncio
import contextlib
import importlib
import os
import signal
import sys
import threading
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from zhuisu.server.config import Config, config
from zhuisu.server.lifeline import end_with

HEADER_MILLISECONDS = 10_000
CONNECTIONS = 4096
STOP_SECONDS = 20
FAREWELL_SECONDS = 0.3
"""How long WebSockets have to be closed in good order before the server ends."""


def load(_: str) -> Any:
    """The application of one web process, which ends with the process that made it."""
    end_with(os.getppid())
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    module = importlib.import_module("zhuisu.server.asgi")
    asyncio.get_event_loop().add_signal_handler(signal.SIGUSR1, module.close_sockets)
    return module.application


class Server(MPServer):
    """granian, which closes WebSockets without a word when it ends: they are told before."""

    def signal_handler_interrupt(self, *arguments: Any, **named: Any) -> None:
        for worker in self.wrks:
            with contextlib.suppress(OSError):
                os.kill(worker.inner.pid, signal.SIGUSR1)
        threading.Timer(FAREWELL_SECONDS, super().signal_handler_interrupt, arguments, named).start()


def server(chosen: Config) -> Server:
    """The worker is replaced when it dies. Connections beyond those that are served wait in line."""
    return Server(
        "zhuisu.server.asgi:application",
        address=chosen.bind,
        port=chosen.port,
        interface=Interfaces.ASGINL,
        workers=1,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        http=HTTPModes.http1,
        websockets=True,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOP_SECONDS,
    )


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    server(config()).serve(target_loader=load)
