"""Offline: what a browser without a network shows, what it has not sent yet, and what it asks before it sends."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.recording.stages import stages_of
from zhuisu.work.asking import working
from zhuisu.work.page import page

EVERY_DAY: Final = (
    "work:today",
    "work:record",
    "work:receive",
    "work:stock",
    "work:history",
    "work:findings",
    "work:me",
    "work:waiting",
    "work:offline",
)
MOST_FORMS: Final = 12
"""So many forms are kept on a phone: those that are recorded most."""


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The screen in the place of one that was not kept."""
    return page(request, "offline.html", {})


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What this device has not sent yet; the browser fills it in, from what it alone knows."""
    return page(request, "waiting.html", {})


@never_cache
@require_safe
@working(Deed.READ_EVENTS)
def state(request: HttpRequest, actor: Actor) -> JsonResponse:
    """Who is signed in, and the proof that the next form needs; 401 where nobody is."""
    return JsonResponse({"account": actor.name, "party": actor.party, "proof": get_token(request)})


@never_cache
@require_safe
@working(Deed.READ_EVENTS)
def keep(request: HttpRequest, actor: Actor) -> JsonResponse:
    """The screens that this person may want without a network: those of every day, and the forms used most."""
    forms = [reverse("work:form", args=(row.variety, row.stage)) for row in stages_of(actor)[:MOST_FORMS]]
    return JsonResponse({"addresses": [*(reverse(name) for name in EVERY_DAY), *forms]})
