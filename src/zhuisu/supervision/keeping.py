"""Keeping: who may write editions of a profile, and put them in force."""

from typing import Final

from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.core.findings import Finding, Severity

EVERY_CATEGORY: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE})
_DISTRICT_DIGITS: Final = "00"


def may_write(actor: Actor, category: str) -> Finding | None:
    """Why the actor may not write an edition of a profile of this category, nor try one; None where it may."""
    if actor.may(Scope.SUPERVISE) and actor.party is None:
        if actor.kind in EVERY_CATEGORY:
            return None
        if actor.kind is ActorKind.DEPARTMENT and category in actor.categories:
            return None
    return Finding("edition.not_yours", Severity.ERROR, "$", {"account": actor.name, "category": category})


def may_decide(actor: Actor, category: str) -> Finding | None:
    """Why the actor may not put an edition in force or withdraw it; None where it may.

    A profile counts in the whole city: a department of a district alone drafts, and leaves the decision to the city's.
    """
    refused = may_write(actor, category)
    if refused is None and actor.regions and not any(region.endswith(_DISTRICT_DIGITS) for region in actor.regions):
        facts = {"account": actor.name, "regions": ", ".join(sorted(actor.regions))}
        return Finding("edition.of_district", Severity.ERROR, "$", facts)
    return refused
