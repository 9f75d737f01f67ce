"""Traced: the enterprises and products that everybody may know of, to find by name and to list.

A party is public where it is approved and acts in a variety that is. Those that deal in dangerous goods are not, nor
public bodies, nor people.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import Substr

from zhuisu.core.profiles import Category, Profile
from zhuisu.core.profiles.closed import is_closed
from zhuisu.packaged import profiles
from zhuisu.registry.acting import day_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.models import Licence, Party, PartyRole, Product
from zhuisu.registry.states import State
from zhuisu.registry.validity import counting

KINDS_SHOWN: Final = ("enterprise", "individual", "cooperative", "institution")
MOST: Final = 50
"""So many are answered at once."""


class Asked(NamedTuple):
    """What is looked for: a part of a name, a region (with all that is in it), a category; after so many."""

    text: str = ""
    region: str = ""
    category: str = ""
    after: int = 0


class Enterprise(msgspec.Struct, frozen=True):
    """A party as a list tells it; `roles` are ids of profiles' roles."""

    key: str
    name: str
    name_en: str
    region: str
    roles: tuple[str, ...]


class Paper(msgspec.Struct, frozen=True):
    """A licence that is, or was, good until a day (None: without end)."""

    kind: str
    number: str
    valid_to: date | None
    is_valid: bool


class Ware(msgspec.Struct, frozen=True):
    """A product that an enterprise makes or sells."""

    key: str
    name: str
    name_en: str
    category: str
    specification: str


class Told(msgspec.Struct, frozen=True):
    """All that everybody may read of an enterprise."""

    enterprise: Enterprise
    address: str
    papers: tuple[Paper, ...]
    wares: tuple[Ware, ...]


class Page(NamedTuple):
    """A page of a list, and how many there are in all."""

    rows: Sequence[Enterprise]
    total: int


def enterprises(asked: Asked, now: datetime) -> Page:
    """Those that are asked for, by region and name."""
    found = _public(now)
    if asked.text:
        found = found.filter(_called(asked.text))
    if asked.region:
        found = found.filter(region__startswith=asked.region.removesuffix("00").removesuffix("00"))
    if asked.category:
        found = found.filter(roles__role__in=_roles_of(asked.category)).distinct()
    home = Case(When(region__startswith=_home(now), then=0), default=1)
    rows = found.order_by(home, "region", "name", "pk")[asked.after : asked.after + MOST]
    return Page([_row(each) for each in rows.prefetch_related("roles")], found.count())


def regions(now: datetime) -> Sequence[str]:
    """The codes of the regions in which there are any, those of the city first."""
    home = _home(now)
    found = _public(now).exclude(region="").order_by().values_list("region", flat=True).distinct()
    return sorted(found, key=lambda code: (not code.startswith(home), code))


def enterprise(key: str, now: datetime) -> Told | None:
    """The one of this key, if everybody may know of it."""
    party = _public(now).prefetch_related("roles").filter(key=key).first()
    if party is None:
        return None
    licences = open_licences(now).filter(party=party.pk).order_by("kind", "-valid_to")
    return Told(
        _row(party),
        party.address,
        tuple(_paper(each, day_of(now)) for each in licences),
        tuple(ware_of(each) for each in _wares(party)),
    )


def products(text: str, most: int) -> Sequence[Ware]:
    """Public products whose name has this text."""
    return [ware_of(each) for each in open_products().filter(_called(text)).order_by("name", "pk")[:most]]


def product(key: str) -> tuple[Ware, Enterprise | None] | None:
    """The public product of this key, with its maker where everybody may know of it."""
    row = open_products().filter(key=key).select_related("party").first()
    if row is None:
        return None
    maker = _public(datetime.now(UTC)).filter(pk=row.party_id).first() if row.party_id else None
    return ware_of(row), None if maker is None else _row(maker)


def open_products() -> QuerySet[Product]:
    """The products that everybody may know of."""
    found = Product.objects.filter(state=State.APPROVED.value).exclude(variety__in=_closed())
    return found.exclude(category=Category.HAZMAT.value)


def open_licences(now: datetime) -> QuerySet[Licence]:
    """The licences that everybody may read of."""
    found: QuerySet[Licence] = counting(KINDS["licence"], now)
    return found.exclude(kind__in=_papers_of(is_closed))


def of_parties(parties: QuerySet[Any, Any], now: datetime, most: int) -> Sequence[Enterprise]:
    """Those of these parties that everybody may know of, by name."""
    found = _public(now).filter(pk__in=parties).order_by("name", "pk")[:most]
    return [_row(each) for each in found.prefetch_related("roles")]


def _public(now: datetime) -> QuerySet[Party]:
    hazardous = Licence.objects.filter(kind__in=_papers_of(_is_dangerous), party__isnull=False).values("party")
    open_roles = PartyRole.objects.filter(role__in=_open_roles()).values("party")
    found: QuerySet[Party] = counting(KINDS["party"], now)
    return found.filter(state=State.APPROVED.value, kind__in=KINDS_SHOWN, pk__in=open_roles).exclude(pk__in=hazardous)


def _home(now: datetime) -> str:
    """The first digits of the city in which most are."""
    cities = _public(now).exclude(region="").order_by().values_list(Substr("region", 1, 4))
    found = cities.annotate(count=Count("pk")).order_by("-count").first()
    return str(found[0]) if found else ""


def _called(text: str) -> Q:
    return Q(name__icontains=text) | Q(name_en__icontains=text)


def _wares(party: Party) -> QuerySet[Product]:
    found = Product.objects.filter(party=party.pk, state=State.APPROVED.value).exclude(variety__in=_closed())
    return found.order_by("name", "pk")[:MOST]


def _row(party: Party) -> Enterprise:
    shown = _open_roles()
    roles = dict.fromkeys(role.role for role in party.roles.all() if role.role in shown)
    return Enterprise(party.key, party.name, party.name_en, party.region, tuple(roles))


def _paper(licence: Licence, today: date) -> Paper:
    is_valid = licence.state == State.APPROVED.value and (licence.valid_to is None or licence.valid_to >= today)
    return Paper(licence.kind, licence.number, licence.valid_to, is_valid)


def ware_of(product: Product) -> Ware:
    """As a list tells it."""
    return Ware(product.key, product.name, product.name_en, product.category, product.specification)


@cache
def _closed() -> frozenset[str]:
    """The varieties of which the public learns no more than a verdict."""
    return frozenset(each.id for each in profiles().values() if is_closed(each))


@cache
def _open_roles() -> frozenset[str]:
    """The roles that act in varieties that everybody may read of."""
    return _roles([each.id for each in profiles().values() if not is_closed(each)])


def _roles_of(category: str) -> frozenset[str]:
    return _roles([each.id for each in profiles().values() if not is_closed(each) and each.category.value == category])


def _roles(varieties: Collection[str]) -> frozenset[str]:
    return frozenset(role for name in varieties for stage in profiles()[name].stages for role in stage.actors)


@cache
def _papers_of(sort: Callable[[Profile], bool]) -> frozenset[str]:
    """The kinds of licence that varieties of this sort ask for, and no others do."""
    asked: dict[bool, set[str]] = {True: set(), False: set()}
    for each in profiles().values():
        asked[sort(each)] |= {kind for stage in each.stages for kinds in stage.licences.values() for kind in kinds}
    return frozenset(asked[True] - asked[False])


def _is_dangerous(profile: Profile) -> bool:
    return profile.category is Category.HAZMAT
