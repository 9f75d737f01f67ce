"""Manner: /work/language/… and /work/type/…: the screens in the other language, in large type."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from zhuisu.portal.size import COOKIE, Size
from zhuisu.work.door import wanted
from zhuisu.work.keeping import CODES, remember


@require_safe
def language(request: HttpRequest, to: str) -> HttpResponse:
    """Back to where somebody was, with the cookie that the public pages know, too."""
    if to not in CODES:
        raise Http404
    response = HttpResponseRedirect(wanted(request))
    remember(response, settings.LANGUAGE_COOKIE_NAME, CODES[to])
    return response


@require_safe
def type_size(request: HttpRequest, to: str) -> HttpResponse:
    """Back to where somebody was, in the size of type that the public pages know, too."""
    if to not in set(Size):
        raise Http404
    response = HttpResponseRedirect(wanted(request))
    remember(response, COOKIE, to)
    return response
