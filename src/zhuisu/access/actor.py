"""Actor: who asks, or acts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec


class Scope(StrEnum):
    """What a token lets its bearer do. `capture`: add events. `read`: read the events that its actor may see in full.
    `registry`: keep the registry, and `supervise`: keep profiles and look after findings, each within what its actor
    may see."""

    CAPTURE = "capture"
    READ = "read"
    REGISTRY = "registry"
    SUPERVISE = "supervise"


class ActorKind(StrEnum):
    """What sort of actor it is, which says what it may see (docs/access.md)."""

    PUBLIC = "public"
    PLATFORM = "platform"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    DEPARTMENT = "department"
    OFFICE = "office"
    PEER = "peer"
    AUDITOR = "auditor"


GRANTS: Final[Mapping[ActorKind, frozenset[Scope]]] = {
    ActorKind.PUBLIC: frozenset(),
    ActorKind.PLATFORM: frozenset(Scope),
    ActorKind.ENTERPRISE: frozenset({Scope.CAPTURE, Scope.READ, Scope.REGISTRY}),
    ActorKind.ASSOCIATION: frozenset({Scope.CAPTURE, Scope.READ, Scope.REGISTRY}),
    ActorKind.DEPARTMENT: frozenset(Scope),
    ActorKind.OFFICE: frozenset({Scope.READ, Scope.REGISTRY, Scope.SUPERVISE}),
    ActorKind.PEER: frozenset({Scope.READ}),
    ActorKind.AUDITOR: frozenset({Scope.READ}),
}
"""What an actor of a kind may do at all, whatever its account says. A department captures for its own party alone."""


class Actor(msgspec.Struct, frozen=True):
    """Who asks. `name` is the account's; `party` the key of the party that it acts for, if any.

    A department and a peer see the `categories` (of `zhuisu.core.profiles.Category`) and `regions` (codes of GB/T 2260,
    each with all that lies in it) that are named; without regions, those of everywhere. `department` is the role of the
    one that it works for (of `zhuisu.registry.departments`), where the account names it; it opens nothing.
    """

    name: str
    party: str | None = None
    scopes: frozenset[Scope] = frozenset()
    kind: ActorKind = ActorKind.PLATFORM
    categories: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    department: str = ""

    def may(self, scope: Scope) -> bool:
        """Whether its account lets it, and its kind."""
        if scope is Scope.CAPTURE and self.kind is ActorKind.DEPARTMENT and self.party is None:
            return False
        return scope in self.scopes and scope in GRANTS[self.kind]


PUBLIC = Actor(name="public", kind=ActorKind.PUBLIC)
