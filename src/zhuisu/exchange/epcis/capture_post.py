"""POST /epcis/capture: a document of events in, acknowledged when it is on disk."""

from collections.abc import Iterable
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.authority import REFUSALS
from zhuisu.capture.background import accept_document
from zhuisu.capture.bounds import at_most
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.capture.tasks import defer_capture
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.warned import taken_response
from zhuisu.exchange.http.body import received
from zhuisu.exchange.http.content import check_content
from zhuisu.exchange.http.problem import Kind, ProblemError

BEHAVIOUR = "GS1-Capture-Error-Behaviour"
EVENT_LIST = "eventList["


def post_capture(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """202 with the job's Location: small documents are captured by then, large ones safely stored.

    400 with every reason where one is refused, under `rollback` also for one event; of a large one the job says it.
    What is sold, shipped or used although it is recalled is warned of, at once and in the job.
    """
    behaviour = _behaviour(request)
    with received(request, limit_bytes=settings.CAPTURE_BYTES) as body:
        check_content(request, body)
        taken = _take(body, actor, behaviour)
    location = f"/epcis/capture/{taken if isinstance(taken, UUID) else taken.capture_id}"
    if isinstance(taken, CaptureReport) and _is_refused_whole(taken):
        raise refusal(taken.errors, {"Location": location})
    warnings = taken.warnings if isinstance(taken, CaptureReport) else ()
    return taken_response(request, 202, warnings, {"Location": location, BEHAVIOUR: behaviour.value})


def refusal(findings: tuple[Finding, ...], headers: dict[str, str] | None = None) -> ProblemError:
    """The problem of refused content: 403 where nothing but authority is wanting, 413 beyond the limit of events."""
    codes = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    return ProblemError(_kind(codes), *findings, headers=headers)


def _kind(codes: Iterable[str]) -> Kind:
    if REFUSALS.issuperset(codes):
        return Kind.FORBIDDEN
    return Kind.CAPTURE_LIMIT if "capture.too_many_events" in codes else Kind.VALIDATION


def _take(body: BinaryIO, actor: Actor, behaviour: ErrorBehaviour) -> UUID | CaptureReport:
    size = body.seek(0, 2)
    body.seek(0)
    if size > settings.CAPTURE_INLINE_BYTES:
        return accept_document(body, actor=actor, behaviour=behaviour, defer=defer_capture)
    return capture_document(body, actor=actor, behaviour=behaviour, bounds=at_most(settings.CAPTURE_EVENTS))


def _is_refused_whole(report: CaptureReport) -> bool:
    """True under `rollback`, and under `proceed` where it is the document that is wrong and not some of its events."""
    if report.success or report.behaviour is ErrorBehaviour.ROLLBACK:
        return not report.success
    return any(EVENT_LIST not in finding.path for finding in report.errors if finding.severity is Severity.ERROR)


def _behaviour(request: HttpRequest) -> ErrorBehaviour:
    value = request.headers.get(BEHAVIOUR, ErrorBehaviour.ROLLBACK.value)
    try:
        return ErrorBehaviour(value)
    except ValueError:
        facts = {"header": BEHAVIOUR, "value": value[:100], "allowed": ", ".join(ErrorBehaviour)}
        raise ProblemError(Kind.VALIDATION, Finding("http.bad_header", Severity.ERROR, BEHAVIOUR, facts)) from None
