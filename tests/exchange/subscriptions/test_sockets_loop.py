"""Connections in a loop of the test's own: clients that are slow, tokens that end, a database that fails."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import OperationalError

from tests.exchange.caller import Caller
from tests.exchange.subscriptions.test_delivering import capture, ids
from zhuisu.access import Actor, Scope
from zhuisu.exchange.epcis.negotiation import DEFAULT_FORM
from zhuisu.exchange.models import NamedQuery
from zhuisu.exchange.subscriptions import sockets as sockets_module
from zhuisu.exchange.subscriptions.controls import Controls
from zhuisu.exchange.subscriptions.following import Following
from zhuisu.exchange.subscriptions.sockets import Sockets

READER = Actor("inspector", scopes=frozenset({Scope.READ}))


@pytest.fixture(autouse=True)
def query(operator: Caller) -> None:
    operator.post("/epcis/queries", {"name": "all", "query": {}})


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets_module, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(sockets_module, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(sockets_module, "FAULT_SECONDS", 0.01)


def following(who: Callable[[], Actor | None] = lambda: READER) -> Following:
    """Everything that was ever captured, as it comes."""
    named = NamedQuery.objects.get()
    controls = Controls(None, False, datetime(2020, 1, 1, tzinfo=UTC))
    return Following(named.pk, named.name, controls, DEFAULT_FORM, READER, who)


class Client:
    """The other side of a connection: what it was sent, and when it is done."""

    def __init__(self, enough: int = 10**9) -> None:
        self.enough = enough
        self.sent: list[dict[str, Any]] = []
        self.gone = asyncio.Event()
        self._first = True

    async def receive(self) -> dict[str, Any]:
        if self._first:
            self._first = False
            return {"type": "websocket.connect"}
        await self.gone.wait()
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        if len(self.event_ids) >= self.enough:
            self.gone.set()

    @property
    def event_ids(self) -> list[str]:
        found: list[str] = []
        for message in self.sent:
            if message["type"] == "websocket.send":
                results = json.loads(message["text"])["epcisBody"]["queryResults"]["resultsBody"]
                found += [event["eventID"] for event in results["eventList"]]
        return found

    @property
    def closing(self) -> tuple[int, str]:
        assert self.sent[-1]["type"] == "websocket.close"
        return self.sent[-1]["code"], self.sent[-1]["reason"]


def run(work: Callable[[], Coroutine[Any, Any, Client]]) -> Client:
    async def bounded() -> Client:
        async with asyncio.timeout(30):
            return await work()

    return asyncio.run(bounded())


def followed(
    client: Callable[[], Client],
    wanted: Following,
    meanwhile: Callable[[Sockets], Coroutine[Any, Any, None]] | None = None,
) -> Client:
    """Serve one client to its end."""

    async def work() -> Client:
        sockets, other = Sockets(), client()
        beside = asyncio.create_task(meanwhile(sockets)) if meanwhile else None
        await sockets.follow(wanted, other.receive, other.send)
        assert not sockets.is_full("inspector")
        if beside:
            await beside
        return other

    return run(work)


def test_a_client_is_told_until_it_goes(operator: Caller) -> None:
    capture(operator, *range(1, 301))
    client = followed(lambda: Client(enough=300), following())
    assert client.sent[0] == {"type": "websocket.accept"}
    assert client.event_ids == ids(*range(1, 301))
    assert client.sent[-1]["type"] == "websocket.send"


def test_a_client_that_takes_nothing_is_given_up(operator: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets_module, "SEND_SECONDS", 0.05)
    capture(operator, 1)

    class Slow(Client):
        async def send(self, message: dict[str, Any]) -> None:
            self.sent.append(message)
            if message["type"] == "websocket.send":
                await asyncio.Event().wait()

    assert followed(Slow, following()).closing == (1008, "too slow")


def test_a_token_that_ends_closes_the_connection() -> None:
    answers: list[Actor | None] = [READER, READER, None]
    who = lambda: answers.pop(0) if len(answers) > 1 else answers[0]  # noqa: E731 - shorter than a function
    assert followed(Client, following(who)).closing == (1008, "token ended")


def test_an_account_that_may_not_read_any_more_is_told_nothing(operator: Caller) -> None:
    capture(operator, 1)
    client = followed(Client, following(lambda: Actor("inspector")))
    assert client.event_ids == []
    assert client.closing == (1008, "token ended")


def test_a_database_that_fails_for_a_while_is_waited_for(operator: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    capture(operator, 1)
    look = sockets_module._look
    faults = [OperationalError("gone"), OperationalError("gone")]

    def failing(*arguments: Any) -> Any:
        if faults:
            raise faults.pop()
        return look(*arguments)

    monkeypatch.setattr(sockets_module, "_look", failing)
    assert followed(lambda: Client(enough=1), following()).event_ids == ids(1)


def test_a_bug_closes_the_connection_and_is_noted(
    operator: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(sockets_module, "_look", broken)
    assert followed(Client, following()).closing == (1011, "server failed")
    assert "WebSocket failed" in caplog.text


def test_a_process_that_ends_says_so() -> None:
    async def end(sockets: Sockets) -> None:
        await asyncio.sleep(0)
        sockets.close_all()

    assert followed(Client, following(), end).closing == (1012, "server restarts")
