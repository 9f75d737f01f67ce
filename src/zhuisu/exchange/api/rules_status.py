"""GET /api/rules/status: how far events are judged, and what is under way."""

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.parameters import read_parameters
from zhuisu.supervision.state import following


def get_rules_status(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Numbers alone; they tell of no event."""
    read_parameters(request.GET, {})
    return HttpResponse(
        msgspec.json.encode(following()), content_type="application/json", headers={"Cache-Control": "no-store"}
    )
