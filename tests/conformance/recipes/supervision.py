"""Supervision recipes: findings, completeness, and editions of profiles in every state."""

from typing import Any

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes, getting
from tests.exchange.caller import document, event
from zhuisu.packaged import texts

FRUIT = texts("varieties")["fruit.toml"]
BASE = "/api/profiles/fruit/editions"
SAMPLE = {"text": FRUIT, "note": "试行"}
LYCHEE = {"key": "01/06901234000016", "name": "荔枝", "category": "produce", "variety": "fruit"}
DECIDED = {"since": "2999-01-01"}
NOBODY = "/api/profiles/fruit/editions/999999"


def _drafted(asked: Asked) -> str:
    """Where a new draft is."""
    answer = asked.world.operator.post(BASE, SAMPLE)
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"]


def _on(act: str, members: dict[str, Any], *before: tuple[str, dict[str, Any]]) -> Recipe:
    """An act on a draft with which something was done before."""

    def ask(asked: Asked) -> HttpResponse:
        where = _drafted(asked)
        for verb, given in before:
            assert asked.world.operator.post(f"{where}/{verb}", given).status_code == 200
        return asked.world.operator.post(f"{where}/{act}", members)

    return ask


def _put(members: dict[str, Any], *before: tuple[str, dict[str, Any]]) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        where = _drafted(asked)
        for verb, given in before:
            asked.world.operator.post(f"{where}/{verb}", given)
        return asked.world.operator.send("PUT", where, members)

    return ask


def _slow(asked: Asked) -> HttpResponse:
    from tests.conformance.recipes.general import Slow  # noqa: PLC0415 - the general recipes read this table, too

    stated: Any = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "9", "wsgi.input": Slow()}
    operator = asked.world.operator
    answer = operator.client.generic("PUT", NOBODY, headers=operator.headers, **stated)
    assert isinstance(answer, HttpResponse)
    return answer


def _too_large(asked: Asked) -> HttpResponse:
    asked.world.settings.CAPTURE_BYTES = 10
    return asked.world.operator.send("PUT", NOBODY, SAMPLE)


def _too_many(asked: Asked) -> HttpResponse:
    asked.world.monkeypatch.setattr("zhuisu.supervision.editing.MOST_DRAFTS", 0)
    return asked.world.operator.post(BASE, SAMPLE)


def _found(asked: Asked) -> HttpResponse:
    from tests.supervision.cast import finding  # noqa: PLC0415 - the tables are known once Django is set up

    return asked.world.operator.get(f"/api/findings/{finding().pk}")


def _listed(name: str, **query: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        from tests.supervision.cast import finding  # noqa: PLC0415 - the tables are known once Django is set up

        finding()
        finding()
        return asked.world.operator.get(name, query)

    return ask


def _complete(asked: Asked) -> HttpResponse:
    operator = asked.world.operator
    operator.post("/api/registry/products", LYCHEE)
    context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"zhuisu": "urn:zhuisu:voc:"}]
    seen = event(1, **{"zhuisu:stage": "retail"})
    operator.post("/epcis/capture", {**document(seen), "@context": context})
    return operator.get("/api/completeness", {"code": seen["epcList"][0]})


EDITION = "/api/profiles/{profile}/editions/{number}"
EDITIONS = "/api/profiles/{profile}/editions"

SUPERVISION: Recipes = {
    ("get", "/api/findings", 200): _listed("/api/findings", perPage="1"),
    ("get", "/api/findings/tally", 200): _listed("/api/findings/tally"),
    ("get", "/api/findings/sheet", 200): _listed("/api/findings/sheet"),
    ("get", "/api/findings/{number}", 200): _found,
    ("get", "/api/completeness", 200): _complete,
    ("get", "/api/completeness", 404): getting("/api/completeness", "?code=01/06901234000016/10/NOTHING"),
    ("get", "/api/profiles", 200): getting("/api/profiles"),
    ("get", "/api/profiles/schema", 200): getting("/api/profiles/schema"),
    ("get", "/api/profiles/{profile}", 200): getting("/api/profiles/fruit"),
    ("get", EDITIONS, 200): lambda asked: (_drafted(asked), asked.world.operator.get(BASE))[1],
    ("post", EDITIONS, 201): lambda asked: asked.world.operator.post(BASE, SAMPLE),
    ("post", EDITIONS, 400): lambda asked: asked.world.operator.post(BASE, {"text": "id = 1"}),
    ("post", EDITIONS, 404): lambda asked: asked.world.operator.post(asked.somewhere, SAMPLE),
    ("post", EDITIONS, 409): _too_many,
    ("get", EDITION, 200): lambda asked: asked.world.operator.get(_drafted(asked)),
    ("put", EDITION, 200): _put(SAMPLE),
    ("put", EDITION, 400): _put({"text": "x = "}),
    ("put", EDITION, 404): lambda asked: asked.world.operator.send("PUT", NOBODY, SAMPLE),
    ("put", EDITION, 408): _slow,
    ("put", EDITION, 409): _put(SAMPLE, ("withdraw", {})),
    ("put", EDITION, 413): _too_large,
    ("put", EDITION, 415): lambda asked: asked.world.operator.send("PUT", NOBODY, b"a;b", "text/csv"),
    ("post", f"{EDITION}/decide", 200): _on("decide", DECIDED),
    ("post", f"{EDITION}/decide", 400): _on("decide", {"since": "2020-01-01"}),
    ("post", f"{EDITION}/decide", 404): lambda asked: asked.world.operator.post(f"{NOBODY}/decide", DECIDED),
    ("post", f"{EDITION}/decide", 409): _on("decide", DECIDED, ("decide", DECIDED)),
    ("post", f"{EDITION}/withdraw", 200): _on("withdraw", {}),
    ("post", f"{EDITION}/withdraw", 400): _on("withdraw", {}, ("decide", DECIDED)),
    ("post", f"{EDITION}/withdraw", 404): lambda asked: asked.world.operator.post(f"{NOBODY}/withdraw", {}),
    ("post", f"{EDITION}/withdraw", 409): _on("withdraw", {}, ("withdraw", {})),
    ("post", f"{EDITION}/try", 200): _on("try", {}),
    ("post", f"{EDITION}/try", 404): lambda asked: asked.world.operator.post(f"{NOBODY}/try", {}),
}
