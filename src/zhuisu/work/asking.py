"""Asking: who asks on an enterprise's screens, and whether they may."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.permitting import Deed, may

View = Callable[..., HttpResponse]
OF_PARTIES: Final = frozenset({ActorKind.ENTERPRISE, ActorKind.ASSOCIATION})


def working(deed: Deed) -> Callable[[View], View]:
    """A view `(request, actor, …)` of an enterprise's screens. Who is not signed in is led to the door."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            actor = signed_in(request)
            if actor is None:
                return HttpResponseRedirect(reverse("work:door", query={"next": request.get_full_path()}))
            if not may(actor, deed):
                raise PermissionDenied
            return view(request, actor, *arguments, **named)

        return guarded

    return decorate


def signed_in(request: HttpRequest) -> Actor | None:
    """Who is signed in, if they act for a party."""
    user: Any = request.user
    if not user.is_authenticated or user.actor.kind not in OF_PARTIES or user.actor.party is None:
        return None
    actor: Actor = user.actor
    return actor
