"""Spheres: of which categories a role or a kind of licence is, as the profiles have it; an entry may name fewer."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from zhuisu.core.profiles.model import Profile
from zhuisu.packaged import profiles


def categories_of_role(role: str) -> frozenset[str]:
    """The categories of the varieties in whose stages the role acts; none where it acts in none."""
    return _of_roles().get(role, frozenset())


def categories_of_licence(kind: str) -> frozenset[str]:
    """The categories of the varieties whose stages or rules ask for this kind of licence; none where none does."""
    return _of_licences().get(kind, frozenset())


def category_of(variety: str) -> str | None:
    """The category of a variety."""
    profile = profiles().get(variety)
    return None if profile is None else profile.category.value


def varieties_in(categories: Iterable[str]) -> frozenset[str]:
    """The varieties of these categories."""
    wanted = set(categories)
    return frozenset(name for name, profile in profiles().items() if profile.category.value in wanted)


def roles_in(categories: Iterable[str]) -> frozenset[str]:
    """The roles that act in any of these categories."""
    return _within(_of_roles(), categories)


def licences_in(categories: Iterable[str]) -> frozenset[str]:
    """The kinds of licences that any of these categories asks for."""
    return _within(_of_licences(), categories)


def roles_known() -> frozenset[str]:
    """The roles that act in any variety."""
    return frozenset(_of_roles())


def licences_known() -> frozenset[str]:
    """The kinds of licences that any variety asks for."""
    return frozenset(_of_licences())


def _within(known: Mapping[str, frozenset[str]], categories: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(categories)
    return frozenset(word for word, its in known.items() if not its.isdisjoint(wanted))


@cache
def _of_roles() -> Mapping[str, frozenset[str]]:
    return _gathered((role, profile) for profile in profiles().values() for role in _acting(profile))


@cache
def _of_licences() -> Mapping[str, frozenset[str]]:
    return _gathered((kind, profile) for profile in profiles().values() for kind in asked_by(profile))


def _acting(profile: Profile) -> Iterator[str]:
    for stage in profile.stages:
        yield from stage.actors


def asked_by(profile: Profile) -> Iterator[str]:
    """Each kind of licence that a variety asks for, in its stages or its rules; some more than once."""
    for stage in profile.stages:
        for kinds in stage.licences.values():
            yield from kinds
    for rule in profile.rules:
        yield from getattr(rule, "licences", ())
        yield from getattr(rule, "papers", ())


def _gathered(pairs: Iterable[tuple[str, Profile]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, profile in pairs:
        found.setdefault(word, set()).add(profile.category.value)
    return {word: frozenset(its) for word, its in found.items()}
