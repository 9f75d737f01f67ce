"""Public: answers that anybody may read, from any page, and keep."""

from typing import Final

from django.http import HttpResponse

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError

TEXT: Final = "text/plain; charset=utf-8"
BYTES: Final = "application/octet-stream"
FOREVER: Final = "public, max-age=31536000, immutable"
A_MOMENT: Final = "public, max-age=1"
"""No longer than it takes until the next checkpoint."""

_FOR_ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}


def public_response(content: bytes | str, content_type: str, caching: str) -> HttpResponse:
    """An answer that is the same for everybody."""
    return HttpResponse(content, content_type=content_type, headers={**_FOR_ALL, "Cache-Control": caching})


def not_there(code: str, **facts: str | int) -> ProblemError:
    """The problem of what does not exist, or not yet."""
    return ProblemError(Kind.NO_SUCH_RESOURCE, Finding(code, Severity.ERROR, "", facts))
