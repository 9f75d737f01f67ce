"""Refusals: what a problem of each status says."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.http.problem import MEDIA_TYPE
from zhuisu.exchange.openapi.describing import Reply, ref

HEADERS: Final[Mapping[int, tuple[str, ...]]] = {
    401: ("WWW-Authenticate",),
    403: ("WWW-Authenticate",),
    415: ("Accept-Post", "Accept-Encoding"),
    503: ("Retry-After",),
}

SAID: Final[Mapping[int, str]] = {
    400: "What was sent, or a parameter, is not valid. `errors` holds every reason.",
    401: "No token, or one that is unknown, expired or revoked.",
    403: "The token has not the scope, or the caller's party may not do this.",
    404: "There is no such resource, or none that the caller may see.",
    406: "The media type, version or notation asked for is not served.",
    408: "The body arrived too slowly.",
    409: "It exists already, with other content.",
    413: "More than the limits allow.",
    414: "The address has more than 8,192 bytes.",
    415: "The body's media type or compression is not one that is read.",
    422: "The proof that was sent does not hold.",
    429: "The account has as many as it may have.",
    500: "A bug: the detail names the number under which it was noted.",
    501: "This is not implemented.",
    503: "The database or the disk is not available now.",
}


def refused(status: int, *headers: str) -> Reply:
    """The reply of a problem, with these headers beside those that it always has."""
    said = ("Content-Language", *HEADERS.get(status, ()), *headers)
    return Reply(SAID[status], {MEDIA_TYPE: ref("Problem")}, said)
