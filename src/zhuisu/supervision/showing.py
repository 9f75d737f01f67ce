"""Showing: which findings an actor may see, and how: in full, plainly, or not at all.

In full: what `zhuisu.access.visibility` lets the actor see by its categories and regions, and what its own party did.
Plainly, without who, where and how much: what everybody may know of a thing — errors and warnings of the varieties
that are not closed.
"""

from enum import Enum
from typing import Final

import msgspec
from django.db.models import Q

from zhuisu.access import Actor, Scope
from zhuisu.access.visibility import NOTHING, Sight, sight_of
from zhuisu.core.findings import Severity
from zhuisu.core.profiles import Category
from zhuisu.core.profiles.closed import SPECIAL_MEDICINES
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.supervision.models import Finding

PLAIN: Final = (Severity.ERROR.value, Severity.WARNING.value)
NO_ROW: Final = Q(pk__in=())
EVERY_ROW: Final = ~NO_ROW
"""Not an empty condition: that one yields to whatever it is joined with by `|`."""
_CLOSED: Final = Q(category=Category.HAZMAT.value) | Q(profile__in=sorted(SPECIAL_MEDICINES))


class Showing(Enum):
    """How much of a finding is shown."""

    FULL = "full"
    PLAIN = "plain"
    NONE = "none"


def sight(actor: Actor) -> Sight:
    """What the actor sees of findings: who may supervise reads them, too."""
    if actor.may(Scope.SUPERVISE):
        actor = msgspec.structs.replace(actor, scopes=actor.scopes | {Scope.READ})
    return sight_of(actor)


def in_full(seen: Sight) -> Q:
    """Those that are seen in full, as a condition of rows."""
    if seen.things is None:
        return EVERY_ROW
    if seen == NOTHING:
        return NO_ROW
    return Q(party__in=sorted(seen.things)) | Q(scopes__overlap=sorted(seen.scopes))


def plainly() -> Q:
    """Those that everybody may see plainly, of a thing that they ask for."""
    return Q(severity__in=PLAIN) & ~_CLOSED


def showing(row: Finding, seen: Sight) -> Showing:
    """How somebody with this sight sees this finding."""
    if seen.things is None or row.party in seen.things or not seen.scopes.isdisjoint(row.scopes):
        return Showing.FULL
    is_closed = row.category == Category.HAZMAT or row.profile in SPECIAL_MEDICINES
    return Showing.PLAIN if row.severity in PLAIN and not is_closed else Showing.NONE


def within_region(region: str) -> list[str]:
    """The scope keys of everything in a region (six digits of GB/T 2260), whatever its category."""
    categories = [word for category in Category for word in (category.value, closed(category.value))]
    return [key for key in scope_keys(categories, [region]) if key.endswith(f"/{region}")]
