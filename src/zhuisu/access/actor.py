"""Actor: who asks, or acts."""

from enum import StrEnum

import msgspec


class Scope(StrEnum):
    """What a token lets its bearer do. `capture`: add events. `read`: read every event in full. `registry`: keep the
    registry: who acts for a party its own entries, who acts for the platform everybody's."""

    CAPTURE = "capture"
    READ = "read"
    REGISTRY = "registry"


class Actor(msgspec.Struct, frozen=True):
    """Who asks. `name` is the account's; `party` the key of the party that it acts for, None for the platform's own."""

    name: str
    party: str | None = None
    scopes: frozenset[Scope] = frozenset()

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes


PUBLIC = Actor(name="public")
