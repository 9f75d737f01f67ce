"""Sight: the applications that an official's screens show: those of their regions and categories."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.permitting import Deed, may
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.states import State


def visible(actor: Actor) -> QuerySet[Application]:
    """What was filed at least once and is the actor's to see, the oldest first. None for who decides nothing."""
    rows: QuerySet[Application] = Application.objects.exclude(filed_at=None).order_by("filed_at", "id")
    if not may(actor, Deed.DECIDE_ENROLMENTS):
        return rows.none()
    return rows.filter(_within(actor)) if actor.kind is ActorKind.DEPARTMENT else rows


def to_decide(actor: Actor) -> QuerySet[Application]:
    """Those of them that wait for the actor: filed, and not yet agreed to by all of its categories."""
    waiting = visible(actor).filter(state=State.FILED.value)
    if actor.kind is not ActorKind.DEPARTMENT:
        return waiting
    return waiting.exclude(pk__in=[row.pk for row in waiting if not open_categories(actor, row) and row.categories])


def open_categories(actor: Actor, row: Application) -> Sequence[str]:
    """The categories of an application that the actor answers for and has not agreed to."""
    own = row.categories if actor.kind is not ActorKind.DEPARTMENT else set(row.categories) & actor.categories
    return sorted(set(own) - set(row.agreed))


def _within(actor: Actor) -> Q:
    found = Q(categories__overlap=sorted(actor.categories)) | Q(categories=[])
    regions = Q()
    for code in actor.regions:
        regions |= Q(region__startswith=code.removesuffix("00").removesuffix("00"))
    return found & regions


def other_claims(row: Application) -> QuerySet[Any]:
    """Other applications with the same code, of whom nobody has decided against."""
    rows = Application.objects.exclude(pk=row.pk).exclude(state__in=[State.WITHDRAWN.value, State.DRAFT.value])
    return rows.filter(key=row.key) if row.key else rows.none()
