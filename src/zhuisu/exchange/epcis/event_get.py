"""GET /epcis/events/{eventID}: one event, with the declarations that call it an error."""

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.respond import events_response
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import declarations_of, event_by_id


def get_event(request: HttpRequest, _: Actor, /, **path: str) -> HttpResponse:
    """Answers an EPCISQueryDocument of the event and its error declarations, unmodified."""
    event_id = _event_id(request, path["event_id"])
    event = event_by_id(event_id)
    if event is None:
        raise ProblemError(
            Kind.NO_SUCH_RESOURCE, Finding("http.no_such_event", Severity.ERROR, "", {"event_id": event_id})
        )
    declarations = [declaration for declaration in declarations_of(event_id) if declaration.id != event.id]
    return events_response(request, [event, *declarations])


def _event_id(request: HttpRequest, path: str) -> str:
    """The eventID. A hash id (`ni:///sha-256;…?ver=CBV2.0`) whose "?" was not encoded arrives cut in two."""
    version = request.GET.get("ver")
    return f"{path}?ver={version}" if path.startswith("ni:") and "?" not in path and version else path
