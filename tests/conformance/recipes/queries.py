"""Query recipes: named queries and subscriptions to them."""

from typing import Any

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes
from tests.conformance.recipes.general import Slow
from tests.exchange.caller import document, event

QUERIES_PATH = "/epcis/queries"
NAME = "arrivals"
ONE = f"{QUERIES_PATH}/{NAME}"
DEFINITION = {"name": NAME, "query": {"EQ_bizStep": ["arriving"]}}
SUBSCRIPTION = {"dest": "http://127.0.0.1:9/events", "secret": "a long random text", "stream": True}
STORE = "zhuisu.exchange.subscriptions.store"
LARGE = b'{"name": "' + b"a" * (256 * 1024) + b'"}'


def _made(asked: Asked, **query: Any) -> None:
    named = {"name": NAME, "query": query or DEFINITION["query"]}
    assert asked.world.operator.post(QUERIES_PATH, named).status_code == 201


def _at(method: str, path: str, body: object = None, **query: Any) -> Recipe:
    """The request, where the query is there."""

    def ask(asked: Asked) -> HttpResponse:
        _made(asked, **query)
        operator = asked.world.operator
        return operator.ask(method, path) if body is None else operator.post(path, body)

    return ask


def _events(most: int) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        asked.world.operator.post("/epcis/capture", document(event(1), event(2)))
        return _at("GET", f"{ONE}/events", maxEventCount=most)(asked)

    return ask


def _subscribed(method: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        _made(asked)
        made = asked.world.operator.post(f"{ONE}/subscriptions", SUBSCRIPTION)
        return asked.world.operator.ask(method, made["Location"])

    return ask


def _full(limit: str, recipe: Recipe) -> Recipe:
    """The request, where the account has as many as it may."""

    def ask(asked: Asked) -> HttpResponse:
        asked.world.monkeypatch.setattr(f"{STORE}.{limit}", 0)
        return recipe(asked)

    return ask


def _no_more_sockets(asked: Asked) -> HttpResponse:
    from zhuisu.exchange.subscriptions.following import WEBSOCKET  # noqa: PLC0415 - Django must be set up first
    from zhuisu.exchange.subscriptions.sockets import sockets  # noqa: PLC0415

    _made(asked)
    asked.world.monkeypatch.setattr(sockets, "is_full", lambda _: True)
    operator = asked.world.operator
    upgraded: Any = {WEBSOCKET: "1"}
    answer: Any = operator.client.generic("GET", f"{ONE}/events?stream=true", headers=operator.headers, **upgraded)
    assert isinstance(answer, HttpResponse)
    return answer


def _slow(asked: Asked) -> HttpResponse:
    _made(asked)
    stated: Any = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "9", "wsgi.input": Slow()}
    operator = asked.world.operator
    answer: Any = operator.client.generic("POST", f"{ONE}/subscriptions", headers=operator.headers, **stated)
    assert isinstance(answer, HttpResponse)
    return answer


QUERIES: Recipes = {
    ("get", QUERIES_PATH, 200): _at("GET", QUERIES_PATH),
    ("post", QUERIES_PATH, 201): lambda asked: asked.world.operator.post(QUERIES_PATH, DEFINITION),
    ("post", QUERIES_PATH, 409): _at("POST", QUERIES_PATH, DEFINITION),
    ("post", QUERIES_PATH, 413): lambda asked: asked.world.operator.post(QUERIES_PATH, LARGE),
    ("post", QUERIES_PATH, 429): _full(
        "MOST_QUERIES", lambda asked: asked.world.operator.post(QUERIES_PATH, DEFINITION)
    ),
    ("get", "/epcis/queries/{queryName}", 200): _at("GET", ONE),
    ("delete", "/epcis/queries/{queryName}", 204): _at("DELETE", ONE),
    ("get", "/epcis/queries/{queryName}/events", 200): _events(2),
    ("get", "/epcis/queries/{queryName}/events", 400): _at("GET", f"{ONE}/events?stream=true"),
    ("get", "/epcis/queries/{queryName}/events", 413): _events(1),
    ("get", "/epcis/queries/{queryName}/events", 429): _no_more_sockets,
    ("get", "/epcis/queries/{queryName}/subscriptions", 200): _at("GET", f"{ONE}/subscriptions"),
    ("get", "/epcis/queries/{queryName}/subscriptions", 400): _at("GET", f"{ONE}/subscriptions?x=1"),
    ("post", "/epcis/queries/{queryName}/subscriptions", 201): _at("POST", f"{ONE}/subscriptions", SUBSCRIPTION),
    ("post", "/epcis/queries/{queryName}/subscriptions", 400): _at("POST", f"{ONE}/subscriptions", {}),
    ("post", "/epcis/queries/{queryName}/subscriptions", 408): _slow,
    ("post", "/epcis/queries/{queryName}/subscriptions", 413): _at("POST", f"{ONE}/subscriptions", LARGE),
    ("post", "/epcis/queries/{queryName}/subscriptions", 429): _full(
        "MOST_SUBSCRIPTIONS", _at("POST", f"{ONE}/subscriptions", SUBSCRIPTION)
    ),
    ("get", "/epcis/queries/{queryName}/subscriptions/{subscriptionID}", 200): _subscribed("GET"),
    ("delete", "/epcis/queries/{queryName}/subscriptions/{subscriptionID}", 204): _subscribed("DELETE"),
}
