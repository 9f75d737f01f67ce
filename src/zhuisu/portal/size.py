"""Size of type: ordinary, or large for who reads that better; asked for by `?type=`, kept in a cookie."""

from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

COOKIE: Final = "zhuisu_type"


class Size(StrEnum):
    """How large the type is."""

    NORMAL = "normal"
    LARGE = "large"


OTHER: Final = {Size.NORMAL: Size.LARGE, Size.LARGE: Size.NORMAL}
_SIZES: Final = {each.value: each for each in Size}


def asked_size(request: HttpRequest) -> Size | None:
    """The size named in the address, if it is one of ours."""
    return _SIZES.get(request.GET.get("type", ""))


def size_of(request: HttpRequest) -> Size:
    """Asked for now, or kept."""
    return asked_size(request) or _SIZES.get(request.COOKIES.get(COOKIE, ""), Size.NORMAL)


def address_at(request: HttpRequest, size: Size) -> str:
    """This page's own address at another size. An answer to a POST has none: home instead."""
    if request.method not in ("GET", "HEAD"):
        return f"/?type={size}"
    rest = [(name, value) for name, value in request.GET.items() if name != "type"]
    return f"?{urlencode([*rest, ('type', size.value)])}"
