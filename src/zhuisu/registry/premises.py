"""Premises: the keys of a party, the places that it runs, and the places that lie within a place."""

from collections.abc import Collection, Iterable

from zhuisu.registry.held import Held
from zhuisu.registry.models import Alias, Place
from zhuisu.registry.named import entries_named

_MOST_LEVELS = 5


def keys_of_party(key: str) -> frozenset[str]:
    """Every key under which a party is registered, the one that was given among them."""
    held = entries_named(("party",), (key,))["party", key]
    return frozenset({key}) if held is None else frozenset({key, *_aliases("party", (held.id,))})


def places_run_by(key: str) -> frozenset[str]:
    """The keys of the places that a party runs, and of all that lie in them."""
    held = entries_named(("party",), (key,))["party", key]
    return frozenset() if held is None else _with_inner(Place.objects.filter(party_id=held.id).values_list("pk"))


def places_inside(key: str) -> frozenset[str]:
    """The keys of a place and of all that lie in it; the one that was given alone where it is not registered."""
    held: Held | None = entries_named(("place",), (key,))["place", key]
    return frozenset({key}) if held is None else frozenset({key}) | _with_inner([(held.id,)])


def _with_inner(rows: Iterable[tuple[int]]) -> frozenset[str]:
    found = {number for (number,) in rows}
    level: Collection[int] = found
    for _ in range(_MOST_LEVELS):
        inner = {number for (number,) in Place.objects.filter(parent_id__in=level).values_list("pk")} - found
        if not inner:
            break
        found, level = found | inner, inner
    return frozenset(_aliases("place", found))


def _aliases(kind: str, records: Collection[int]) -> Iterable[str]:
    return Alias.objects.filter(kind=kind, record__in=records).values_list("key", flat=True)
