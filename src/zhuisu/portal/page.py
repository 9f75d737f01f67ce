"""Page: a template in the reader's language, with the headers of a public page."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from zhuisu.portal.language import DJANGO_CODE, HTML_CODE, OTHER, address_in, asked_language, language_of
from zhuisu.portal.size import COOKIE, Size, address_at, asked_size, size_of
from zhuisu.portal.size import OTHER as OTHER_SIZE

_COMPRESS = GZipMiddleware(lambda request: HttpResponse())
YEAR_SECONDS = 365 * 24 * 3600


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `portal/<template>`. A language and a size asked for in the address are remembered in cookies."""
    language = language_of(request)
    other = OTHER[language]
    words = {
        **context,
        "language": language.value,
        "html_language": HTML_CODE[language],
        "other_language": HTML_CODE[other],
        "other_address": address_in(request, other),
        "is_large": size_of(request) is Size.LARGE,
        "other_size_address": address_at(request, OTHER_SIZE[size_of(request)]),
        "address": request.build_absolute_uri(request.path),
    }
    with translation.override(DJANGO_CODE[language]):
        html = render_to_string(f"portal/{template}", words)
    response = HttpResponse(html, status=status)
    _COMPRESS.process_response(request, response)  # holds no secret that its length could betray
    response["Content-Language"] = HTML_CODE[language]
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    if asked_language(request) is not None:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, DJANGO_CODE[language], max_age=YEAR_SECONDS, samesite="Lax", httponly=True
        )
    size = asked_size(request)
    if size is not None:
        response.set_cookie(COOKIE, size.value, max_age=YEAR_SECONDS, samesite="Lax", httponly=True)
    return response
