"""GET /epcis/events: the events that match a query, a page at a time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.visibility import sight_of
from zhuisu.core.epcis.query import Query
from zhuisu.core.epcis.query.reading import MOST_EVENTS
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.query import paging_of, query_of
from zhuisu.exchange.epcis.rendering import SIMPLE_QUERY
from zhuisu.exchange.epcis.respond import events_response
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import StoredEvent
from zhuisu.ledger.search import Page, Position, TooComplexError, count, search
from zhuisu.ledger.sight import Sight


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a page begins: after this position, with so many events still wanted (None: all)."""

    after: Position
    wanted: Annotated[int, msgspec.Meta(ge=1, le=MOST_EVENTS)] | None


class Found(msgspec.Struct, frozen=True):
    """The events of a page, and the headers that lead to the next one."""

    events: tuple[StoredEvent, ...]
    headers: Mapping[str, str]


def get_events(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Answers an EPCISQueryDocument; the Link header leads to the next page where there is one."""
    return answer_query(request, actor, query_of(request))


def answer_query(request: HttpRequest, actor: Actor, query: Query, *, query_name: str = SIMPLE_QUERY) -> HttpResponse:
    """The page of the query that `perPage` and `nextPageToken` of the request ask for, as an EPCISQueryDocument."""
    found = find(request, actor, query)
    return events_response(request, found.events, found.headers, query_name=query_name)


def find(request: HttpRequest, actor: Actor, query: Query) -> Found:
    """The page that the request asks for. Raises ProblemError 400, and 413 where the query is too large or complex."""
    per_page, token = paging_of(request)
    place = read_token(token, request, Place)
    sight = sight_of(actor)
    with _bounded():
        if place is None and query.most_events is not None:
            _check_most(query, sight, query.most_events)
        wanted = place.wanted if place else query.count_limit
        size = per_page if wanted is None else min(per_page, wanted)
        page = search(query, sight, limit=size, after=place.after if place else None)
    if place is None:
        _check_progress(page)
    left = None if wanted is None else wanted - len(page.events)
    more = page.next is not None and left != 0
    return Found(page.events, next_link(request, Place(page.next, left)) if more and page.next else {})


def _check_most(query: Query, sight: Sight, most: int) -> None:
    """Raises ProblemError 413 where more events match than the client allows."""
    if count(query, sight, most=most + 1) > most:
        raise ProblemError(
            Kind.QUERY_TOO_LARGE, Finding("query.too_large", Severity.ERROR, "maxEventCount", {"limit": most})
        )


def _check_progress(page: Page) -> None:
    """Raises ProblemError 413 where the search gave up before it found anything."""
    if not page.events and page.next is not None:
        raise _too_complex("query.too_complex", examined=page.examined)


@contextmanager
def _bounded() -> Iterator[None]:
    try:
        yield
    except TooComplexError as refused:
        raise _too_complex(refused.code, **refused.facts) from refused


def _too_complex(code: str, **facts: str | int) -> ProblemError:
    return ProblemError(Kind.QUERY_TOO_COMPLEX, Finding(code, Severity.ERROR, "", facts))
