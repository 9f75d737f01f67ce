"""Sight: whose scores, exposures and certificates an actor may see, and about whose it may decide."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import EVERYTHING, NOTHING, may_see_scopes, own_names, sight_of
from zhuisu.rating.formula import Kind
from zhuisu.rating.models import Exposure, Score

M = TypeVar("M", bound=Model)


def official(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Of these rows, which have `scopes`, those of the categories and regions of an official; all for who sees all."""
    sight = sight_of(actor)
    if not may(actor, Deed.READ_FIGURES) or sight == NOTHING:
        return rows.none()
    return rows if sight.things is None else rows.filter(scopes__overlap=sorted(sight.scopes))


def scores(actor: Actor) -> QuerySet[Score]:
    """The scores that an actor may see: an official those of its field, a party its own and those of its accounts."""
    if may(actor, Deed.READ_FIGURES):
        return official(Score.objects.all(), actor)
    if actor.party is None or not may(actor, Deed.READ_EVENTS):
        return Score.objects.none()
    names = sorted(own_names(actor.party))
    return Score.objects.filter(Q(kind=Kind.PARTY.value, subject__in=names) | Q(party__in=names))


def may_read_refusals(actor: Actor, account: str) -> bool:
    """Whether an actor may read why documents of an account were refused: its own, or who sees everything."""
    return sight_of(actor) == EVERYTHING or (may(actor, Deed.READ_EVENTS) and actor.name == account)


def own_exposures(actor: Actor) -> QuerySet[Exposure]:
    """Those of the actor's party, and of those that it may act for, that they have been told of."""
    if actor.party is None or not may(actor, Deed.READ_EVENTS):
        return Exposure.objects.none()
    return Exposure.objects.filter(party__in=sorted(own_names(actor.party)), told_at__isnull=False)


def may_decide(actor: Actor, scopes: list[str]) -> bool:
    """Whether an official may decide about what has these scope keys."""
    return may(actor, Deed.KEEP_RATINGS) and may_see_scopes(actor, scopes)
