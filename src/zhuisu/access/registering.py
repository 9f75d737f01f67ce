"""Registering: what an actor may write in the registry, decide about it, and see of it.

The platform and the coordinating office may do all of it, a department for the entries that it answers for
(`zhuisu.access.jurisdiction`). Who acts for a party keeps the entries of that party and of those that it may act for,
files and closes them; departments approve. Contacts of others are masked, and their people not shown; an auditor reads
all and writes nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.jurisdiction import answers_for
from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.entries import Entry, Party, Person, Relation
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.states import Act
from zhuisu.registry.validity import may_act_for
from zhuisu.registry.vault import mask, mask_name

OWN_ACTS: Final = frozenset({Act.FILE, Act.CLOSE})
"""What parties decide about their own entries."""
_OF_SOMEBODY: Final = frozenset({"party", "holder"})


def may_write(actor: Actor, entries: Sequence[Entry], at: datetime) -> Finding | None:
    """Why the actor may not write what is an entry before and after; None where it may."""
    if keeps_all(actor) or all(_is_kept_by(actor, entry, at) for entry in entries):
        return None
    return Finding("registry.not_yours", Severity.ERROR, "$", _facts(actor))


def may_add(actor: Actor, kind: Kind) -> bool:
    """Whether an entry of this kind can be the actor's to add at all: zones and what lists name are of no party."""
    return actor.party is None or not _OF_SOMEBODY.isdisjoint(kind.entry.__struct_fields__)


def may_decide(actor: Actor, act: Act, entry: Entry, at: datetime) -> Finding | None:
    """Why the actor may not decide this; None where it may."""
    if act in OWN_ACTS:
        return may_write(actor, (entry,), at)
    return for_departments(actor, entry)


def acts_of(actor: Actor) -> frozenset[Act]:
    """What the actor may decide about some entry at all."""
    return frozenset(Act) if actor.party is None else OWN_ACTS


def for_departments(actor: Actor, *entries: Entry) -> Finding | None:
    """Why the actor may not do with these entries what only those do who answer for them; None where it is one."""
    if keeps_all(actor):
        return None
    if actor.kind is ActorKind.DEPARTMENT:
        if all(answers_for(actor, entry) for entry in entries):
            return None
        return Finding("registry.not_your_field", Severity.ERROR, "$", {"account": actor.name})
    return Finding("registry.not_for_parties", Severity.ERROR, "$", _facts(actor))


def keeps_all(actor: Actor) -> bool:
    """Whether all of the registry is the actor's to keep: that of the platform and of the coordinating office."""
    if actor.kind is ActorKind.PLATFORM:
        return actor.party is None
    return actor.kind is ActorKind.OFFICE


def approves(actor: Actor, entry: Entry) -> bool:
    """Whether what the actor writes of an entry needs nobody's approval."""
    return for_departments(actor, entry) is None


def shown(actor: Actor, held: Held, at: datetime) -> Held | None:
    """The entry as the actor may see it; None where it may not know that it is there."""
    if actor.may(Scope.REGISTRY) and (keeps_all(actor) or _is_kept_by(actor, held.entry, at)):
        return held
    if actor.kind is ActorKind.AUDITOR or (actor.party is not None and _is_own(actor.party, held.entry, at)):
        return held
    return None if isinstance(held.entry, Person) else msgspec.structs.replace(held, entry=_masked(held))


def _is_kept_by(actor: Actor, entry: Entry, at: datetime) -> bool:
    if actor.kind is ActorKind.DEPARTMENT and answers_for(actor, entry):
        return True
    return actor.party is not None and _is_own(actor.party, entry, at)


def _facts(actor: Actor) -> dict[str, str | int]:
    return {"account": actor.name, "party": actor.party or "—"}


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
