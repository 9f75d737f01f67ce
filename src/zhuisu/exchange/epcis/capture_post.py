"""POST /epcis/capture: a document of events in, acknowledged when it is on disk."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import Progress, capture_document
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.body import received
from zhuisu.exchange.http.problem import Kind, ProblemError

BEHAVIOUR = "GS1-Capture-Error-Behaviour"
EVENT_LIST = "eventList["


def post_capture(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """202 with the job's Location; 400 with every reason where it is refused, under `rollback` also for one event."""
    behaviour = _behaviour(request)
    with received(request, limit_bytes=settings.CAPTURE_BYTES) as body:
        report = capture_document(body, actor=actor, behaviour=behaviour, progress=_within_limit)
    location = f"/epcis/capture/{report.capture_id}"
    if _is_refused_whole(report):
        raise refusal(report.errors, {"Location": location})
    return HttpResponse(status=202, headers={"Location": location, BEHAVIOUR: behaviour.value})


def refusal(findings: tuple[Finding, ...], headers: dict[str, str] | None = None) -> ProblemError:
    """The problem of refused content."""
    return ProblemError(Kind.VALIDATION, *findings, headers=headers)


def _within_limit(progress: Progress) -> None:
    """Raises ProblemError 413, and so ends the capture's transaction, where a document holds too many events."""
    if progress.events > settings.CAPTURE_EVENTS:
        finding = Finding("capture.too_many_events", Severity.ERROR, "$", {"limit": settings.CAPTURE_EVENTS})
        raise ProblemError(Kind.CAPTURE_LIMIT, finding)


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
