"""How it works, in pictures; and a notice for the wall of a market."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.core.findings import Text
from zhuisu.portal.labels import qr_svg
from zhuisu.portal.language import OTHER, language_of
from zhuisu.portal.page import page

LONGEST: Final = 60
LINE: Final = Text("扫一扫，看来源", "Scan it and see where it comes from")


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """`/how`: four pictures."""
    return page(request, "how.html", {})


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """`/wall?place=`: one sheet to print, with the name of a market or shop on it."""
    place = "".join(letter for letter in request.GET.get("place", "") if letter.isprintable()).strip()[:LONGEST]
    context = {"place": place, "site": request.get_host(), "other_line": LINE.into(OTHER[language_of(request)])}
    return page(request, "wall.html", context)


@require_safe
def wall_symbol(request: HttpRequest) -> HttpResponse:
    """`/wall.svg`: a QR code that opens the home page."""
    return HttpResponse(qr_svg(request.build_absolute_uri("/")), content_type="image/svg+xml")
