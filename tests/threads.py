"""Work in other threads: each gives its database connection back at its end, else the pool of this process runs dry."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import wraps
from socketserver import ThreadingMixIn
from time import monotonic, sleep
from typing import Any, ParamSpec, TypeVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.db import DEFAULT_DB_ALIAS, connections

P = ParamSpec("P")
T = TypeVar("T")


def returning(work: Callable[P, T]) -> Callable[P, T]:
    """The work, with the connection of its thread returned at the end."""

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()

    return run


def aside(work: Callable[[], T]) -> T:
    """Done in a thread of its own: the event loop of a browser would bar it from the database."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(returning(work)).result()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Who goes away before the answer leaves a request without an end, where Django would return its connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The address of all screens, with their static files, on a port of its own."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415 - Django must be set up first
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def connections_out(at_most: int | None = None, *, within: float = 5.0) -> int:
    """How many connections of the pool other threads have; with `at_most`, after some seconds to come to that."""
    pools: dict[str, Any] = getattr(type(connections[DEFAULT_DB_ALIAS]), "_connection_pools", {})
    pool = pools.get(DEFAULT_DB_ALIAS)  # asking the connection for its pool would open one
    if pool is None:
        return 0
    own = int(connections[DEFAULT_DB_ALIAS].connection is not None)
    until = monotonic() + within
    while True:
        stats = pool.get_stats()
        out = int(stats["pool_size"] - stats["pool_available"]) - own
        if at_most is None or out <= at_most or monotonic() > until:
            return out
        sleep(0.05)
