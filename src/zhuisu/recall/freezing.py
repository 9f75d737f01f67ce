"""Freezing: the scope of a draft is followed and fixed, with the evidence of what the ledger was."""

from datetime import UTC, datetime
from hashlib import sha256

from django.db import transaction

from zhuisu.access import Actor
from zhuisu.recall.arriving import line_of
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.keeping import is_growing, take, visible
from zhuisu.recall.kinds import State
from zhuisu.recall.models import Affected
from zhuisu.recall.reaching import FREEZE, reach_soon, want
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal, conflicting
from zhuisu.recall.steps import note

_AT_ONCE = 5_000


def freeze(number: str, *, actor: Actor) -> HeldRecall | Refusal:
    """Follow what a draft is about and fix it. A small scope is frozen when this answers; a large one is followed in
    the background, and `growth` tells how far it is."""
    with transaction.atomic():
        row = take(number, actor, (State.DRAFT,))
        if isinstance(row, Refusal):
            return row
        if is_growing(row):
            return conflicting("recall.is_growing", number=number)
        want(row, FREEZE, actor.name)
        note(row, "freeze asked", actor=actor.name, at=datetime.now(UTC))
    reach_soon(row.pk)
    row.refresh_from_db()
    return held(row, actor)


def holds(number: str, actor: Actor) -> bool | None:
    """Whether what was frozen is still what it was: the digest of its things, made again. None where nothing is frozen
    that the actor sees."""
    row = visible(actor).filter(number=number).exclude(frozen_at=None).first()
    if row is None or actor.party is not None:
        return None
    digest = sha256()
    frozen = Affected.objects.filter(recall=row, came=0).order_by("id")
    for thing in frozen.values_list("thing", "came_state", "came_holder").iterator(chunk_size=_AT_ONCE):
        digest.update(line_of(*thing))
    return bool(digest.hexdigest() == row.evidence["digest"])
