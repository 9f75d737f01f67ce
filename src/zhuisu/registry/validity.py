"""Validity: what holds at a time: licences, places, roles, and who may act for whom.

An entry counts from its approval backwards and forwards, within its own days, but for the times in which it was
suspended or closed: a licence that is registered today was good for the events of last year.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zhuisu.registry.acting import day_of
from zhuisu.registry.entries import Licence, PartyRole, Place, Product
from zhuisu.registry.keys import canonical
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find, table
from zhuisu.registry.models import Lapse
from zhuisu.registry.rows import held
from zhuisu.registry.states import State
from zhuisu.registry.writing import get

_APPROVED_ONCE = (State.APPROVED.value, State.SUSPENDED.value, State.CLOSED.value)


def licences_of(holder: str, at: datetime) -> tuple[Licence, ...]:
    """The licences of a party or person that are valid then."""
    for name in ("party", "person"):
        row = find(KINDS[name], holder)
        if row is not None:
            rows = counting(KINDS["licence"], at).filter(valid_on(at), **{name: row.pk})
            return tuple(each.entry for each in held(KINDS["licence"], list(rows)) if isinstance(each.entry, Licence))
    return ()


def places_of(party: str, at: datetime) -> tuple[Place, ...]:
    """The places that a party ran then."""
    return places_then(places_ever_of(party), at)


def places_ever_of(party: str) -> tuple[tuple[Place, tuple[Lapse, ...]], ...]:
    """The places that a party runs or ran, by age, each with the times in which it did not count."""
    row = find(KINDS["party"], party)
    kind = KINDS["place"]
    found = () if row is None else held(kind, list(_approved_once(kind).filter(party=row.pk)))
    lapses: dict[int, list[Lapse]] = {}
    for each in Lapse.objects.filter(kind=kind.name, record__in=[each.id for each in found]):
        lapses.setdefault(each.record, []).append(each)
    return tuple((each.entry, tuple(lapses.get(each.id, ()))) for each in found if isinstance(each.entry, Place))


def places_then(ever: Iterable[tuple[Place, Iterable[Lapse]]], at: datetime) -> tuple[Place, ...]:
    """Those of a party's places that counted then."""

    def lapsed(each: Lapse) -> bool:
        return each.since <= at and (each.until is None or each.until > at)

    return tuple(place for place, lapses in ever if not any(map(lapsed, lapses)))


def roles_of(party: str, at: datetime) -> tuple[PartyRole, ...]:
    """The roles in which a party acted then; none while it did not count."""
    row = find(KINDS["party"], party)
    if row is None or not counting(KINDS["party"], at).filter(pk=row.pk).exists():
        return ()
    entry: Any = held(KINDS["party"], [row])[0].entry
    day = day_of(at)
    return tuple(role for role in entry.roles if _holds(role.valid_from, role.valid_to, day))


def may_act_for(actor_party: str, party: str, at: datetime) -> bool:
    """Whether a party may act for another then: for itself, its members, principals and branches."""
    acting, other = find(KINDS["party"], actor_party), find(KINDS["party"], party)
    if acting is None or other is None:
        key = canonical(KINDS["party"], actor_party)
        return key is not None and key == canonical(KINDS["party"], party)
    if acting.pk == other.pk:
        return True
    relations = counting(KINDS["relation"], at).filter(valid_on(at), party=acting.pk, other=other.pk)
    return bool(relations.exists())


def product(key: str) -> Product | None:
    """The product that has this key, whatever its state."""
    found = get(KINDS["product"], key)
    return found.entry if found is not None and isinstance(found.entry, Product) else None


def counting(kind: Kind, at: datetime) -> Any:
    """The rows of a kind that count at a time, by age."""
    lapsed = Lapse.objects.filter(Q(until=None) | Q(until__gt=at), kind=kind.name, record=OuterRef("pk"), since__lte=at)
    return _approved_once(kind).filter(~Exists(lapsed))


def _approved_once(kind: Kind) -> Any:
    return table(kind).filter(state__in=_APPROVED_ONCE).order_by("id")


def valid_on(at: datetime) -> Q:
    """That an entry has begun and not ended by the day of a time in the city."""
    day = day_of(at)
    early = Q(valid_from=None) | Q(valid_from__lte=day)
    return early & (Q(valid_to=None) | Q(valid_to__gte=day))


def _holds(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
