"""EPCIS recipes: capture, events and resources."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes, getting
from tests.exchange.caller import PIG, bare, document, event, next_path


def _captured_job(asked: Asked) -> HttpResponse:
    job = asked.world.operator.post("/epcis/capture", document(event(1)))
    return asked.world.operator.get(job["Location"])


def _conflict(asked: Asked) -> HttpResponse:
    asked.world.operator.post("/epcis/events", bare(1))
    return asked.world.operator.post("/epcis/events", bare(1, bizStep="departing"))


def _page_token(asked: Asked) -> HttpResponse:
    asked.world.operator.post("/epcis/capture", document(event(1), event(2)))
    link = next_path(asked.world.operator.get("/epcis/events", {"perPage": "1"}))
    return asked.world.operator.ask("DELETE", f"/epcis/nextPageToken/{link.partition('nextPageToken=')[2]}")


def _warned(path: str, body: Callable[..., dict[str, Any]]) -> Recipe:
    """A sale of what is recalled."""

    def ask(asked: Asked) -> HttpResponse:
        from tests.recall.alerted import alert  # noqa: PLC0415 - the tables are known once Django is set up

        alert("01/06901234000016/21/PIG1")
        return asked.world.operator.post(path, body(bizStep="retail_selling"))

    return ask


ONE = event(1)["eventID"]
PLACE = "https://id.gs1.org/414/6901234000023"
MEMBERS = {
    "eventTypes": ("eventType", "ObjectEvent"),
    "epcs": ("epc", "urn:epc:id:sgtin:6901234.000001.PIG1"),
    "bizSteps": ("bizStep", "arriving"),
    "bizLocations": ("bizLocation", PLACE),
    "readPoints": ("readPoint", PLACE),
    "dispositions": ("disposition", "in_progress"),
}
"""Each collection, the name of a member in its path, and a member that the events have."""


def _of_member(path: str, query: str = "") -> Recipe:
    """The address, after a capture of two events that have every member."""

    def ask(asked: Asked) -> HttpResponse:
        stated = {"readPoint": {"id": PLACE}, "bizLocation": {"id": PLACE}, "disposition": "in_progress"}
        epcs = [PIG.format(1)]
        asked.world.operator.post("/epcis/capture", document(*(event(n, epcList=epcs, **stated) for n in (1, 2))))
        return asked.world.operator.get(path + query)

    return ask


def _resources() -> Iterator[tuple[tuple[str, str, int], Recipe]]:
    for collection, (name, member) in MEMBERS.items():
        one = f"/epcis/{collection}/{quote(member, safe='')}"
        yield ("get", f"/epcis/{collection}", 200), _of_member(f"/epcis/{collection}")
        yield ("get", f"/epcis/{collection}/{{{name}}}", 200), _of_member(one)
        yield ("get", f"/epcis/{collection}/{{{name}}}/events", 200), _of_member(f"{one}/events")
        yield ("get", f"/epcis/{collection}/{{{name}}}/events", 413), _of_member(f"{one}/events", "?maxEventCount=1")


EPCIS: Recipes = {
    ("get", "/epcis/", 200): getting("/epcis/"),
    ("get", "/epcis/capture", 200): getting("/epcis/capture"),
    ("post", "/epcis/capture", 202): _warned("/epcis/capture", lambda **fields: document(event(1, **fields))),
    ("get", "/epcis/capture/{captureID}", 200): _captured_job,
    ("get", "/epcis/events", 200): getting("/epcis/events"),
    ("get", "/epcis/events", 413): getting("/epcis/events", "?maxEventCount=1"),
    ("post", "/epcis/events", 201): _warned("/epcis/events", lambda **fields: bare(1, **fields)),
    ("post", "/epcis/events", 409): _conflict,
    ("get", "/epcis/events/{eventID}", 200): getting(f"/epcis/events/{ONE}"),
    **dict(_resources()),
    ("get", "/epcis/eventTypes/{eventType}/events", 400): getting(
        "/epcis/eventTypes/ObjectEvent/events", "?nonsense=1"
    ),
    ("delete", "/epcis/nextPageToken/{token}", 204): _page_token,
}
