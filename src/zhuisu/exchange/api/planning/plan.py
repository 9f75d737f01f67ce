"""GET /api/plan: the measures of the city's plan as they stand."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.planning.board import board


def get_plan(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """All of them, in the order of the plan. For officials and auditors."""
    read_nothing(request.GET)
    if not may(actor, Deed.READ_FIGURES):
        finding = Finding("figures.forbidden", Severity.ERROR, "", {"account": actor.name})
        raise ProblemError(Kind.FORBIDDEN, finding)
    return json_response(board(timezone.localdate()))
