"""Recipes: a request for every status that the OpenAPI document names."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import pytest
from django.db import OperationalError
from django.http import HttpResponse

from tests.exchange.caller import Caller, bare, document, event
from zhuisu.exchange.openapi.describing import Operation
from zhuisu.exchange.openapi.document import paths, statuses

UNKNOWN = "urn:uuid:99999999-9999-4999-8999-999999999999"
NAMES = re.compile(r"\{[^}]+\}")


class World:
    """Who asks: each with other scopes."""

    def __init__(self, make: Callable[..., Caller], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.operator = make("operator", "capture", "read")
        self.capturer = make("capturer", "capture")
        self.reader = make("reader", "read")
        self.nobody = make("nobody")
        self.stranger = Caller(None)
        self.settings = settings
        self.monkeypatch = monkeypatch

    def without(self, operation: Operation) -> Caller:
        """Somebody with a token, and with none of the scopes that the operation needs."""
        lacking: dict[tuple[str, ...], Caller] = {("capture",): self.reader, ("read",): self.capturer}
        return lacking.get(operation.scopes or (), self.nobody)


class Asked:
    """One operation at its address."""

    def __init__(self, world: World, path: str, verb: str) -> None:
        self.world = world
        self.path = path
        self.verb = verb.upper()
        self.operation = paths()[path][verb]
        self.somewhere = NAMES.sub("urn:x:y", path)

    def by(self, caller: Caller, query: str = "", **headers: str) -> HttpResponse:
        """The request without anything that it needs but a body of the right type."""
        body = b"{}" if self.operation.body is not None else b""
        stated: Any = {"CONTENT_TYPE": next(iter(self.operation.body or {"": {}})), "CONTENT_LENGTH": str(len(body))}
        named = caller.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = caller.client.generic(self.verb, self.somewhere + query, body, headers=named, **stated)
        assert isinstance(answer, HttpResponse)
        return answer


Recipe: TypeAlias = Callable[[Asked], HttpResponse]


class Slow:
    """A body that does not arrive."""

    def read(self, *_: int) -> bytes:
        raise TimeoutError

    readline = read


def _broken(fault: Exception) -> Recipe:
    """The request, answered by a server in which this happens."""

    def ask(asked: Asked) -> HttpResponse:
        def fail(_: object) -> None:
            raise fault

        asked.world.monkeypatch.setattr("zhuisu.exchange.http.resource._check_length", fail)
        return asked.by(asked.world.operator)

    return ask


def _slow(asked: Asked) -> HttpResponse:
    stated: Any = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "9", "wsgi.input": Slow()}
    operator = asked.world.operator
    answer = operator.client.generic("POST", asked.somewhere, headers=operator.headers, **stated)
    assert isinstance(answer, HttpResponse)
    return answer


def _large(asked: Asked) -> HttpResponse:
    asked.world.settings.CAPTURE_BYTES = 10
    return asked.world.operator.post(asked.somewhere, document(event(1)))


def _csv(asked: Asked) -> HttpResponse:
    return asked.world.operator.post(asked.somewhere, b"a;b", "text/csv")


BY_STATUS: Mapping[int, Recipe] = {
    204: lambda asked: asked.by(asked.world.stranger),
    400: lambda asked: asked.by(asked.world.operator, "?nonsense=1"),
    401: lambda asked: asked.by(asked.world.stranger),
    403: lambda asked: asked.by(asked.world.without(asked.operation)),
    404: lambda asked: asked.by(asked.world.operator),
    406: lambda asked: asked.by(asked.world.operator, GS1_EPCIS_Min="9.0"),
    408: _slow,
    413: _large,
    414: lambda asked: asked.by(asked.world.operator, "?x=" + "a" * 8192),
    415: _csv,
    500: _broken(RuntimeError("a bug")),
    503: _broken(OperationalError("no database")),
}
"""What serves at every address."""


def _get(path: str, query: str = "") -> Recipe:
    """As the operator, after a capture."""

    def ask(asked: Asked) -> HttpResponse:
        asked.world.operator.post("/epcis/capture", document(event(1), event(2, disposition="in_transit")))
        return asked.world.operator.get(path + query)

    return ask


def _captured_job(asked: Asked) -> HttpResponse:
    job = asked.world.operator.post("/epcis/capture", document(event(1)))
    return asked.world.operator.get(job["Location"])


def _conflict(asked: Asked) -> HttpResponse:
    asked.world.operator.post("/epcis/events", bare(1))
    return asked.world.operator.post("/epcis/events", bare(1, bizStep="departing"))


ONE = event(1)["eventID"]
SPECIFIC: Mapping[tuple[str, str, int], Recipe] = {
    ("get", "/epcis/", 200): _get("/epcis/"),
    ("get", "/epcis/capture", 200): _get("/epcis/capture"),
    ("post", "/epcis/capture", 202): lambda asked: asked.world.operator.post("/epcis/capture", document(event(1))),
    ("get", "/epcis/capture/{captureID}", 200): _captured_job,
    ("get", "/epcis/events", 200): _get("/epcis/events"),
    ("get", "/epcis/events", 413): _get("/epcis/events", "?maxEventCount=1"),
    ("post", "/epcis/events", 201): lambda asked: asked.world.operator.post("/epcis/events", bare(1)),
    ("post", "/epcis/events", 409): _conflict,
    ("get", "/epcis/events/{eventID}", 200): _get(f"/epcis/events/{ONE}"),
    ("get", "/api/openapi.json", 200): _get("/api/openapi.json"),
    ("get", "/api/identify", 200): _get("/api/identify", "?text=01069012340000161012"),
    ("get", "/api/trace", 200): _get("/api/trace", "?code=urn:epc:id:sgtin:6901234.000001.PIG1"),
    ("get", "/api/trace", 404): _get("/api/trace", "?code=0"),
}
"""What serves at one address."""

EXEMPT: Mapping[tuple[str, str, int], str] = {}
"""Statuses without a recipe, and why."""


def documented() -> Iterator[tuple[str, str, int]]:
    """Every status of every operation."""
    for path, address in paths().items():
        for verb, operation in address.items():
            for status in sorted({*operation.replies, *statuses(operation)}):
                yield verb, path, status


def recipe(verb: str, path: str, status: int) -> Recipe | None:
    return SPECIFIC.get((verb, path, status)) or BY_STATUS.get(status)
