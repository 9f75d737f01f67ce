"""GET /api/trace: where a thing came from and went."""

from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage import Direction
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.supervision.doubting import doubted
from zhuisu.tracing.dossier import DEFAULT_EVENTS
from zhuisu.tracing.redaction import story_for

LONGEST: Final = 4096
MOST_EVENTS: Final = 5000
UNREADABLE: Final = "lineage_continuation_unreadable"
OPTIONAL: Final = {"direction": 20, "limit": 10, "after": 6000}


def get_trace(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """`?code=` is anything that `/api/identify` reads, or a key; `next` in the answer goes on where it was cut."""
    given = read_parameters(request.GET, {"code": LONGEST}, OPTIONAL)
    direction, limit = _direction(given), _limit(given)
    answer = story_for(actor, given["code"], direction=direction, limit=limit, after=given.get("after"))
    if answer is None:
        raise ProblemError(
            Kind.NO_SUCH_RESOURCE, Finding("http.unknown_code", Severity.ERROR, "code", {"code": given["code"]})
        )
    if any(finding.code == UNREADABLE for finding in answer.findings):
        raise bad_value("after", given["after"], "the `after` of `next`")
    return HttpResponse(msgspec.json.encode(doubted(answer)), content_type="application/json")


def _direction(given: dict[str, str]) -> Direction:
    text = given.get("direction", Direction.BOTH.value)
    try:
        return Direction(text)
    except ValueError:
        raise bad_value("direction", text, " | ".join(Direction)) from None


def _limit(given: dict[str, str]) -> int:
    text = given.get("limit", str(DEFAULT_EVENTS))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_EVENTS):
        raise bad_value("limit", text, f"1–{MOST_EVENTS}")
    return int(text)
