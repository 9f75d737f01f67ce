"""GET /api/openapi.json: what every address takes and answers."""

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.openapi.document import openapi


def get_openapi(_: HttpRequest, __: Actor, /, **___: str) -> HttpResponse:
    """Public. The document is made of the tables of `zhuisu.exchange.openapi`."""
    return HttpResponse(openapi(), content_type="application/json")
