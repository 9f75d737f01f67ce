"""Sockets: WebSockets that are told what a named query finds, from the loop of a web process."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, TypeVar

from django.db import connection

from zhuisu.access import Actor, Scope
from zhuisu.access.visibility import sight_of
from zhuisu.exchange.epcis.rendering import render
from zhuisu.exchange.models import NamedQuery
from zhuisu.exchange.subscriptions.controls import next_run
from zhuisu.exchange.subscriptions.definition import query_of
from zhuisu.exchange.subscriptions.following import Following
from zhuisu.exchange.subscriptions.window import Interest, first_position, next_window
from zhuisu.ledger import journal
from zhuisu.ledger.database import UNUSABLE
from zhuisu.ledger.reading import StoredEvent
from zhuisu.ledger.sight import Sight

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
T = TypeVar("T")

LOOK_SECONDS: Final = 0.2
CHECK_SECONDS: Final = 3.0
SEND_SECONDS: Final = 60.0
CLOSE_SECONDS: Final = 5.0
FAULT_SECONDS: Final = 1.0
THREADS: Final = 2
MOST_OF_ONE: Final = 50
"""Connections of one account to one web process."""

log = logging.getLogger("zhuisu.subscriptions")


class Code:
    """Close codes (RFC 6455 §7.4.1)."""

    QUERY_DELETED: Final = 1000
    NOT_ALLOWED: Final = 1008
    FAILED: Final = 1011
    RESTART: Final = 1012


class ClosedError(Exception):
    """The server closes the connection."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Told(NamedTuple):
    """What a look at the journal found: a document to send, if there is one, where to go on, and the end."""

    document: str | None
    position: int
    end: int


class Pulse:
    """Knows how long the journal is, by asking a few times a second while anybody listens."""

    def __init__(self) -> None:
        self.size = 0
        self._listeners = 0
        self._grown = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> "Pulse":
        self._listeners += 1
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._beat())
        return self

    def __exit__(self, *_: object) -> None:
        self._listeners -= 1
        if self._listeners == 0 and self._task is not None:
            self._task.cancel()
            self._task = None

    async def beyond(self, position: int, seconds: float) -> None:
        """Returns when the journal is longer than this, or so much time has passed."""
        try:
            async with asyncio.timeout(seconds):
                while self.size <= position:
                    await self._grown.wait()
        except TimeoutError:
            return

    async def _beat(self) -> None:
        while True:
            try:
                size = await on_a_thread(journal.size)
            except UNUSABLE:
                await asyncio.sleep(FAULT_SECONDS)
                continue
            if size != self.size:
                self.size = size
                grown, self._grown = self._grown, asyncio.Event()
                grown.set()
            await asyncio.sleep(LOOK_SECONDS)


class Sockets:
    """The open connections of this process."""

    def __init__(self) -> None:
        self._pulse = Pulse()
        self._closing = asyncio.Event()
        self._open: Counter[str] = Counter()

    def is_full(self, account: str) -> bool:
        """Whether this account has as many connections as it may have."""
        return self._open[account] >= MOST_OF_ONE

    def close_all(self) -> None:
        """Ask every client to come again: this process is about to end. Called in the loop."""
        self._closing.set()

    async def follow(self, following: Following, receive: Receive, send: Send) -> None:
        """Serve one connection that may be accepted, until either side ends it."""
        await receive()
        position = await _patiently(lambda: first_position(following.controls.initial))
        await send({"type": "websocket.accept"})
        self._open[following.actor.name] += 1
        telling = self._tell(following, position, send)
        ends = [asyncio.create_task(each) for each in (_listen(receive), self._end(), telling)]
        try:
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open[following.actor.name] -= 1
            for task in ends:
                task.cancel()
            # Also because the server sends no close while somebody listens.
            await asyncio.gather(*ends, return_exceptions=True)
        fault = next((task.exception() for task in done if task.exception()), None)
        if fault is not None:
            await _close(fault, following, send)

    async def _end(self) -> None:
        await self._closing.wait()
        raise ClosedError(Code.RESTART, "server restarts")

    async def _tell(self, following: Following, position: int, send: Send) -> None:
        """Send documents as long as there is anything to tell."""
        with self._pulse:
            while True:
                if following.controls.schedule is None:
                    position = await self._stream(following, position, send)
                else:
                    position = await self._run(following, position, send)

    async def _stream(self, following: Following, position: int, send: Send) -> int:
        await self._pulse.beyond(position, CHECK_SECONDS)
        told = await _patiently(lambda: _look(following, position, None))
        await _send(send, told.document)
        return told.position

    async def _run(self, following: Following, position: int, send: Send) -> int:
        """Wait for the schedule's next moment, and tell what there is then."""
        await _until_next_run(following)
        told = await _patiently(lambda: _look(following, position, None))
        end, was_told = told.end, False
        while True:
            await _send(send, told.document)
            was_told = was_told or told.document is not None
            if told.position >= end:
                break
            from_there = told.position
            told = await _patiently(lambda: _look(following, from_there, end))  # noqa: B023 - asked at once
        if not was_told and following.controls.report_if_empty:
            await _send(send, _document(following, ()))
        return told.position


