"""Permitting: which deeds on the screens of the console an account may do: by its kind and its scopes, else none.

On whose records it may do them is said by `zhuisu.access.visibility` and `zhuisu.access.registering`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from zhuisu.access.actor import Actor, ActorKind, Scope


class Deed(StrEnum):
    """What is done on the screens, by the name that Django's permissions have."""

    READ_REGISTRY = "read_registry"
    KEEP_REGISTRY = "keep_registry"
    UNMASK = "unmask"
    READ_FINDINGS = "read_findings"
    READ_PROGRESS = "read_progress"
    KEEP_PROFILES = "keep_profiles"
    READ_EVENTS = "read_events"
    READ_PHOTOGRAPHS = "read_photographs"
    READ_AUDIT = "read_audit"
    KEEP_ACCOUNTS = "keep_accounts"
    INQUIRE = "inquire"
    READ_RECALLS = "read_recalls"
    KEEP_RECALLS = "keep_recalls"
    ANSWER_RECALLS = "answer_recalls"
    RECORD = "record"
    READ_CASES = "read_cases"
    KEEP_CASES = "keep_cases"
    READ_FIGURES = "read_figures"
    KEEP_RATINGS = "keep_ratings"
    KEEP_PLAN = "keep_plan"
    DECIDE_ENROLMENTS = "decide_enrolments"


class Whose(StrEnum):
    """For whom an account acts."""

    ANYONES = "anyone's"
    PLATFORMS = "the platform's alone: it names no party"


class Grant(NamedTuple):
    """The kinds that may, one of the scopes or all of them, and for whom the account acts."""

    kinds: frozenset[ActorKind]
    one_of: frozenset[Scope]
    all_of: frozenset[Scope] = frozenset()
    whose: Whose = Whose.ANYONES


STAFF: Final = frozenset(ActorKind) - {ActorKind.PUBLIC, ActorKind.PEER}
"""The kinds that have people, who may enter the console."""

_OFFICIAL: Final = frozenset({ActorKind.PLATFORM, ActorKind.DEPARTMENT, ActorKind.OFFICE})
_PARTIES: Final = frozenset({ActorKind.ENTERPRISE, ActorKind.ASSOCIATION})
_CAPTURE, _READ, _REGISTRY, _SUPERVISE = (
    frozenset({scope}) for scope in (Scope.CAPTURE, Scope.READ, Scope.REGISTRY, Scope.SUPERVISE)
)

GRANTS: Final[Mapping[Deed, Grant]] = {
    Deed.READ_REGISTRY: Grant(STAFF, _READ | _REGISTRY),
    Deed.KEEP_REGISTRY: Grant(STAFF - {ActorKind.AUDITOR}, _REGISTRY),
    Deed.UNMASK: Grant(_OFFICIAL, _REGISTRY, whose=Whose.PLATFORMS),
    Deed.READ_FINDINGS: Grant(STAFF, _READ | _SUPERVISE),
    Deed.READ_PROGRESS: Grant(_OFFICIAL | {ActorKind.AUDITOR}, _READ | _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.KEEP_PROFILES: Grant(_OFFICIAL, _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.READ_EVENTS: Grant(STAFF, _READ),
    Deed.READ_PHOTOGRAPHS: Grant(_OFFICIAL | {ActorKind.AUDITOR}, _READ, whose=Whose.PLATFORMS),
    Deed.READ_AUDIT: Grant(
        frozenset({ActorKind.PLATFORM, ActorKind.OFFICE, ActorKind.AUDITOR}), _READ, whose=Whose.PLATFORMS
    ),
    Deed.KEEP_ACCOUNTS: Grant(
        frozenset({ActorKind.PLATFORM}), _REGISTRY, _REGISTRY | _SUPERVISE, whose=Whose.PLATFORMS
    ),
    Deed.INQUIRE: Grant(_OFFICIAL, _SUPERVISE, _READ | _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.READ_RECALLS: Grant(STAFF, _READ | _SUPERVISE),
    Deed.KEEP_RECALLS: Grant(_OFFICIAL, _SUPERVISE, _READ | _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.ANSWER_RECALLS: Grant(_PARTIES, _READ),
    Deed.RECORD: Grant(_PARTIES, _CAPTURE, _CAPTURE | _READ),
    Deed.READ_CASES: Grant(_OFFICIAL | {ActorKind.AUDITOR}, _READ, whose=Whose.PLATFORMS),
    Deed.KEEP_CASES: Grant(_OFFICIAL, _SUPERVISE, _READ | _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.READ_FIGURES: Grant(_OFFICIAL | {ActorKind.AUDITOR}, _READ, whose=Whose.PLATFORMS),
    Deed.KEEP_RATINGS: Grant(_OFFICIAL, _SUPERVISE, _READ | _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.KEEP_PLAN: Grant(_OFFICIAL, _SUPERVISE, _READ | _SUPERVISE, whose=Whose.PLATFORMS),
    Deed.DECIDE_ENROLMENTS: Grant(_OFFICIAL, _REGISTRY, whose=Whose.PLATFORMS),
}


def may(actor: Actor, deed: Deed) -> bool:
    """Whether the actor may do this at all."""
    grant = GRANTS[deed]
    return (
        actor.kind in grant.kinds
        and not grant.one_of.isdisjoint(actor.scopes)
        and grant.all_of <= actor.scopes
        and (grant.whose is Whose.ANYONES or actor.party is None)
    )
