"""Paging: tokens that say where the next page begins, and the Link header that carries them."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, QueryDict

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError

TOKEN = "nextPageToken"  # noqa: S105 - a parameter's name
PER_PAGE = "perPage"
P = TypeVar("P", bound=msgspec.Struct)


def read_token(token: str | None, parameters: QueryDict, kind: type[P]) -> P | None:
    """The position that a token holds; None for the first page. ProblemError where it belongs to another query."""
    if token is None:
        return None
    try:
        packed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        mark, position = msgspec.msgpack.decode(packed, type=tuple[bytes, msgspec.Raw])
        if mark == _mark(parameters):
            return msgspec.msgpack.decode(position, type=kind)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        pass
    raise ProblemError(Kind.QUERY_PARAMETER, Finding("query.bad_page", Severity.ERROR, TOKEN))


def next_link(request: HttpRequest, position: msgspec.Struct) -> Mapping[str, str]:
    """The Link header of the page after this one (RFC 8288), as an absolute path."""
    packed = msgspec.msgpack.encode((_mark(request.GET), position))
    token = base64.urlsafe_b64encode(packed).rstrip(b"=").decode()
    stated = [(name, str(value)) for name, values in request.GET.lists() if name != TOKEN for value in values]
    return {"Link": f'<{request.path}?{urlencode([*stated, (TOKEN, token)])}>; rel="next"'}


def _mark(parameters: QueryDict) -> bytes:
    """What tells one query from another, its paging aside."""
    stated = sorted((n, str(v)) for n, values in parameters.lists() if n not in (TOKEN, PER_PAGE) for v in values)
    return hashlib.sha256(msgspec.json.encode(stated)).digest()[:8]
