"""The bridge from ASGI to WSGI: bodies as they arrive, answers whole or in pieces, headers as they are."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

import pytest

from zhuisu.server import bridge, patience
from zhuisu.server.bridge import SMALL_BYTES, Bridge, Message

Headers = list[tuple[bytes, bytes]]


def scope(*headers: tuple[bytes, bytes], path: bytes = b"/a", query: bytes = b"", method: str = "POST") -> Message:
    return {
        "type": "http",
        "method": method,
        "scheme": "http",
        "http_version": "1.1",
        "raw_path": path,
        "query_string": query,
        "server": ("127.0.0.1", "8000"),
        "client": ("10.0.0.9", "4711"),
        "headers": list(headers),
    }


def pieces(*bodies: bytes) -> list[Message]:
    last = len(bodies) - 1
    return [{"type": "http.request", "body": body, "more_body": at < last} for at, body in enumerate(bodies)]


class Answering:
    """A WSGI application that remembers what it was asked, and answers what it read."""

    def __init__(self, read: Callable[[Any], bytes] = lambda body: body.read()) -> None:
        self.read = read
        self.environ: dict[str, Any] = {}
        self.threads: set[str] = set()
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.environ = environ
        self.threads.add(threading.current_thread().name)
        try:
            content = self.read(environ["wsgi.input"])
        except OSError as fault:
            content = type(fault).__name__.encode()
        start("200 OK", [("Content-Type", "text/plain"), ("X-Two", "1"), ("X-Two", "2")])
        return Body(self, content)


class Body:
    """An answer that notes that it was closed; `streaming` as Django's is."""

    def __init__(self, application: Answering, *content: bytes, streaming: bool = False) -> None:
        self.application = application
        self.content = content
        self.streaming = streaming

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.content)

    def close(self) -> None:
        self.application.closed += 1


def asked(application: Any, given: Message, messages: list[Message]) -> list[Message]:
    """What is sent. A client that has nothing more to say waits."""
    sent: list[Message] = []

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(_call(Bridge(application, 1), given, receive, send))
    return sent


