"""Headers: the GS1-* headers of the EPCIS REST binding, given and taken."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from zhuisu import __version__
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.negotiation import (
    CBV_FORMAT,
    EPC_FORMAT,
    NO_PREFERENCE,
    SERVED,
    Version,
    accepted_of,
    versions_of,
)
from zhuisu.exchange.epcis.soap import refuse_soap
from zhuisu.exchange.http.accept import JSON, XML
from zhuisu.exchange.http.problem import Kind, ProblemError

ALWAYS: Final = {"GS1-EPCIS-Version": SERVED[0].value, "GS1-CBV-Version": SERVED[0].value}
"""On every answer that does not say otherwise of itself."""

DISCOVERY: Final = {
    "GS1-EPCIS-Min": SERVED[-1].value,
    "GS1-EPCIS-Max": SERVED[0].value,
    "GS1-CBV-Min": SERVED[-1].value,
    "GS1-CBV-Max": SERVED[0].value,
    EPC_FORMAT: NO_PREFERENCE,
    CBV_FORMAT: NO_PREFERENCE,
    "GS1-Vendor-Version": f"zhuisu {__version__}",
}
"""What OPTIONS says. No preference: every notation is served."""


def capture_discovery() -> dict[str, str]:
    """What OPTIONS says of capture: its limits, and what happens to a document with errors."""
    return {
        **DISCOVERY,
        "GS1-EPCIS-Capture-Limit": str(settings.CAPTURE_EVENTS),
        "GS1-EPCIS-Capture-File-Size-Limit": str(settings.CAPTURE_BYTES),
        "GS1-Capture-Error-Behaviour": "rollback",
    }


def check_versions(request: HttpRequest) -> None:
    """Raises ProblemError 406 where the client wants versions that are not served."""
    versions_of(request)


def check_read(request: HttpRequest) -> None:
    """What is checked before anything is read that has one form, the JSON of 2.0."""
    versions_of(request, (Version.V2_0,))
    accepted_of(request, JSON)


def check_job(request: HttpRequest) -> None:
    """What is checked before a capture job is read, which has an XML form, too."""
    versions_of(request, (Version.V2_0,))
    accepted_of(request, (*JSON, *XML))


def check_json_body(request: HttpRequest) -> None:
    """Raises ProblemError 415 where the body is not stated to be JSON in UTF-8."""
    refuse_soap(request)
    versions_of(request, (Version.V2_0,))
    given = request.META.get("CONTENT_TYPE", "")
    name, *parameters = (part.strip().lower() for part in given.split(";"))
    charsets = {p.partition("=")[2].strip('"') for p in parameters if p.startswith("charset=")}
    if name not in JSON or not charsets <= {"utf-8", "utf8"}:
        raise _media_type(given[:200], ", ".join(JSON))
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding.lower() != "identity":
        raise _media_type(f"Content-Encoding: {encoding[:100]}", "identity")


def _media_type(given: str, allowed: str) -> ProblemError:
    facts = {"given": given, "allowed": allowed}
    return ProblemError(Kind.MEDIA_TYPE, Finding("http.media_type", Severity.ERROR, "", facts))
