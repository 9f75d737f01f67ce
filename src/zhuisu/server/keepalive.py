"""Keepalive: lets the kernel notice that the client of a long connection has vanished (Linux).

granian sends no pings and hands out no sockets, so the connection is looked up among this process's own by its client.
"""

import os
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

IDLE_SECONDS: Final = 30
INTERVAL_SECONDS: Final = 10
PROBES: Final = 3
UNANSWERED_MILLISECONDS: Final = 60_000
"""A client that answers no probe, or acknowledges nothing that it was sent, for a minute is gone."""


def keep_alive(host: str, port: int) -> None:
    """Probe the connection of this client while it is silent. Nothing happens where it is not found."""
    if sys.platform != "linux":
        return
    for descriptor in _sockets():
        with suppress(OSError), _opened(descriptor) as found:
            if found.getpeername()[:2] == (host, port):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, IDLE_SECONDS)
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, INTERVAL_SECONDS)
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, PROBES)
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MILLISECONDS)


def _sockets() -> Iterator[int]:
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names, not paths
        with suppress(OSError):
            if stat.S_ISSOCK(Path(f"/proc/self/fd/{name}").stat().st_mode):
                yield int(name)


@contextmanager
def _opened(descriptor: int) -> Iterator[socket.socket]:
    """The same socket under a number of ours, which can be closed."""
    copy = os.dup(descriptor)
    try:
        found = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise
    with found:
        yield found
