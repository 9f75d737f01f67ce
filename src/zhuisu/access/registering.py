"""Registering: what an actor may write in the registry, decide about it, and see of it.

Who acts for the platform may do all of it. Who acts for a party keeps the entries of that party and of those that it
may act for, files and closes them; departments approve. Contacts of others are masked, and their people not shown.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.access.actor import Actor, Scope
from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.entries import Entry, Party, Person, Relation
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import Act
from zhuisu.registry.validity import may_act_for
from zhuisu.registry.vault import mask, mask_name

OWN_ACTS: Final = frozenset({Act.FILE, Act.CLOSE})
"""What parties decide about their own entries."""


def may_write(actor: Actor, entries: Sequence[Entry], at: datetime) -> Finding | None:
    """Why the actor may not write what is an entry before and after; None where it may."""
    if actor.party is None or all(_is_own(actor.party, entry, at) for entry in entries):
        return None
    facts = {"account": actor.name, "party": actor.party}
    return Finding("registry.not_yours", Severity.ERROR, "$", facts)


def may_decide(actor: Actor, act: Act, entry: Entry, at: datetime) -> Finding | None:
    """Why the actor may not decide this; None where it may."""
    if actor.party is not None and act not in OWN_ACTS:
        return for_departments(actor)
    return may_write(actor, (entry,), at)


def for_departments(actor: Actor) -> Finding | None:
    """Why the actor may not do what only those do who act for the platform; None where it is one of them."""
    if actor.party is None:
        return None
    facts = {"account": actor.name, "party": actor.party}
    return Finding("registry.not_for_parties", Severity.ERROR, "$", facts)


def shown(actor: Actor, held: Held, at: datetime) -> Held | None:
    """The entry as the actor may see it; None where it may not know that it is there."""
    if actor.party is None and actor.may(Scope.REGISTRY):
        return held
    if actor.party is not None and _is_own(actor.party, held.entry, at):
        return held
    return None if isinstance(held.entry, Person) else msgspec.structs.replace(held, entry=_masked(held))


def _masked(held: Held) -> Entry:
    hidden = {
        name: mask_name(text) if name == "contact" else mask(text)
        for name in KINDS[held.kind].personal
        if (text := getattr(held.entry, name, ""))
    }
    return msgspec.structs.replace(held.entry, **hidden)


def _is_own(party: str, entry: Entry, at: datetime) -> bool:
    """Whether an entry is of a party, or of one that it may act for then. A relation is its principal's to give."""
    if isinstance(entry, Party):
        concerned = entry.key
    elif isinstance(entry, Relation):
        concerned = entry.other
    else:
        concerned = getattr(entry, "party", "") or getattr(entry, "holder", "")
    return bool(concerned) and may_act_for(party, concerned, at)
