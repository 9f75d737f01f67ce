"""Headers: the GS1-* headers of the EPCIS REST binding, given and taken."""

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from zhuisu import __version__
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.accept import JSON, accepted
from zhuisu.exchange.http.problem import Kind, ProblemError

VERSION: Final = "2.0.0"
SERVED: Final = (2, 0, 0)

ALWAYS: Final = {"GS1-EPCIS-Version": VERSION, "GS1-CBV-Version": VERSION, "GS1-EPC-Format": "Never_Translates"}
DISCOVERY: Final = {
    "GS1-EPCIS-Min": VERSION,
    "GS1-EPCIS-Max": VERSION,
    "GS1-CBV-Min": VERSION,
    "GS1-CBV-Max": VERSION,
    "GS1-Vendor-Version": f"zhuisu {__version__}",
}


def capture_discovery() -> dict[str, str]:
    """What OPTIONS says of capture: its limits, and what happens to a document with errors."""
    return {
        **DISCOVERY,
        "GS1-EPCIS-Capture-Limit": str(settings.CAPTURE_EVENTS),
        "GS1-EPCIS-Capture-File-Size-Limit": str(settings.CAPTURE_BYTES),
        "GS1-Capture-Error-Behaviour": "rollback",
    }


def check_versions(request: HttpRequest) -> None:
    """Raises ProblemError 406 where the client wants versions or notations that are not served."""
    for standard in ("EPCIS", "CBV"):
        _check(request, f"GS1-{standard}-Min", lambda wanted: wanted <= SERVED)
        _check(request, f"GS1-{standard}-Max", lambda wanted: wanted >= SERVED)
        _check(request, f"GS1-{standard}-Version", lambda wanted: wanted[:2] == SERVED[:2])
    notation = request.headers.get("GS1-EPC-Format", "No_Preference")
    if notation not in ("No_Preference", "Never_Translates"):
        raise _not_served("GS1-EPC-Format", notation, "No_Preference, Never_Translates")


def check_accepts_json(request: HttpRequest) -> None:
    """Raises ProblemError 406 where the client takes no JSON."""
    header = request.headers.get("Accept", "")
    if accepted(header, JSON) is None:
        facts = {"accept": header[:200], "offered": ", ".join(JSON)}
        raise ProblemError(Kind.NOT_ACCEPTABLE, Finding("http.not_acceptable", Severity.ERROR, "", facts))


def check_read(request: HttpRequest) -> None:
    """What is checked before anything is read."""
    check_versions(request)
    check_accepts_json(request)


def check_json_body(request: HttpRequest) -> None:
    """Raises ProblemError 415 where the body is not stated to be JSON in UTF-8."""
    check_versions(request)
    given = request.META.get("CONTENT_TYPE", "")
    name, *parameters = (part.strip().lower() for part in given.split(";"))
    charsets = {p.partition("=")[2].strip('"') for p in parameters if p.startswith("charset=")}
    if name not in JSON or not charsets <= {"utf-8", "utf8"}:
        facts = {"given": given[:200], "allowed": ", ".join(JSON)}
        raise ProblemError(Kind.MEDIA_TYPE, Finding("http.media_type", Severity.ERROR, "", facts))
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding.lower() != "identity":
        facts = {"given": f"Content-Encoding: {encoding[:100]}", "allowed": "identity"}
        raise ProblemError(Kind.MEDIA_TYPE, Finding("http.media_type", Severity.ERROR, "", facts))


def _check(request: HttpRequest, header: str, fits: Callable[[tuple[int, ...]], bool]) -> None:
    value = request.headers.get(header)
    if value is None:
        return
    numbers = re.fullmatch(r"(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?", value.strip())
    if numbers is None or not fits(tuple(int(n or 0) for n in numbers.groups())):
        raise _not_served(header, value, VERSION)


def _not_served(header: str, value: str, served: str) -> ProblemError:
    facts = {"header": header, "value": value[:100], "served": served}
    return ProblemError(Kind.NOT_ACCEPTABLE, Finding("http.version_not_served", Severity.ERROR, "", facts))
