"""A running server with named queries, subscriptions and WebSockets."""

import http.client
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.exchange.caller import document, event
from tests.server.running import Answer, Running, until

NOON = "2026-09-01T12:00:00.000+08:00"


def ask(server: Running, method: str, path: str, body: object = None, **headers: str) -> Answer:
    """One request of the operator."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    stated = {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else json.dumps(body)
    connection.request(
        method,
        path,
        data,
        {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json", **stated},
    )
    with connection.getresponse() as answer:
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return found


def make_query(server: Running, name: str, query: Mapping[str, object] | None = None) -> None:
    made = ask(server, "POST", "/epcis/queries", {"name": name, "query": dict(query or {})})
    assert made.status == 201, made


def subscribe(server: Running, query: str, **members: object) -> str:
    """The path of a new subscription."""
    made = ask(server, "POST", f"/epcis/queries/{query}/subscriptions", members)
    assert made.status == 201, made
    return made.headers["location"]


def capture(server: Running, numbers: Iterable[int]) -> None:
    captured = server.capture(json.dumps(document(*(event(number, eventTime=NOON) for number in numbers))).encode())
    assert captured.status == 202, captured


def insist(server: Running, numbers: Sequence[int]) -> None:
    """Capture these events whatever processes are ending meanwhile. What was there already is no event again."""

    def was_captured() -> bool:
        try:
            capture(server, numbers)
        except (AssertionError, OSError):
            return False
        return True

    until(was_captured)


def ids(numbers: Iterable[int]) -> list[str]:
    return [event(number)["eventID"] for number in numbers]


def listen(server: Running, path: str, token: str | None = None, **headers: str) -> ClientConnection:
    """A WebSocket to this address."""
    stated = {"Authorization": f"Bearer {token or server.token}"} if token != "" else {}
    stated |= {name.replace("_", "-"): value for name, value in headers.items()}
    return connect(
        f"ws://127.0.0.1:{server.port}{path}", additional_headers=stated, max_size=None, legacy=True, proxy=None
    )


def heard(socket: ClientConnection, count: int) -> list[str]:
    """The eventIDs of the next messages, until there are so many."""
    found: list[str] = []
    while len(found) < count:
        results = json.loads(socket.recv(timeout=30))["epcisBody"]["queryResults"]
        found += [each["eventID"] for each in results["resultsBody"]["eventList"]]
    return found


def shown(server: Running, path: str) -> dict[str, Any]:
    """How a subscription stands."""
    found: dict[str, Any] = json.loads(ask(server, "GET", path).body)
    return found
