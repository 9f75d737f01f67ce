"""Bridge: a WSGI application behind an ASGI server: a thread a request, bodies handed on as they arrive."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from zhuisu.server import patience
from zhuisu.server.patience import Application, PatientBody

SMALL_BYTES = 64 * 1024
"""Bodies up to this size are awaited before a thread is taken: a slow client holds none."""
SEND_SECONDS = 60.0
GUARDED = ("/epcis/", "/api/")
"""Where a body is not read before its sender has shown a token."""

PUBLIC_SECONDS = 60.0
"""A body that anybody may send has to be there by then."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


class Answer(NamedTuple):
    """What is sent. `content` is None where it went out in pieces; `response` is what the application returned."""

    status: int
    headers: Headers
    content: bytes | None
    response: Iterable[bytes]


class Bridge:
    """An ASGI application of `http` scopes. At most `threads` requests are worked on at once; the others wait.

    Clients that are still sending hold at most half of the threads, those that need no token a quarter: however many
    they are and however slow, they keep others out of their own line alone.
    """

    def __init__(self, application: Application, threads: int) -> None:
        self.application = application
        self._threads = ThreadPoolExecutor(threads, "request")
        self._guarded = asyncio.Semaphore(max(1, threads // 2))
        self._public = asyncio.Semaphore(max(1, threads // 4))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        body = await _body(scope, receive)
        environ = _environ(scope, body)
        async with self._line(environ, body):
            answer = await self._on_a_thread(environ, body, send)
        if answer.content is not None:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            await send({"type": "http.response.body", "body": answer.content})

    def _line(self, environ: Message, body: Any) -> AbstractAsyncContextManager[None]:
        """The line in which a request waits whose body has yet to arrive."""
        if not isinstance(body, ArrivingBody):
            return nullcontext()
        if environ["PATH_INFO"].startswith(GUARDED):
            return self._guarded
        body.hurry(PUBLIC_SECONDS)
        return self._public

    async def ask(self, scope: Message) -> Answer:
        """What the application answers to the request for a WebSocket: its `environ` says `zhuisu.websocket`."""
        environ = _environ(scope | {"method": "GET"}, BytesIO()) | {"zhuisu.websocket": True}
        return await self._on_a_thread(environ, BytesIO(), None)

    async def _on_a_thread(self, environ: Message, body: Any, send: Send | None) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._answer, environ, body, send, loop)

    def _answer(self, environ: Message, body: Any, send: Send | None, loop: asyncio.AbstractEventLoop) -> Answer:
        head: list[Any] = []
        response = self.application(environ, lambda *given: head.extend(given))
        try:
            status = int(head[0].split(" ", 1)[0])
            headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in head[1]]
            if send is None or not getattr(response, "streaming", False):
                return Answer(status, headers, b"".join(response), response)
            start: Message = {"type": "http.response.start", "status": status, "headers": headers}
            pieces: Iterable[Message] = (
                {"type": "http.response.body", "body": piece, "more_body": True} for piece in response
            )
            for message in (start, *pieces, {"type": "http.response.body", "body": b""}):
                asyncio.run_coroutine_threadsafe(_sent(send, message), loop).result(SEND_SECONDS)
            return Answer(status, headers, None, response)
        finally:
            body.close()
            close = getattr(response, "close", None)
            if close is not None:
                close()


async def _sent(send: Send, message: Message) -> None:
    await send(message)


class ArrivingBody(PatientBody):
    """A WSGI input that asks the server's event loop for each piece."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receive: Receive) -> None:
        super().__init__()
        self._loop = loop
        self._receive = receive
        self._ended = False

    def close(self) -> None:
        """Nothing waits."""

    def _take(self, _: int) -> bytes:
        while not self._ended:
            coming = asyncio.run_coroutine_threadsafe(self._next(), self._loop)
            try:
                message = coming.result(patience.IDLE_SECONDS)
            except TimeoutError:
                coming.cancel()
                raise TimeoutError("the client stalled") from None
            if message["type"] != "http.request":
                raise OSError("the client went away")
            self._ended = not message.get("more_body")
            if piece := message.get("body"):
                return bytes(piece)
        return b""

    async def _next(self) -> Message:
        return await self._receive()


class FailedBody(BytesIO):
    """A WSGI input of a body that did not arrive."""

    def __init__(self, fault: OSError) -> None:
        super().__init__()
        self._fault = fault

    def read(self, _: int | None = -1, /) -> bytes:
        raise self._fault


async def _body(scope: Message, receive: Receive) -> Any:
    """The request's body: none, whole where it is small and the client is sending it already, else as it arrives."""
    stated = {name: value for name, value in scope["headers"] if name in _OF_BODIES}
    length = stated.get(b"content-length", b"0")
    if b"transfer-encoding" not in stated:
        if length == b"0":
            return BytesIO()
        if b"expect" not in stated and length.isdigit() and len(length) < 9 and int(length) <= SMALL_BYTES:
            return await _small(receive)
    return ArrivingBody(asyncio.get_running_loop(), receive)


_OF_BODIES = frozenset({b"content-length", b"transfer-encoding", b"expect"})


async def _small(receive: Receive) -> BytesIO:
    pieces = []
    try:
        async with asyncio.timeout(patience.IDLE_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return FailedBody(OSError("the client went away"))
                pieces.append(message.get("body", b""))
                if not message.get("more_body"):
                    return BytesIO(b"".join(pieces))
    except TimeoutError:
        return FailedBody(TimeoutError("the client stalled"))


def _environ(scope: Message, body: Any) -> Message:
    """The WSGI environ (PEP 3333) of an ASGI scope, without headers that could pass for others (those with "_")."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: Message = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"]),
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            continue
        key = _BARE.get(name) or "HTTP_" + name.upper().replace("-", "_")
        separator = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    return environ


_BARE = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}
