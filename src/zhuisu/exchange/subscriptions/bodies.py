"""Bodies: the JSON object that a request carries."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.body import received
from zhuisu.exchange.http.problem import Kind, ProblemError

LARGEST_BYTES = 256 * 1024

_decode = msgspec.json.Decoder().decode


def json_object(request: HttpRequest) -> Mapping[str, Any]:
    """The body. Raises ProblemError: 400 where it is no JSON object, 413 beyond a quarter of a megabyte."""
    with received(request, limit_bytes=LARGEST_BYTES) as body:
        raw = body.read()
    try:
        found = _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise _no_object(str(fault)[:200]) from None
    if not isinstance(found, dict):
        raise _no_object(type(found).__name__)
    return found


def strangers(members: Mapping[str, Any], known: frozenset[str]) -> list[Finding]:
    """The members that nobody knows."""
    told = ", ".join(sorted(known))
    return [
        Finding("subscription.unknown_member", Severity.ERROR, f"$.{name[:100]}", {"name": name[:100], "known": told})
        for name in members
        if name not in known
    ]


def _no_object(reason: str) -> ProblemError:
    return ProblemError(Kind.VALIDATION, Finding("subscription.bad_json", Severity.ERROR, "$", {"reason": reason}))
