"""Asking: who asks on a screen, and what they may do there."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in. Only screens behind `Console.has_permission` ask."""
    user: Any = request.user
    actor: Actor = user.actor
    return actor


def may_ask(request: HttpRequest, deed: Deed) -> bool:
    """Whether whoever is signed in may do this."""
    user: Any = request.user
    return bool(user.is_authenticated) and may(actor_of(request), deed)


def require(request: HttpRequest, deed: Deed) -> Actor:
    """Who asks. Raises PermissionDenied where they may not."""
    if not may_ask(request, deed):
        raise PermissionDenied
    return actor_of(request)


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
