"""Ahead: the next page of a scope is read, by a thread of its own, while the present one is looked at."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

from zhuisu.ledger.scope_touches import looking_up
from zhuisu.tracing.scope_reading import Read, ScopeReader


class Ahead:
    """One page at a time. The thread has a connection of its own, and reads nothing but the ledger."""

    def __init__(self, reader: ScopeReader, pool: ThreadPoolExecutor) -> None:
        self._reader = reader
        self._pool = pool

    @property
    def beside(self) -> Executor:
        """The thread, for other work that is done beside one's own."""
        return self._pool

    def begin(self, keys: Sequence[str], roles: Collection[int]) -> "Future[Read]":
        return self._pool.submit(self._read, keys, roles)

    def _read(self, keys: Sequence[str], roles: Collection[int]) -> Read:
        with looking_up():
            return self._reader.read(keys, roles)


@contextmanager
def reading_ahead(reader: ScopeReader) -> Iterator[Ahead]:
    with ThreadPoolExecutor(1, "scope-reading") as pool:
        try:
            yield Ahead(reader, pool)
        finally:
            pool.submit(_leave).result()


def _leave() -> None:
    """Closes the connection of the thread that it runs on."""
    connection.close()
