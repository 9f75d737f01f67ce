"""DELETE /epcis/nextPageToken/{token}: nothing is kept for a token, so nothing has to be released."""

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.http.paging import is_token
from zhuisu.exchange.http.problem import Kind, ProblemError


def delete_token(request: HttpRequest, _: Actor, /, **path: str) -> HttpResponse:
    """204 for a token that could have been given; 404 for anything else."""
    read_nothing(request.GET)
    if not is_token(path["token"]):
        raise ProblemError(Kind.NO_SUCH_RESOURCE, Finding("query.bad_page", Severity.ERROR, "nextPageToken"))
    return HttpResponse(status=204)
