"""Keeping: what a phone remembers of who uses it: how long they stay signed in, the language, large type."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

STAY_SECONDS: Final = 30 * 24 * 3600
"""So long after the last use somebody stays signed in, who asked for it; others as `SESSION_COOKIE_AGE` says."""
YEAR_SECONDS: Final = 365 * 24 * 3600
CODES: Final = {"zh": "zh-hans", "en": "en"}


def stay(request: HttpRequest) -> None:
    """Whoever is signed in stays so for thirty days after their last use."""
    request.session.set_expiry(STAY_SECONDS)


def remember(response: HttpResponse, name: str, value: str) -> None:
    """A cookie for a year, of no secret."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
