"""Respond: an HTTP answer of events in the form that the request asks for, or of the JSON that other things have."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from zhuisu.exchange.epcis.negotiation import VARY, accepted_of
from zhuisu.exchange.epcis.rendering import SIMPLE_QUERY, form_of, rendered
from zhuisu.exchange.http.accept import JSON
from zhuisu.ledger.reading import StoredEvent

_NOTHING: Mapping[str, str] = {}
_CHARSET = {"text/xml": "text/xml; charset=utf-8"}


def events_response(
    request: HttpRequest,
    events: Sequence[StoredEvent],
    headers: Mapping[str, str] = _NOTHING,
    *,
    query_name: str = SIMPLE_QUERY,
) -> HttpResponse:
    """An EPCISQueryDocument. Raises ProblemError 406 where it cannot be had as asked (see `check_form`)."""
    document = rendered(events, form_of(request), now=datetime.now(UTC), query_name=query_name)
    return response(document.body, document.media_type, {**document.headers, **headers})


def document_response(request: HttpRequest, document: bytes, headers: Mapping[str, str] = _NOTHING) -> HttpResponse:
    """The document as the JSON media type that the client prefers."""
    return response(document, accepted_of(request, JSON), headers)


def response(document: bytes, media_type: str, headers: Mapping[str, str] = _NOTHING) -> HttpResponse:
    """A document of EPCIS REST, and what it depends on."""
    stated = {"Vary": VARY, **headers}
    return HttpResponse(document, content_type=_CHARSET.get(media_type, media_type), headers=stated)
