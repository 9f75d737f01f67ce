"""Serving: the database, the web processes and the worker of one machine, from start to clean end."""

import errno
import http.client
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Literal

from django.core.management import call_command

from zhuisu.server.boot import close_connections, migrated_database
from zhuisu.server.config import Config, config
from zhuisu.server.postgres import locate
from zhuisu.server.postgres.use import keep_running
from zhuisu.server.publishing import log_signers
from zhuisu.server.supervisor import Child, supervise
from zhuisu.server.trouble import TroubleError
from zhuisu.server.worker import stop_at_signals

Part = Literal["web", "worker"]
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
BACKGROUND = ("worker", "jobs", "deliverer", "follower", "recaller", "bookkeeper")
LOOK_SECONDS = 1.0


def serve(*, only: Part | None, announce: Callable[[str], None]) -> None:
    """Run until SIGTERM or SIGINT; `announce` is told the address once it answers. Raises TroubleError."""
    chosen = config()
    stop = stop_at_signals()
    if only != "worker":
        check_port(chosen)
    with migrated_database():
        if only != "worker":
            call_command("collectstatic", interactive=False, verbosity=0)
        if only != "web":
            log_signers(chosen)
        close_connections()
        if stop.is_set():
            return
        if only != "worker":
            threading.Thread(target=_announce, args=(chosen, stop, announce), daemon=True).start()
        supervise(_children(chosen, only), environment=os.environ, stop=stop, tend=_tending(chosen))


def check_port(chosen: Config) -> None:
    """Raises TroubleError where the address cannot be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(chosen.bind, chosen.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except socket.gaierror as fault:
        raise TroubleError(
            f"{chosen.bind} is no address that can be listened on. Set --bind or ZHUISU_BIND."
        ) from fault
    except OSError as fault:
        raise TroubleError(_why_not(chosen, fault)) from fault


def _why_not(chosen: Config, fault: OSError) -> str:
    place = f"{chosen.bind} port {chosen.port}"
    if fault.errno == errno.EADDRINUSE:
        return f"{place} is taken by another program. Choose another with --port or ZHUISU_PORT. · 端口已被占用。"
    if fault.errno == errno.EACCES:
        return f"{place} may not be used by this user. Choose a port above 1023 with --port. · 无权使用此端口。"
    return f"{place} cannot be listened on: {fault.strerror}. Set --bind or ZHUISU_BIND."


def _children(chosen: Config, only: Part | None) -> list[Child]:
    worker = [] if only == "web" else [Child(name, f"zhuisu.server.{name}") for name in BACKGROUND]
    web = [] if only == "worker" else [Child(f"web-{n + 1}", "zhuisu.server.web") for n in range(chosen.workers)]
    return [*worker, *web]


def _tending(chosen: Config) -> Callable[[], None]:
    """Looks after the embedded database once a second: one that was killed is started again."""
    if not chosen.database_is_embedded():
        return lambda: None
    place = locate(chosen.home, chosen.postgres_bin)
    looked = time.monotonic()

    def tend() -> None:
        nonlocal looked
        if time.monotonic() - looked >= LOOK_SECONDS:
            keep_running(place)
            looked = time.monotonic()

    return tend


def _announce(chosen: Config, stop: threading.Event, announce: Callable[[str], None]) -> None:
    """Tell the address once the first answer came."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(chosen.bind, chosen.bind)  # noqa: S104
    while not stop.wait(0.1):
        try:
            connection = http.client.HTTPConnection(host, chosen.port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                break
        except OSError:
            continue
    else:
        return
    announce(f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}/")
