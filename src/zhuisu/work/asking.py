"""Asking: who asks on an enterprise's screens, and whether they may."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.permitting import Deed, may
from zhuisu.console import devices

View = Callable[..., HttpResponse]
OF_PARTIES: Final = frozenset({ActorKind.ENTERPRISE, ActorKind.ASSOCIATION})
JSON: Final = "application/json"


def working(deed: Deed) -> Callable[[View], View]:
    """A view `(request, actor, …)` of an enterprise's screens. Who is not signed in is led to the door; a program of
    the browser, which asks for JSON, is told so by a 401."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            actor = signed_in(request)
            if actor is None:
                return _to_the_door(request)
            if not may(actor, deed):
                raise PermissionDenied
            return view(request, actor, *arguments, **named)

        return guarded

    return decorate


def signed_in(request: HttpRequest) -> Actor | None:
    """Who is signed in, if they act for a party; with a second factor, where their account has one."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not is_of_a_party(user.actor):
        return None
    if getattr(user, "otp_device", None) is None and devices.enrolled(user) is not None:
        return None
    actor: Actor = user.actor
    return actor


def is_of_a_party(actor: Actor) -> bool:
    """Whether these screens are for them at all."""
    return actor.kind in OF_PARTIES and actor.party is not None


def wants_json(request: HttpRequest) -> bool:
    """Whether a program of the browser asks, and no person."""
    return request.headers.get("accept", "").startswith(JSON)


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"state": "door"}, status=401)
    return HttpResponseRedirect(reverse("work:door", query={"next": request.get_full_path()}))
