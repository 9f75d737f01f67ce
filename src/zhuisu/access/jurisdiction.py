"""Jurisdiction: for which entries of the registry a department answers: by their categories and their regions.

A party by its region and the categories of its roles (of a role that names none: where it acts); a place by its region,
else its party's; a product or asset by its category; a licence by its categories, else those of its kind, and its
holder's region; a person by its party; a relation by either party.
What says nothing of itself is nobody's but the platform's and the coordinating office's. So are named lists.
"""

from collections.abc import Iterable

from zhuisu.access.actor import Actor
from zhuisu.ledger.concern import within
from zhuisu.registry import entries as e
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.spheres import categories_of_licence, categories_of_role, category_of
from zhuisu.registry.writing import get


def answers_for(actor: Actor, entry: e.Entry) -> bool:
    """Whether an entry is of the categories and regions of this department."""
    match entry:
        case e.Party():
            return _has_region(actor, entry.region) and _has_category(actor, _of_roles(entry))
        case e.Person():
            return _answers_for_party(actor, entry.party)
        case e.Place():
            return _has_region(actor, entry.region) if entry.region else _answers_for_party(actor, entry.party)
        case e.Product() | e.Asset():
            return _has_category(actor, [entry.category or category_of(entry.variety)])
        case e.Licence():
            stated = _of_licence(entry)
            if any(stated):
                return _has_category(actor, stated) and _has_region(actor, _region_of(entry.holder))
            return _answers_for_holder(actor, entry.holder)
        case e.Relation():
            return _answers_for_party(actor, entry.party) or _answers_for_party(actor, entry.other)
    return _has_region(actor, region) if (region := getattr(entry, "region", "")) else False


def _answers_for_party(actor: Actor, key: str) -> bool:
    found = get(KINDS["party"], key) if key else None
    return found is not None and answers_for(actor, found.entry)


def _answers_for_holder(actor: Actor, key: str) -> bool:
    if _answers_for_party(actor, key):
        return True
    found = get(KINDS["person"], key) if key else None
    return found is not None and answers_for(actor, found.entry)


def _region_of(holder: str) -> str:
    """The region of a party, or of a person's."""
    person = get(KINDS["person"], holder)
    party = person.entry.party if person is not None and isinstance(person.entry, e.Person) else holder
    found = get(KINDS["party"], party) if party else None
    return found.entry.region if found is not None and isinstance(found.entry, e.Party) else ""


def _has_region(actor: Actor, region: str) -> bool:
    return not actor.regions or not actor.regions.isdisjoint(within(region))


def _has_category(actor: Actor, categories: Iterable[str | None]) -> bool:
    """What names no category is of all of them."""
    named = {str(each) for each in categories if each}
    return not named or not actor.categories.isdisjoint(named)


def _of_licence(licence: e.Licence) -> list[str | None]:
    """The categories that it names, else those that ask for its kind."""
    stated: list[str | None] = [*licence.categories, *map(category_of, licence.varieties)]
    return stated or [*categories_of_licence(licence.kind)]


def _of_roles(party: e.Party) -> list[str | None]:
    """A role that names no category is one in those in which it acts; one that acts nowhere, in all."""
    stated = [_of_role(role) for role in party.roles]
    return [category for its in stated for category in its] if all(stated) else []


def _of_role(role: e.PartyRole) -> list[str | None]:
    said = role.category or category_of(role.variety)
    return [said] if said else [*categories_of_role(role.role)]