async def _close(fault: BaseException, following: Following, send: Send) -> None:
    if not isinstance(fault, ClosedError):
        log.error("WebSocket failed", exc_info=fault, extra={"query": following.query_name})
        fault = ClosedError(Code.FAILED, "server failed")
    with contextlib.suppress(RuntimeError, OSError, TimeoutError):  # the client is gone
        async with asyncio.timeout(CLOSE_SECONDS):
            await send({"type": "websocket.close", "code": fault.code, "reason": fault.reason})


async def _listen(receive: Receive) -> None:
    """Until the client goes. What it says is not listened to."""
    while (await receive())["type"] != "websocket.disconnect":
        continue


async def _until_next_run(following: Following) -> None:
    """Sleep, with a look now and then whether the client may still be told."""
    assert following.controls.schedule is not None
    due = next_run(following.controls.schedule, datetime.now(UTC))
    if due is None:
        raise ClosedError(Code.QUERY_DELETED, "the schedule has ended")
    while (left := (due - datetime.now(UTC)).total_seconds()) > 0:
        await asyncio.sleep(min(left, CHECK_SECONDS))
        await _patiently(lambda: _check(following))


async def _send(send: Send, document: str | None) -> None:
    """A client that takes nothing for a minute is given up."""
    if document is None:
        return
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await send({"type": "websocket.send", "text": document})
    except TimeoutError:
        raise ClosedError(Code.NOT_ALLOWED, "too slow") from None


def _look(following: Following, position: int, end: int | None) -> Told:
    """The next document from this position on. Raises ClosedError where the client may be told no more."""
    query, sight = _check(following)
    size = journal.reach(sight) if end is None else end
    window = next_window(Interest(query, sight, following.controls.initial), position, size)
    if not window.events:
        return Told(None, window.end, size)
    return Told(_document(following, window.events), window.end, size)


def _document(following: Following, events: Sequence[StoredEvent]) -> str:
    return render(events, following.form, now=datetime.now(UTC), query_name=following.query_name).decode()


def _check(following: Following) -> tuple[Any, Sight]:
    """The query, and what the client may see of it now. Raises ClosedError."""
    actor: Actor | None = following.who()
    if actor is None or not actor.may(Scope.READ):
        raise ClosedError(Code.NOT_ALLOWED, "token ended")
    named = NamedQuery.objects.filter(pk=following.query_id).first()
    if named is None:
        raise ClosedError(Code.QUERY_DELETED, "query deleted")
    return query_of(named), sight_of(actor)


async def _patiently(work: Callable[[], T]) -> T:
    """The result of database work. A database that went away is waited for."""
    while True:
        try:
            return await on_a_thread(work)
        except UNUSABLE as fault:
            log.warning("database unusable, trying again", extra={"reason": str(fault).strip()})
            await asyncio.sleep(FAULT_SECONDS)


_threads = ThreadPoolExecutor(THREADS, "socket")


async def on_a_thread(work: Callable[[], T]) -> T:
    """Database work, on a thread that keeps no connection afterwards."""

    def done() -> T:
        try:
            return work()
        finally:
            connection.close()

    return await asyncio.get_running_loop().run_in_executor(_threads, done)


sockets = Sockets()
"""Those of this process."""
