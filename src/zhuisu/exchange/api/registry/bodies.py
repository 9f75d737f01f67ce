"""Bodies: the JSON object that a request carries, read into a struct."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec
from django.conf import settings
from django.http import HttpRequest

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.body import received
from zhuisu.exchange.http.coding import coding_of
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.registry.reading import read_struct

LARGEST_BYTES: Final = 256 * 1024
JSON: Final = "application/json"
PATCH: Final = "application/merge-patch+json"

S = TypeVar("S", bound=msgspec.Struct)
_decode = msgspec.json.Decoder().decode


def check_json(request: HttpRequest) -> None:
    """Raises ProblemError 415 where the body is stated to be no JSON."""
    _check(request, JSON)


def check_patch(request: HttpRequest) -> None:
    """The same for changes, which may be called what they are (RFC 7396)."""
    _check(request, PATCH, JSON)


def json_object(request: HttpRequest, limit_bytes: int = LARGEST_BYTES) -> Mapping[str, Any]:
    """The body. Raises ProblemError: 400 where it is no JSON object, 413 beyond a quarter of a megabyte, or what is
    allowed there."""
    with received(request, limit_bytes=min(limit_bytes, settings.CAPTURE_BYTES)) as body:
        raw = body.read()
    try:
        found = _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise _no_object(str(fault)[:200]) from None
    if not isinstance(found, dict):
        raise _no_object(type(found).__name__)
    return found


def body_of(request: HttpRequest, kind: type[S], limit_bytes: int = LARGEST_BYTES) -> S:
    """The body as this struct. Raises ProblemError 400 with everything that is wrong."""
    found = read_struct(kind, json_object(request, limit_bytes))
    if isinstance(found, tuple):
        raise ProblemError(Kind.VALIDATION, *found)
    return found


def _check(request: HttpRequest, *allowed: str) -> None:
    coding_of(request.META.get("HTTP_CONTENT_ENCODING", ""))
    given = str(request.META.get("CONTENT_TYPE", ""))[:200]
    if given.partition(";")[0].strip().lower() not in allowed:
        facts = {"given": given, "allowed": " / ".join(allowed)}
        headers = {"Accept-Post": ", ".join(allowed)} if request.method == "POST" else None
        finding = Finding("http.media_type", Severity.ERROR, "Content-Type", facts)
        raise ProblemError(Kind.MEDIA_TYPE, finding, headers=headers)


def _no_object(reason: str) -> ProblemError:
    return ProblemError(Kind.VALIDATION, Finding("registry.bad_json", Severity.ERROR, "$", {"reason": reason}))
