"""NUL: the one character that no text in the database may hold, refused before any screen looks at it.

Paths, queries, and forms that were read on the way here: those of every view that guards against forgery. The APIs
say themselves which of their parameters is wrong.
"""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NUL: Final = "\0"
_QUOTED: Final = "%00"
_APIS: Final = ("/api/", "/epcis/", "/oauth/")


class NoNul:
    """Answers 400, as a page in the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """After the address is known and forgery is ruled out."""
        if not request.path_info.startswith(_APIS) and (_asks(request) or _fills(request)):
            raise BadRequest("a NUL")


def _asks(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    return NUL in request.path_info or _QUOTED in query or NUL in query


def _fills(request: HttpRequest) -> bool:
    """Only of a form that was read already: a view may want the body as a stream."""
    if not hasattr(request, "_post"):
        return False
    return any(NUL in text for name, values in request.POST.lists() for text in (name, *values))
