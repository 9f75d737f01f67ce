"""GET, POST /epcis/queries and GET, DELETE /epcis/queries/{name}: the queries that have a name."""

from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.epcis.query import Query
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.query import namespaces_of, read_nothing, read_page
from zhuisu.exchange.epcis.respond import document_response
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.exchange.subscriptions import definition
from zhuisu.exchange.subscriptions.bodies import json_object, strangers
from zhuisu.exchange.subscriptions.lookup import described, name_problems, named_query, query_path
from zhuisu.exchange.subscriptions.store import (
    MOST_QUERIES,
    TakenError,
    TooManyError,
    end_query,
    make_query,
    may_end,
    queries_after,
)

MEMBERS: Final = frozenset({"name", "query"})


class Position(msgspec.Struct, frozen=True, array_like=True):
    """The last query of the page before."""

    id: int


def get_queries(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Every named query, the oldest first."""
    size, token = read_page(request.GET)
    position = read_token(token, request, Position)
    found = queries_after(position.id if position else 0, size + 1)
    page = found[:size]
    headers = next_link(request, Position(page[-1].id)) if len(found) > size else {}
    return document_response(request, msgspec.json.encode([described(named) for named in page]), headers)


def post_query(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """201 with the query's Location. 400 with everything that is wrong, 409 where the name is taken."""
    members = json_object(request)
    problems = [*strangers(members, MEMBERS), *name_problems(members.get("name"))]
    stated, namespaces = members.get("query"), namespaces_of(request)
    if not isinstance(stated, dict):
        problems.append(Finding("subscription.no_query", Severity.ERROR, "$.query", {"path": "$.query"}))
        stated = {}
    query = definition.read(stated, namespaces)
    if problems:
        raise ProblemError(Kind.VALIDATION, *problems, *(() if isinstance(query, Query) else query))
    if not isinstance(query, Query):
        raise ProblemError(Kind.QUERY_VALIDATION, *query)
    name = members["name"]
    try:
        make_query(name, stated, namespaces, actor=actor)
    except TakenError:
        finding = Finding("subscription.query_exists", Severity.ERROR, "$.name", {"name": name})
        raise ProblemError(Kind.ALREADY_EXISTS, finding) from None
    except TooManyError:
        raise too_many(MOST_QUERIES) from None
    return HttpResponse(status=201, headers={"Location": query_path(name)})


def get_query(request: HttpRequest, _: Actor, /, **path: str) -> HttpResponse:
    """The definition."""
    read_nothing(request.GET)
    return document_response(request, msgspec.json.encode(described(named_query(path["name"]))))


def delete_query(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """204; its subscriptions end with it, whoever made them. 403 where somebody else made it."""
    read_nothing(request.GET)
    named = named_query(path["name"])
    if not may_end(named.owner, actor):
        facts = {"name": named.name, "owner": named.owner}
        raise ProblemError(Kind.FORBIDDEN, Finding("subscription.not_yours", Severity.ERROR, "", facts))
    end_query(named, actor=actor)
    return HttpResponse(status=204)


def too_many(limit: int) -> ProblemError:
    """The problem of an account that has as many as it may."""
    return ProblemError(Kind.TOO_MANY, Finding("subscription.too_many", Severity.ERROR, "", {"limit": limit}))
