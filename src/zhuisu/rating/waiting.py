"""Waiting: the exposures that wait for an official: those that are proposed, answered, or past the term unanswered."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.rating.kinds import State
from zhuisu.rating.models import Exposure
from zhuisu.rating.sight import official


def to_decide(actor: Actor, at: datetime) -> QuerySet[Exposure]:
    """Those about which the actor may decide, those whose term ended first before all; none for who decides nothing."""
    if not may(actor, Deed.KEEP_RATINGS):
        return Exposure.objects.none()
    waiting = Q(state__in=(State.PROPOSED.value, State.ANSWERED.value)) | overdue(at)
    order = (F("answer_by").asc(nulls_last=True), "proposed_at", "number")
    return official(Exposure.objects.all(), actor).filter(waiting).order_by(*order)


def overdue(at: datetime) -> Q:
    """The party's time to answer is over, and nothing is decided yet."""
    return Q(state__in=(State.ANNOUNCED.value, State.ANSWERED.value), answer_by__lte=at)


def is_overdue(row: Exposure, at: datetime) -> bool:
    """The same of one."""
    is_open = row.state in (State.ANNOUNCED, State.ANSWERED)
    return is_open and row.answer_by is not None and row.answer_by <= at
