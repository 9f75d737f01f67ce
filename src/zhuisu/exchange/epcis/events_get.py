"""GET /epcis/events: the events that match a query, a page at a time."""

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.query import Query, read_query
from zhuisu.exchange.epcis.respond import events_response
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import find_events

COUNTED_AT_ONCE = 1000


class Position(msgspec.Struct, frozen=True, array_like=True):
    """Where a page begins: after this event, with so many still wanted (None: all)."""

    after: UUID
    wanted: int | None


def get_events(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Answers an EPCISQueryDocument; the Link header leads to the next page where there is one."""
    query = read_query(request.GET)
    position = read_token(query.page, request.GET, Position)
    if query.most_events is not None and position is None:
        _check_most(query, query.most_events)
    wanted = position.wanted if position else query.count_limit
    size = query.per_page if wanted is None else min(query.per_page, wanted)
    page = find_events(query.filter, limit=size, after=position.after if position else None, order=query.order)
    left = None if wanted is None else wanted - len(page.events)
    more = page.last is not None and left != 0
    headers = next_link(request, Position(page.last, left)) if more and page.last else {}
    return events_response(request, page.events, headers)


def _check_most(query: Query, most: int) -> None:
    """Raises ProblemError 413 where more events match than the client allows. Memory stays flat."""
    counted, after = 0, None
    while counted <= most:
        page = find_events(query.filter, limit=min(COUNTED_AT_ONCE, most + 1 - counted), after=after, order=query.order)
        counted, after = counted + len(page.events), page.last
        if after is None:
            break
    if counted > most:
        raise ProblemError(
            Kind.QUERY_TOO_LARGE, Finding("query.too_large", Severity.ERROR, "maxEventCount", {"limit": most})
        )
