"""Closing: the verbs that end a recall: done and reported, or undone as if it had not been needed."""

from datetime import UTC, datetime

from django.db import transaction

from zhuisu.access import Actor
from zhuisu.recall.effect import effect_of
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.issuing import tell_some
from zhuisu.recall.keeping import OPEN, take_whole
from zhuisu.recall.kinds import HoldingState, Purpose, State
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.plain import unplain
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.recall.steps import note
from zhuisu.tracing.scope import stop


def close(number: str, *, actor: Actor, reason: str = "") -> HeldRecall | Refusal:
    """End what is done. While holders have not answered for all, a reason is to be given. What was recalled stays known
    as that; nobody is reminded any more."""
    if (odd := unplain("$.reason", reason)) is not None:
        return invalid(odd)
    with transaction.atomic():
        row = take_whole(number, actor, (State.ISSUED,))
        if isinstance(row, Refusal):
            return row
        outstanding = Holding.objects.filter(recall=row).exclude(state=HoldingState.DONE).count()
        if outstanding and not reason.strip():
            return conflicting("recall.outstanding", outstanding=outstanding)
        end(row, actor, reason.strip(), datetime.now(UTC))
    tell_some(row)
    return held(row, actor)


def withdraw(number: str, *, actor: Actor, reason: str = "") -> HeldRecall | Refusal:
    """Undo it: it counts for nothing any more, at once; who was told is told. Once it is issued, with a reason."""
    if (odd := unplain("$.reason", reason)) is not None:
        return invalid(odd)
    with transaction.atomic():
        row = take_whole(number, actor, OPEN)
        if isinstance(row, Refusal):
            return row
        if row.state == State.ISSUED and not reason.strip():
            return invalid(wrong("recall.no_reason", "$.reason"))
        growing, now = row.scope, datetime.now(UTC)
        _end(row, State.WITHDRAWN, actor, reason, now)
        note(row, "withdrawn", actor=actor.name, at=now, reason=reason.strip())
    if growing is not None:
        stop(growing)
    tell_some(row)
    return held(row, actor)


def end(row: Recall, actor: Actor, reason: str, now: datetime) -> None:
    """Close it, within the caller's transaction, whoever is outstanding."""
    effect = effect_of(row, now)
    outstanding = Holding.objects.filter(recall=row).exclude(state=HoldingState.DONE).count()
    _end(row, State.CLOSED, actor, reason, now)
    note(
        row,
        "closed",
        actor=actor.name,
        at=now,
        reason=reason,
        outstanding=outstanding,
        found_percent=effect.found_percent,
        answered_percent=effect.answered_percent,
        located_percent=effect.located_percent,
    )


def _end(row: Recall, state: State, actor: Actor, reason: str, now: datetime) -> None:
    """Nothing is followed, and nobody told what was to be told before; who was told of it is told of its end."""
    row.state, row.ended_by, row.ended_at, row.end_reason = state, actor.name, now, reason.strip()
    row.wanted_at, row.stale_at, row.stale_events, row.scope = None, None, [], None
    row.save()
    purpose = Purpose.CLOSED if state is State.CLOSED else Purpose.WITHDRAWN
    Holding.objects.filter(recall=row, told_at=None).update(tell="")
    Holding.objects.filter(recall=row).exclude(told_at=None).update(tell=purpose)
