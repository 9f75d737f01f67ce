"""GET /epcis/: what there is."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.epcis.collection import collection_response
from zhuisu.exchange.epcis.query import read_nothing

MEMBERS: Final = (
    "events",
    "eventTypes",
    "epcs",
    "bizSteps",
    "bizLocations",
    "readPoints",
    "dispositions",
    "capture",
    "queries",
)


def get_root(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """The top-level resources that are served."""
    read_nothing(request.GET)
    return collection_response(request, MEMBERS)