async def _call(
    called: Bridge,
    given: Message,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    await called(given, receive, send)


def content(sent: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "IDLE_SECONDS", 0.05)


def test_a_small_body_is_there_at_once() -> None:
    application = Answering()
    sent = asked(application, scope((b"content-length", b"6")), pieces(b"abc", b"def"))
    assert content(sent) == b"abcdef"
    assert sent[0]["status"] == 200
    assert sent[0]["headers"] == [(b"content-type", b"text/plain"), (b"x-two", b"1"), (b"x-two", b"2")]
    assert application.closed == 1


def test_a_large_body_is_read_as_it_arrives() -> None:
    size = SMALL_BYTES + 10
    application = Answering(lambda body: b"".join(iter(lambda: body.read(1000), b"")))
    given = scope((b"content-length", str(size).encode()))
    assert (
        content(asked(application, given, pieces(b"x" * SMALL_BYTES, b"", b"y" * 10))) == b"x" * SMALL_BYTES + b"y" * 10
    )


def test_a_body_in_chunks_is_read_by_lines() -> None:
    application = Answering(lambda body: b"|".join(body))
    given = scope((b"transfer-encoding", b"chunked"))
    assert content(asked(application, given, pieces(b"a\nb", b"c\n", b"d"))) == b"a\n|bc\n|d"


def test_a_body_can_be_refused_without_being_read() -> None:
    application = Answering(lambda _: b"no")
    assert content(asked(application, scope((b"content-length", b"2147483648")), [])) == b"no"
    given = scope((b"content-length", b"10"), (b"expect", b"100-continue"))
    assert content(asked(application, given, [])) == b"no"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("length", [b"100", b"1000000"])
def test_a_client_that_stalls_is_given_up(length: bytes) -> None:
    messages = pieces(b"abc", b"never")[:1]
    application = Answering(lambda body: body.read(3) + body.read(10))
    assert content(asked(application, scope((b"content-length", length)), messages)) == b"TimeoutError"


@pytest.mark.parametrize("length", [b"100", b"1000000"])
def test_a_client_that_goes_away_is_an_oserror(length: bytes) -> None:
    messages = [*pieces(b"abc", b"never")[:1], {"type": "http.disconnect"}]
    application = Answering(lambda body: body.read(3) + body.read(10))
    assert content(asked(application, scope((b"content-length", length)), messages)) == b"OSError"


@pytest.mark.parametrize(("path", "most"), [(b"/epcis/capture", 4), (b"/scan", 2)])
def test_clients_that_are_still_sending_leave_threads_to_others(path: bytes, most: int) -> None:
    begun: list[Any] = []

    def read(body: Any) -> bytes:
        begun.append(body)
        return bytes(body.read(1))

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(_: Message) -> None:
        """Nobody listens."""

    async def others_are_answered() -> int:
        asked_of = Bridge(Answering(read), 8)
        sending = scope((b"content-length", b"1000000"), path=path)
        slow = [asyncio.create_task(asked_of(sending, receive, send)) for _ in range(40)]
        async with asyncio.timeout(10):
            for _ in range(20):
                await asked_of(scope(path=b"/healthz", method="GET"), receive, send)
        held = len(begun) - 20
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return held

    assert asyncio.run(others_are_answered()) == most


@pytest.mark.parametrize(("path", "outcome"), [(b"/epcis/capture", b"abcd"), (b"/scan", b"TimeoutError")])
def test_a_body_that_anybody_may_send_has_to_be_there_soon(
    monkeypatch: pytest.MonkeyPatch, path: bytes, outcome: bytes
) -> None:
    monkeypatch.setattr(bridge, "PUBLIC_SECONDS", -1.0)
    application = Answering(lambda body: b"".join(iter(lambda: body.read(1000), b"")))
    given = scope((b"transfer-encoding", b"chunked"), path=path)
    assert content(asked(application, given, pieces(b"ab", b"cd"))) == outcome


def test_an_answer_in_pieces_is_sent_in_pieces() -> None:
    closed = Answering()

    def application(_: dict[str, Any], start: Callable[..., Any]) -> Body:
        start("200 OK", [])
        return Body(closed, b"a", b"b", streaming=True)

    sent = asked(application, scope(), [])
    assert [message.get("body") for message in sent] == [None, b"a", b"b", b""]
    assert [message.get("more_body", False) for message in sent] == [False, True, True, False]
    assert closed.closed == 1


def test_the_environ_is_that_of_wsgi() -> None:
    application = Answering()
    given = scope(
        (b"host", b"127.0.0.1:8000"),
        (b"content-type", b"text/plain"),
        (b"x-forwarded-for", b"a"),
        (b"x_forwarded_for", b"forged"),
        (b"accept", b"a/b"),
        (b"accept", b"c/d"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        path="/数/a%2Fb".encode().replace("数".encode(), b"%E6%95%B0"),
        query=b"q=%41",
    )
    asked(application, given, [])
    stated = {name: value for name, value in application.environ.items() if isinstance(value, str)}
    assert stated == {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/数/a/b".encode().decode("latin-1"),
        "QUERY_STRING": "q=%41",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "10.0.0.9",
        "wsgi.url_scheme": "http",
        "CONTENT_TYPE": "text/plain",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_X_FORWARDED_FOR": "a",
        "HTTP_ACCEPT": "a/b,c/d",
        "HTTP_COOKIE": "a=1; b=2",
    }


def test_a_websocket_is_asked_for_like_a_page() -> None:
    application = Answering(lambda _: b"no")
    given = scope() | {"type": "websocket", "scheme": "ws"}
    del given["method"]
    answer = asyncio.run(Bridge(application, 1).ask(given))
    assert (answer.status, answer.content) == (200, b"no")
    assert application.environ["zhuisu.websocket"] is True
    assert application.environ["REQUEST_METHOD"] == "GET"


def test_no_more_requests_are_worked_on_at_once_than_there_are_threads() -> None:
    application = Answering(lambda _: b"")

    async def several() -> None:
        bridge = Bridge(application, 2)

        async def receive() -> Message:
            raise AssertionError

        async def send(_: Message) -> None:
            """Anything will do."""

        await asyncio.gather(*(bridge(scope(), receive, send) for _ in range(20)))

    asyncio.run(several())
    assert len(application.threads) <= 2
