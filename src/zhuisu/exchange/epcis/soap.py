"""SOAP: the query interface of EPCIS 1.2, which is not served; who calls it is told where to go instead."""

from typing import Final

from django.http import HttpRequest

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.guard import bearer
from zhuisu.exchange.http.problem import Kind, ProblemError

MEDIA_TYPE: Final = "application/soap+xml"
ADDRESSES: Final = ("/epcis/soap", "/epcis/query")
"""Where repositories of 1.2 had that interface."""


def refuse_soap(request: HttpRequest) -> None:
    """Raises ProblemError 415 for a SOAP request, version 1.1 (SOAPAction) or 1.2."""
    stated = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if stated == MEDIA_TYPE or "HTTP_SOAPACTION" in request.META:
        raise ProblemError(Kind.MEDIA_TYPE, _FINDING)


def at_nothing(request: HttpRequest) -> Actor:
    """The actor of a request to an address where nothing is. A SOAP request is told so before it is asked for a token,
    which it has no way to send; others learn it at the addresses that the interface used to have.
    """
    refuse_soap(request)
    actor = bearer(request)
    if request.path.rstrip("/").endswith(ADDRESSES):
        raise ProblemError(Kind.NO_SUCH_RESOURCE, _FINDING)
    return actor


_FINDING = Finding("http.soap", Severity.ERROR)
