"""Sight: which events somebody may see, as the ledger looks for them."""

from typing import Final

import msgspec


class Sight(msgspec.Struct, frozen=True):
    """The events that touch one of these `things`, in whatever role (None: all events), and those that have one of
    these `scopes` (`zhuisu.ledger.concern`)."""

    things: frozenset[str] | None
    scopes: frozenset[str] = frozenset()


EVERYTHING: Final = Sight(None)
NOTHING: Final = Sight(frozenset())
