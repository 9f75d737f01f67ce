"""Issuing: a recall comes into force, and its holders are told, a portion at a time."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from django.db import transaction

from zhuisu.access import Actor
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.holdings import rest
from zhuisu.recall.keeping import take
from zhuisu.recall.kinds import HoldingState, Purpose, State
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.notices import post
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.steps import MACHINE, note
from zhuisu.recall.terms import grade_name, local_day, terms_of

TOLD_AT_ONCE: Final = 50
"""So many holders are told in one transaction: less than a second."""


def issue(number: str, *, actor: Actor) -> HeldRecall | Refusal:
    """Put what was frozen in force: at once for who asks about its things; its holders are told from now on, the first
    of them before this answers. The rule of today counts, and its hours run from now."""
    now = datetime.now(UTC)
    with transaction.atomic():
        row = take(number, actor, (State.FROZEN,))
        if isinstance(row, Refusal):
            return row
        terms = terms_of(row.kind, row.category, row.grade, local_day(now))
        row.terms = msgspec.to_builtins(terms.held(row.grade, grade_name(row.kind, row.category, row.grade)))
        row.state, row.issued_by, row.issued_at = State.ISSUED, actor.name, now
        row.notify_by, row.complete_by = terms.notify_by(now), terms.complete_by(now)
        row.save()
        holders = Holding.objects.filter(recall=row).update(tell=Purpose.FIRST, due_at=row.notify_by)
        facts = {"holders": holders, "notify_by": row.notify_by.isoformat(timespec="minutes")}
        rest(row, now)
        note(row, "issued", actor=actor.name, at=now, **facts, is_public=row.is_public or None)
    tell_some(row)
    return held(row, actor)


def tell_next() -> int:
    """Tell the next holders that wait to be told. Answers how many."""
    first = Holding.objects.exclude(tell="").order_by("id").values_list("recall", flat=True).first()
    return 0 if first is None else tell_some(Recall.objects.get(pk=first))


def tell_some(recall: Recall) -> int:
    """Post notices to the next holders of a recall that wait for one."""
    with transaction.atomic():
        free = Holding.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        waiting = free.select_related("recall").filter(recall=recall)
        rows = list(waiting.exclude(tell="").order_by("id")[:TOLD_AT_ONCE])
        now = datetime.now(UTC)
        reached = [_tell(row, now) for row in rows]
        _note(recall, rows, reached, now)
        for row in rows:
            row.tell = ""
        Holding.objects.bulk_update(rows, ("tell", "state", "told_at"))
    return len(rows)


def _tell(row: Holding, now: datetime) -> bool:
    """Whether there is any way by which the holder is reached."""
    ways = post(row.recall, row, Purpose(row.tell))
    if ways and row.told_at is None:
        row.told_at = now
        row.state = HoldingState.TOLD if row.state == HoldingState.WAITING else row.state
    return ways > 0


def _note(recall: Recall, rows: Sequence[Holding], reached: Sequence[bool], now: datetime) -> None:
    told = Counter(row.tell for row, is_reached in zip(rows, reached, strict=True) if is_reached)
    for purpose, holders in told.items():
        note(recall, "told", actor=MACHINE, at=now, holders=holders, purpose=str(purpose))
    unreached = [row.holder for row, is_reached in zip(rows, reached, strict=True) if not is_reached]
    if unreached:
        note(recall, "unreached", actor=MACHINE, at=now, holders=len(unreached), which=unreached)
