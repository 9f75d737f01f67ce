"""Sight: the rows of the registry that stand on the screens of an actor.

An enterprise finds its own and those of whom it may act for. A department with categories or regions finds what is of
them, and what belongs to nobody's in particular. The others find all.
"""

from typing import Any, Final

from django.db.models import Q, QuerySet

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.console.asking import now
from zhuisu.registry.acting import day_of
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find
from zhuisu.registry.models import Party, PartyRole
from zhuisu.registry.spheres import licences_in, licences_known, roles_in, roles_known, varieties_in
from zhuisu.registry.validity import counting

_ALL: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE, ActorKind.AUDITOR})

_OF_ALL: Final = frozenset({"zone", "listing"})
"""Kinds that belong to no party: what they forbid or allow, everybody has to know."""


def visible(kind: Kind, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Those of these rows that the actor's screens show."""
    if kind.name == "person" and not (actor.may(Scope.REGISTRY) or actor.kind is ActorKind.AUDITOR or actor.party):
        return rows.none()
    if actor.party is not None:
        return rows.filter(_of_parties(kind, own_parties(actor.party)))
    if actor.kind in _ALL and not actor.categories and not actor.regions:
        return rows
    is_placed = actor.kind in _ALL or (actor.kind is ActorKind.DEPARTMENT and actor.categories)
    return rows.filter(_within(kind, actor)) if is_placed else rows.none()


def own_parties(party: str) -> set[int]:
    """The numbers of a party and of those that it may act for now; none where it is not registered."""
    row = find(KINDS["party"], party)
    if row is None:
        return set()
    relations = counting(KINDS["relation"], now()).filter(party=row.pk)
    today = day_of(now())
    valid = relations.filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today))
    return {row.pk, *valid.values_list("other", flat=True)}


def _of_parties(kind: Kind, parties: set[int]) -> Q:
    if kind.name == "party":
        return Q(pk__in=parties)
    if kind.name == "relation":
        return Q(party__in=parties) | Q(other__in=parties)
    if kind.name in _OF_ALL:
        return Q()
    return Q(party__in=parties)


def _within(kind: Kind, actor: Actor) -> Q:
    """By the categories and regions of a row; where it has none, by those of its party."""
    if kind.name == "party":
        return _parties(actor)
    if kind.name in _OF_ALL:
        return _regions(actor, "region") if kind.name == "zone" else Q()
    concerned = Q(party__in=Party.objects.filter(_parties(actor)).values("pk"))
    if kind.name == "relation":
        return concerned | Q(other__in=Party.objects.filter(_parties(actor)).values("pk"))
    if kind.name == "licence":
        return _licences(actor, concerned)
    columns = {field.name for field in kind.table._meta.get_fields()}
    if "region" in columns:
        return (Q(party=None) | concerned) & _regions(actor, "region")
    if "category" in columns and actor.categories:
        unsaid = Q(category="", variety="") & (Q(party=None) | concerned)
        return (_named(actor) | unsaid) & (Q(party=None) | Q(party__in=_there(actor)))
    return concerned


def _licences(actor: Actor, concerned: Q) -> Q:
    """By the categories that a licence names, else those that ask for its kind, else those of its holder."""
    holders = _there(actor)
    there = Q(party__in=holders) | Q(person__party__in=holders) | Q(party=None, person__party=None)
    if not actor.categories:
        return there
    concerned |= Q(person__party__in=Party.objects.filter(_parties(actor)).values("pk"))
    named = Q(categories__overlap=sorted(actor.categories)) | Q(
        varieties__overlap=sorted(varieties_in(actor.categories))
    )
    by_kind = Q(kind__in=licences_in(actor.categories)) | (~Q(kind__in=licences_known()) & concerned)
    return there & (named | (Q(categories=[], varieties=[]) & by_kind))


def _there(actor: Actor) -> Any:
    return Party.objects.filter(_regions(actor, "region")).values("pk")


def _parties(actor: Actor) -> Q:
    """By their regions and roles. A role that names no category is one in those in which it acts; who has no role, or
    one that acts nowhere, is everybody's."""
    found = _regions(actor, "region")
    if actor.categories:
        unsaid = Q(category="", variety="") & (Q(role__in=roles_in(actor.categories)) | ~Q(role__in=roles_known()))
        mine = PartyRole.objects.filter(_named(actor) | unsaid).values("party")
        found &= Q(pk__in=mine) | ~Q(pk__in=PartyRole.objects.values("party"))
    return found


def _named(actor: Actor) -> Q:
    """What names a category of theirs, or none but a variety of one."""
    return Q(category__in=actor.categories) | Q(category="", variety__in=varieties_in(actor.categories))


def _regions(actor: Actor, column: str) -> Q:
    """A region with all that lies in it; what names no region concerns everybody."""
    if not actor.regions:
        return Q()
    wanted = Q(**{column: ""})
    for code in actor.regions:
        wanted |= Q(**{f"{column}__startswith": code.removesuffix("00").removesuffix("00")})
    return wanted
