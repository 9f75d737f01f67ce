"""GET /api/openapi.json: what every address takes and answers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.openapi.document import openapi


def get_openapi(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Public. The document is made of the tables of `zhuisu.exchange.openapi`."""
    address = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(openapi(address), content_type="application/json")
