"""/admin/language/…: the console in the other language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from zhuisu.console.views.door import wanted

YEAR_SECONDS = 365 * 24 * 3600
CODES = {"zh": "zh-hans", "en": "en"}


@require_safe
def language(request: HttpRequest, to: str) -> HttpResponse:
    """Back to where somebody was, with the cookie that the public pages know, too."""
    if to not in CODES:
        raise Http404
    response = HttpResponseRedirect(wanted(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        CODES[to],
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
