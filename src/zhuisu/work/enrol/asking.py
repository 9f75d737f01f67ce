"""Asking: whose application a phone has, and in which language its pages are read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from zhuisu.enrolling.following import opened
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.states import OPEN, State
from zhuisu.work.keeping import CODES, remember

COOKIE: Final = "zhuisu_enrolment"
_PATH: Final = "/enrol"
_KEPT_SECONDS: Final = 90 * 24 * 3600

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page for anybody. `?lang=` chooses its language and is remembered."""

    @never_cache
    @csrf_protect
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        asked = request.GET.get("lang", "")
        if request.method != "POST" and asked in CODES:
            response: HttpResponse = HttpResponseRedirect(request.path)
            remember(response, settings.LANGUAGE_COOKIE_NAME, CODES[asked])
            return response
        return view(request, *arguments, **named)

    return guarded


def applying(view: View) -> View:
    """A page `(request, row, …)` about the application of this phone; without one, it leads to the beginning."""

    @public
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        row = application_of(request)
        return to("start") if row is None else view(request, row, *arguments, **named)

    return guarded


def filling(view: View) -> View:
    """The same, for what may only be filled in while it is open; later, it leads to how far it has come."""

    @applying
    @wraps(view)
    def guarded(request: HttpRequest, row: Application, *arguments: Any, **named: Any) -> HttpResponse:
        return view(request, row, *arguments, **named) if State(row.state) in OPEN else to("state")

    return guarded


def application_of(request: HttpRequest) -> Application | None:
    """The application whose number and code this phone keeps."""
    number, _, code = request.COOKIES.get(COOKIE, "").partition(".")
    return opened(number, code) if code else None


def code_of(request: HttpRequest) -> str:
    """The code that this phone keeps, in groups of four."""
    code = request.COOKIES.get(COOKIE, "").partition(".")[2]
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def keep(response: HttpResponse, number: str, code: str) -> None:
    """Let this phone go on without typing them."""
    response.set_cookie(
        COOKIE,
        f"{number}.{code.replace('-', '')}",
        max_age=_KEPT_SECONDS,
        path=_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Let the next who takes this phone begin anew."""
    response.delete_cookie(COOKIE, path=_PATH, samesite="Lax")


def to(name: str, *arguments: str) -> HttpResponseRedirect:
    """To another page, by GET."""
    response = HttpResponseRedirect(reverse(f"enrol:{name}", args=arguments))
    response.status_code = 303
    return response
