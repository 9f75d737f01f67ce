"""Asking: who asks, and one operation at its address."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest
from django.http import HttpResponse

from tests.exchange.caller import Caller, document, event
from zhuisu.exchange.openapi.describing import Operation
from zhuisu.exchange.openapi.document import paths

NAMES = re.compile(r"\{[^}]+\}")


class World:
    """Who asks: each with other scopes."""

    def __init__(self, make: Callable[..., Caller], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.operator = make("operator", "capture", "read", "registry", "supervise")
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
Recipes: TypeAlias = Mapping[tuple[str, str, int], Recipe]


def getting(path: str, query: str = "") -> Recipe:
    """As the operator, after a capture."""

    def ask(asked: Asked) -> HttpResponse:
        asked.world.operator.post("/epcis/capture", document(event(1), event(2, disposition="in_transit")))
        return asked.world.operator.get(path + query)

    return ask
