"""Addresses: the screens of the plan, each behind the console's door."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern, path

from zhuisu.console.planning.desk import measure, plan, plan_file
from zhuisu.console.planning.meetings import decided, meeting, meetings, settled


def addresses(wrap: Callable[[Any], Any]) -> Sequence[URLPattern]:
    """Under `/admin/`; `wrap` asks for password and second factor first."""
    return (
        path("plan/", wrap(plan), name="plan"),
        path("plan.<str:form>", wrap(plan_file), name="plan_file"),
        path("plan/measures/<str:id>/", wrap(measure), name="measure"),
        path("plan/meetings/", wrap(meetings), name="meetings"),
        path("plan/meetings/<str:number>/", wrap(meeting), name="meeting"),
        path("plan/meetings/<str:number>/decisions/", wrap(decided), name="meeting_decided"),
        path("plan/decisions/<int:id>/", wrap(settled), name="decision"),
    )
