"""Query: what an address of EPCIS REST asks for, from its parameters and the GS1-Extensions header."""

import re
from collections.abc import Mapping

from django.http import HttpRequest, QueryDict

from zhuisu.core.epcis.query import Query, read_query
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError

PER_PAGE = 30
_PAGING = ("perPage", "nextPageToken")
_PREFIX = re.compile(r"[^\W\d][\w.\-]*")


def query_of(request: HttpRequest) -> Query:
    """The query of an address. Raises ProblemError naming every parameter that is wrong."""
    return _read(request.GET, namespaces_of(request))


def read_page(parameters: QueryDict) -> tuple[int, str | None]:
    """`perPage` and `nextPageToken` of a list that takes no other parameter. Raises ProblemError."""
    strangers = [_unknown(name) for name in parameters if name not in _PAGING]
    if strangers:
        raise ProblemError(Kind.QUERY_PARAMETER, *strangers)
    query = _read(parameters, {})
    return query.per_page or PER_PAGE, query.page_token


def read_nothing(parameters: QueryDict) -> None:
    """Raises ProblemError where an address that takes no parameter is given some."""
    if parameters:
        raise ProblemError(Kind.QUERY_PARAMETER, *map(_unknown, parameters))


def paging_of(request: HttpRequest) -> tuple[int, str | None]:
    """`perPage` and `nextPageToken`, whatever other parameters there are. Raises ProblemError."""
    query = _read({name: request.GET.getlist(name) for name in _PAGING if name in request.GET}, {})
    return query.per_page or PER_PAGE, query.page_token


def namespaces_of(request: HttpRequest) -> dict[str, str]:
    """The prefixes that the GS1-Extensions header declares: `ex=https://ex.example/ns/, other=urn:other:`."""
    declared = {}
    for pair in request.headers.get("GS1-Extensions", "").split(","):
        prefix, _, namespace = (part.strip().strip('"') for part in pair.partition("="))
        if _PREFIX.fullmatch(prefix) and ":" in namespace:
            declared[prefix] = namespace
    return declared


def _read(parameters: QueryDict | Mapping[str, list[str]], namespaces: Mapping[str, str]) -> Query:
    given = parameters.lists() if isinstance(parameters, QueryDict) else parameters.items()
    found = read_query({name: [str(value) for value in values] for name, values in given}, namespaces)
    if isinstance(found, Query):
        return found
    too_complex = all(finding.code == "query.order_too_complex" for finding in found)
    raise ProblemError(Kind.QUERY_TOO_COMPLEX if too_complex else Kind.QUERY_PARAMETER, *found)


def _unknown(name: str) -> Finding:
    return Finding("query.unknown_parameter", Severity.ERROR, name, {"name": name[:200]})
