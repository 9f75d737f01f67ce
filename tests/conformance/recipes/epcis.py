"""EPCIS recipes: capture, events and resources."""

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipes, getting
from tests.exchange.caller import bare, document, event


def _captured_job(asked: Asked) -> HttpResponse:
    job = asked.world.operator.post("/epcis/capture", document(event(1)))
    return asked.world.operator.get(job["Location"])


def _conflict(asked: Asked) -> HttpResponse:
    asked.world.operator.post("/epcis/events", bare(1))
    return asked.world.operator.post("/epcis/events", bare(1, bizStep="departing"))


ONE = event(1)["eventID"]
EPCIS: Recipes = {
    ("get", "/epcis/", 200): getting("/epcis/"),
    ("get", "/epcis/capture", 200): getting("/epcis/capture"),
    ("post", "/epcis/capture", 202): lambda asked: asked.world.operator.post("/epcis/capture", document(event(1))),
    ("get", "/epcis/capture/{captureID}", 200): _captured_job,
    ("get", "/epcis/events", 200): getting("/epcis/events"),
    ("get", "/epcis/events", 413): getting("/epcis/events", "?maxEventCount=1"),
    ("post", "/epcis/events", 201): lambda asked: asked.world.operator.post("/epcis/events", bare(1)),
    ("post", "/epcis/events", 409): _conflict,
    ("get", "/epcis/events/{eventID}", 200): getting(f"/epcis/events/{ONE}"),
}
