"""Paging: tokens that say where the next page begins, and the Link header that carries them."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import quote, urlencode

import msgspec
from django.http import HttpRequest

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError

TOKEN = "nextPageToken"  # noqa: S105 - a parameter's name
PER_PAGE = "perPage"
_PATH = "/:@!$&'()*+,;=~-._"
P = TypeVar("P", bound=msgspec.Struct)


def read_token(token: str | None, request: HttpRequest, kind: type[P]) -> P | None:
    """The position that a token holds; None for the first page. ProblemError where it belongs to another query."""
    if token is None:
        return None
    unpacked = _unpacked(token)
    if unpacked is not None and unpacked[0] == _mark(request):
        try:
            return msgspec.msgpack.decode(unpacked[1], type=kind)
        except msgspec.DecodeError:
            pass
    raise ProblemError(Kind.QUERY_PARAMETER, Finding("query.bad_page", Severity.ERROR, TOKEN))


def is_token(text: str) -> bool:
    """Whether a text has the form of a token."""
    return _unpacked(text) is not None


def next_link(request: HttpRequest, position: msgspec.Struct) -> Mapping[str, str]:
    """The Link header of the page after this one (RFC 8288), as an absolute path."""
    packed = msgspec.msgpack.encode((_mark(request), position))
    token = base64.urlsafe_b64encode(packed).rstrip(b"=").decode()
    stated = [(name, str(value)) for name, values in request.GET.lists() if name != TOKEN for value in values]
    return {"Link": f'<{quote(request.path, safe=_PATH)}?{urlencode([*stated, (TOKEN, token)])}>; rel="next"'}


def _unpacked(token: str) -> tuple[bytes, msgspec.Raw] | None:
    try:
        packed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return msgspec.msgpack.decode(packed, type=tuple[bytes, msgspec.Raw])
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None


def _mark(request: HttpRequest) -> bytes:
    """What tells one query from another: its address and parameters, its paging aside."""
    parameters = request.GET.lists()
    stated = sorted((n, str(v)) for n, values in parameters if n not in (TOKEN, PER_PAGE) for v in values)
    return hashlib.sha256(msgspec.json.encode((request.path, stated))).digest()[:8]
