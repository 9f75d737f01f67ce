"""Addresses of the screens about applications."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern, path

from zhuisu.console.enrolments.desk import desk, photo
from zhuisu.console.enrolments.listing import listing


def addresses(wrap: Callable[[Any], Any]) -> Sequence[URLPattern]:
    """Under `/admin/`; `wrap` asks for password and second factor first."""
    return (
        path("enrolments/", wrap(listing), name="enrolments"),
        path("enrolments/<str:number>/", wrap(desk), name="enrolment"),
        path("enrolments/<str:number>/papers/<int:paper>.jpg", wrap(photo), name="enrolment_photo"),
    )
