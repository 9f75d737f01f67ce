"""Actor: who asks, or acts."""

from enum import StrEnum

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


class Actor(msgspec.Struct, frozen=True):
    """Who asks. `name` is the account's; `party` the key of the party that it acts for, if any.

    A department and a peer see the `categories` (of `zhuisu.core.profiles.Category`) and `regions` (codes of GB/T 2260,
    each with all that lies in it) that are named; without regions, those of everywhere.
    """

    name: str
    party: str | None = None
    scopes: frozenset[Scope] = frozenset()
    kind: ActorKind = ActorKind.PLATFORM
    categories: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes


PUBLIC = Actor(name="public", kind=ActorKind.PUBLIC)
