"""General recipes: what gives a status at every address."""

from collections.abc import Mapping
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe
from tests.exchange.caller import document, event


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
