"""GET /api/flows: how much of a batch went where, and of what it is made."""

import re
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.trace import LONGEST
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.tracing.flow_telling import flows_of
from zhuisu.tracing.flows import TOLERANCE

_SHARE: Final = re.compile(r"0(\.[0-9]{1,6})?", re.ASCII)


def get_flows(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """`?code=` is anything that `/api/identify` reads, or a key; `tolerance` the share by which books may be out."""
    given = read_parameters(request.GET, {"code": LONGEST}, {"tolerance": 10})
    answer = flows_of(given["code"], actor, tolerance=_tolerance(given))
    if answer is None:
        raise ProblemError(
            Kind.NO_SUCH_RESOURCE, Finding("http.unknown_code", Severity.ERROR, "code", {"code": given["code"]})
        )
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json")


def _tolerance(given: dict[str, str]) -> float:
    text = given.get("tolerance", str(TOLERANCE))
    if _SHARE.fullmatch(text) is None:
        raise bad_value("tolerance", text, "0–0.999999")
    return float(text)
