"""GET /epcis/events/{eventID}: one event, with the declarations that call it an error."""

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.visibility import sight_of
from zhuisu.core.epcis.query import Query
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.epcis.respond import events_response
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import declarations_of, event_by_id
from zhuisu.ledger.search import matching

_VERSION = "ver"


def get_event(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Answers an EPCISQueryDocument of the event and its error declarations; 404 where the actor may see none."""
    event_id = _event_id(request, path["event_id"])
    event = event_by_id(event_id) if "\0" not in event_id else None
    found = [event, *(each for each in declarations_of(event_id) if each.id != event.id)] if event else []
    seen = matching(Query(), sight_of(actor), [each.id for each in found]) if found else []
    if not seen:
        raise ProblemError(
            Kind.NO_SUCH_RESOURCE, Finding("http.no_such_event", Severity.ERROR, "", {"event_id": event_id[:500]})
        )
    return events_response(request, seen)


def _event_id(request: HttpRequest, path: str) -> str:
    """The eventID. A hash id (`ni:///sha-256;…?ver=CBV2.0`) whose "?" was not encoded arrives cut in two."""
    parameters = request.GET.copy()
    version = parameters.pop(_VERSION, None) if path.startswith("ni:") and "?" not in path else None
    read_nothing(parameters)
    return f"{path}?{_VERSION}={version[0]}" if version else path
