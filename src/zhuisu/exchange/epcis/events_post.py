"""POST /epcis/events: one event in."""

from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.capture.report import Conflict
from zhuisu.capture.service import capture_event
from zhuisu.core.epcis import Refusal
from zhuisu.exchange.epcis.capture_post import refusal
from zhuisu.exchange.epcis.warned import taken_response
from zhuisu.exchange.http.body import received
from zhuisu.exchange.http.content import check_content
from zhuisu.exchange.http.problem import Kind, ProblemError

EVENT_BYTES: Final = 16 << 20


def post_event(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """201 with the event's Location, also where it was there already; and with what it is warned of.

    409 where another event has its eventID, 400 with every reason where it is refused, 403 where it is not the
    actor's to capture.
    """
    with received(request, limit_bytes=min(EVENT_BYTES, settings.CAPTURE_BYTES)) as body:
        check_content(request, body)
        outcome = capture_event(body, actor=actor)
    if isinstance(outcome, Refusal):
        raise refusal(outcome.findings)
    if isinstance(outcome, Conflict):
        raise ProblemError(Kind.ALREADY_EXISTS, *outcome.findings)
    location = f"/epcis/events/{quote(outcome.event_id, safe='')}"
    return taken_response(request, 201, outcome.warnings, {"Location": location})
