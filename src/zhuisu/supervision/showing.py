"""Showing: which findings an actor may see, and how: in full, plainly, or not at all.

In full: who acts for the platform, the coordinating office and an auditor see all; a department and a peer those of
their categories and regions; a party its own. Plainly, without who, where and how much: what everybody may know of a
thing — errors and warnings of the varieties that are not closed.
"""

from enum import Enum
from typing import Final

from django.db.models import Q

from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.parties import names_of
from zhuisu.core.findings import Severity
from zhuisu.core.profiles import Category
from zhuisu.ledger.concern import scope_keys
from zhuisu.packaged import profiles
from zhuisu.supervision.models import Finding

SEE_ALL: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE, ActorKind.AUDITOR})
SEE_THEIR_SCOPES: Final = frozenset({ActorKind.DEPARTMENT, ActorKind.PEER})
PLAIN: Final = (Severity.ERROR.value, Severity.WARNING.value)
CLOSED_MEDICINES: Final = (
    "narcotic", "psychotropic", "medicinal_poison", "radiopharmaceutical", "precursor_drug",
)  # fmt: skip

NOTHING: Final = Q(pk__in=())
EVERYTHING: Final = ~NOTHING
"""Not an empty condition: that one yields to whatever it is joined with by `|`."""


class Showing(Enum):
    """How much of a finding is shown."""

    FULL = "full"
    PLAIN = "plain"
    NONE = "none"


def in_full(actor: Actor) -> Q:
    """Those that the actor sees in full, as a condition of rows."""
    if not (actor.may(Scope.READ) or actor.may(Scope.SUPERVISE)):
        return NOTHING
    if actor.party is not None:
        return Q(party__in=sorted(names_of(actor.party)))
    if actor.kind in SEE_ALL:
        return EVERYTHING
    return Q(scopes__overlap=scopes_of(actor)) if actor.kind in SEE_THEIR_SCOPES else NOTHING


def plainly() -> Q:
    """Those that everybody may see plainly, of a thing that they ask for."""
    closed = Q(category=Category.HAZMAT.value) | Q(profile__in=CLOSED_MEDICINES)
    return Q(severity__in=PLAIN) & ~closed


def showing(row: Finding, actor: Actor) -> Showing:
    """How the actor sees this finding."""
    if _sees(row, actor):
        return Showing.FULL
    is_closed = row.category == Category.HAZMAT or row.profile in CLOSED_MEDICINES
    return Showing.PLAIN if row.severity in PLAIN and not is_closed else Showing.NONE


def scopes_of(actor: Actor) -> list[str]:
    """The scope keys of a department or peer: its categories in its regions, or everywhere."""
    places = sorted(actor.regions) or [""]
    return sorted(f"{category}/{region}" for category in actor.categories for region in places)


def within_region(region: str) -> list[str]:
    """The scope keys of everything in a region (six digits of GB/T 2260), whatever its category."""
    categories = {*Category, *(profile.category for profile in profiles().values())}
    return [key for key in scope_keys(categories, [region]) if key.endswith(f"/{region}")]


def _sees(row: Finding, actor: Actor) -> bool:
    if not (actor.may(Scope.READ) or actor.may(Scope.SUPERVISE)):
        return False
    if actor.party is not None:
        return row.party in names_of(actor.party)
    if actor.kind in SEE_ALL:
        return True
    return actor.kind in SEE_THEIR_SCOPES and not set(row.scopes).isdisjoint(scopes_of(actor))
