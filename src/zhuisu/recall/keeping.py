"""Keeping: which recalls an actor may see and handle, and what it may do next with one."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from django.db.models import Q, QuerySet

from zhuisu.access import Actor
from zhuisu.access.actor import ActorKind
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import own_names, scopes_of, sight_of
from zhuisu.recall.kinds import State
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.refusing import Refusal, conflicting, forbidden, unknown
from zhuisu.recall.sentences import STATES

EVERY_CATEGORY: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE})
OPEN: Final = (State.DRAFT, State.FROZEN, State.ISSUED)
_TOLD: Final = (State.ISSUED, State.CLOSED, State.WITHDRAWN)

_NEXT: Final = {
    State.DRAFT: ("change", "freeze", "withdraw"),
    State.FROZEN: ("issue", "correct", "ask_again", "lift", "reinstate", "withdraw"),
    State.ISSUED: ("ask_again", "correct", "lift", "reinstate", "escalate", "close", "withdraw"),
    State.CLOSED: (),
    State.WITHDRAWN: (),
}

_OF_THE_WHOLE: Final = frozenset({"correct", "lift", "reinstate", "close", "withdraw"})
"""What touches every holder, and so needs to see every one."""


def visible(actor: Actor) -> QuerySet[Recall]:
    """The recalls that an actor may see, the newest first.

    Who sees everything: all. Departments: those that concern their categories in their regions. Peers: the same once
    they are issued. Who acts for a party: those in which it has, or had, something, once they are issued.
    """
    rows = Recall.objects.order_by("-id")
    if not may(actor, Deed.READ_RECALLS) and actor.kind is not ActorKind.PEER:
        return rows.none()
    sight = sight_of(actor)
    if sight.things is None:
        return rows
    if actor.party is not None:
        held = Holding.objects.filter(holder__in=own_names(actor.party)).values("recall")
        return rows.filter(state__in=_TOLD, pk__in=held).exclude(issued_at=None)
    if actor.kind is ActorKind.PEER:
        return rows.filter(state__in=_TOLD, scopes__overlap=list(sight.scopes)).exclude(issued_at=None)
    return rows.filter(Q(scopes__overlap=list(sight.scopes)) | Q(opened_by=actor.name))


def sees_all_holders(actor: Actor, recall: Recall) -> bool:
    """Whether it sees every holder of a recall that it sees, and not those of its own regions or its own alone."""
    everything = sight_of(actor).things is None
    return everything or (actor.party is None and (may_keep(actor, recall) and actor.name == recall.opened_by))


def holders_seen(actor: Actor, recall: Recall) -> QuerySet[Holding]:
    """The holders of a recall that an actor may know of, given that it sees the recall."""
    rows = Holding.objects.filter(recall=recall)
    if sees_all_holders(actor, recall):
        return rows
    if actor.party is not None:
        return rows.filter(holder__in=own_names(actor.party))
    return rows.filter(_in_regions(actor))


def in_regions(actor: Actor, recall: Recall) -> Q:
    """The condition under which a row with `holder` and `region` of a recall is within what an actor may know."""
    if sees_all_holders(actor, recall):
        return Q()
    return Q(holder__in=own_names(actor.party)) if actor.party is not None else _in_regions(actor)


def may_keep(actor: Actor, recall: Recall) -> bool:
    """Whether it may handle this recall."""
    return why_not(actor, recall.category) is None


def why_not(actor: Actor, category: str) -> Refusal | None:
    """Why an actor may not handle recalls of a category; None where it may."""
    if not may(actor, Deed.KEEP_RECALLS):
        return forbidden("recall.forbidden", account=actor.name)
    if actor.kind not in EVERY_CATEGORY and category not in actor.categories:
        return forbidden("recall.not_yours", account=actor.name, category=category)
    return None


def is_growing(recall: Recall) -> bool:
    """Whether its scope is followed now, or as soon as somebody is free; not while it waits for another attempt."""
    return recall.wanted_at is not None and recall.wanted_at <= datetime.now(UTC)


def verbs(actor: Actor, recall: Recall) -> tuple[str, ...]:
    """What this actor may do next with a recall that it sees."""
    if not may_keep(actor, recall):
        return ()
    held_up = {"change", "freeze", "ask_again"} if is_growing(recall) else set()
    if not sees_all_holders(actor, recall):
        held_up |= _OF_THE_WHOLE
    return tuple(verb for verb in _NEXT[State(recall.state)] if verb not in held_up)


def take(number: str, actor: Actor, states: Collection[State]) -> Recall | Refusal:
    """A recall to be changed, locked until the transaction ends, if the actor may and it is in one of these states."""
    row = visible(actor).select_for_update(no_key=True).filter(number=number).first()
    if row is None:
        return unknown(number)
    refused = why_not(actor, row.category)
    if refused is not None:
        return refused
    return row if State(row.state) in states else _wrong_state(row, states)


def take_whole(number: str, actor: Actor, states: Collection[State]) -> Recall | Refusal:
    """The same of a recall of which the actor sees every holder: it is about to change what all of them are told."""
    row = take(number, actor, states)
    if isinstance(row, Refusal) or sees_all_holders(actor, row):
        return row
    return forbidden("recall.not_whole", account=actor.name, number=number)


def _wrong_state(row: Recall, states: Collection[State]) -> Refusal:
    name = STATES[row.state]
    code = "recall.has_ended"
    if State(row.state) in OPEN:
        code = {State.DRAFT: "recall.not_draft", State.FROZEN: "recall.not_frozen"}.get(
            next(iter(states)), "recall.not_issued"
        )
    return conflicting(code, number=row.number, zh=name.zh, en=name.en)


def _in_regions(actor: Actor) -> Q:
    """Regions of GB/T 2260 in which an actor sees; an actor without regions sees all of them."""
    if not actor.regions:
        return Q() if scopes_of(actor) else Q(pk__in=())
    found = Q(pk__in=())
    for region in actor.regions:
        found |= Q(region__startswith=area(region))
    return found


def area(region: str) -> str:
    """What the codes of all that lies in a region begin with."""
    return region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region
