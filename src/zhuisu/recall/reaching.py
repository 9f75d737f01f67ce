"""Reaching: the scope of a recall is followed: when it is frozen, when later events touch it, when somebody asks.

What is found while a scope grows is in tables of its own; it becomes part of the recall in one transaction at the end.
A process that is killed before leaves the recall as it was, and due; its lock goes with its connection.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection, transaction

from zhuisu.access import Actor
from zhuisu.access.parties import names_of
from zhuisu.core.lineage import Direction
from zhuisu.ledger import journal
from zhuisu.ledger.database import UNUSABLE, ledger_cursor
from zhuisu.ledger.tree import head
from zhuisu.recall import following
from zhuisu.recall.arriving import Arrived, Shifted, arrive, regions_of, take_in, watch
from zhuisu.recall.asking import Asked, meant
from zhuisu.recall.drafting import concern_of
from zhuisu.recall.held import FrozenEvidence, HeldRecall
from zhuisu.recall.holdings import Recounted, recount
from zhuisu.recall.keeping import OPEN, is_growing, take
from zhuisu.recall.kinds import State
from zhuisu.recall.models import Reach, Recall, Shift
from zhuisu.recall.pacing import Hurry, Pace, Patience
from zhuisu.recall.reading import FOUND, held
from zhuisu.recall.refusing import Refusal, conflicting
from zhuisu.recall.steps import MACHINE, note
from zhuisu.tracing.dossier import focus_of
from zhuisu.tracing.scope import Question, StoppedError, begin, forget, grow
from zhuisu.tracing.scope_answer import findings

FREEZE, ASKED, EVENTS = "freeze", "asked", "events"
"""Why a scope is followed, as `Reach.cause` has it."""

AT_ONCE_SECONDS: Final = 2.0
"""So long whoever asks waits for a scope; one that takes longer is followed in the background."""
AT_ONCE_THINGS: Final = 2_000
"""A scope of more things is followed in the background from its beginning: to take them in takes longer than that."""
AGAIN: Final = timedelta(minutes=10)
"""After so long a scope that could not be followed is tried again."""

_CLASS: Final = 7_301_502
_WRITTEN_AT_ONCE: Final = 1_000
_PAUSE_SECONDS, _MOST_PAUSE_SECONDS = 1.0, 1_800.0

log = logging.getLogger("zhuisu.recall")


class Followed(NamedTuple):
    """A scope that was followed to its end, and since when; `position`: events from there on may not be in it."""

    scope: UUID
    outcome: str
    position: int
    keys: tuple[str, ...]
    seconds: float


def ask_again(number: str, *, actor: Actor) -> HeldRecall | Refusal:
    """Follow the scope anew, whether or not events touched it. A small one at once, else in the background."""
    with transaction.atomic():
        row = take(number, actor, (State.ISSUED, State.FROZEN))
        if isinstance(row, Refusal):
            return row
        if is_growing(row):
            return conflicting("recall.is_growing", number=number)
        want(row, ASKED, actor.name)
        note(row, "growth asked", actor=actor.name, at=datetime.now(UTC))
    reach_soon(row.pk)
    row.refresh_from_db()
    return held(row, actor)


def want(row: Recall, cause: str, by: str) -> None:
    """Its scope is to be followed."""
    row.wanted_at, row.wanted_cause, row.wanted_by, row.fault = datetime.now(UTC), cause, by, ""
    row.save(update_fields=["wanted_at", "wanted_cause", "wanted_by", "fault"])


def reach_soon(recall: int) -> None:
    """Follow it now, if that takes no time; else it is left to the background."""
    with _claimed(recall) as is_mine:
        if is_mine:
            reach(recall, Hurry(AT_ONCE_SECONDS, AT_ONCE_THINGS))


def widen_next() -> int:
    """Follow the scope of the next recall that waits for it, or that events touched. Answers 0 where there is none."""
    for recall in _due(datetime.now(UTC)):
        with _claimed(recall) as is_mine:
            if is_mine and reach(recall, Patience()):
                return 1
    return 0


def reach(recall: int, pace: Pace) -> bool:
    """Follow its scope and take in what was found; what is given up stays due. Whether it was still to be followed."""
    row = _begun(recall)
    if row is None:
        return False
    try:
        followed = _followed(row, pace)
    except UNUSABLE:
        raise
    except Exception as fault:
        log.exception("scope of a recall failed", extra={"recall": row.number})
        _postpone(row, "failed", type(fault).__name__)
        return True
    if followed is not None:
        _taken_in(recall, followed, pace)
    return True


def _taken_in(recall: int, followed: Followed, pace: Pace) -> None:
    try:
        settle(recall, followed, pace)
    except StoppedError:
        forget(followed.scope)
        return
    forget(followed.scope)
    _end(recall)


def settle(recall: int, followed: Followed, pace: Pace) -> None:
    """Take in what a scope found: read it page by page, which others may watch, and make it part of the recall in one
    transaction: things, differences, holders, evidence, history."""
    began = time.monotonic()
    arrived = arrive(followed.scope, pace.took)
    with transaction.atomic():
        row = Recall.objects.select_for_update(no_key=True).get(pk=recall)
        if row.scope != followed.scope or State(row.state) not in OPEN:
            return  # it was withdrawn meanwhile, or is followed elsewhere
        number = 0 if row.frozen_at is None else row.reach + 1
        shifted = take_in(recall, number, followed.outcome)
        watch(recall, followed.scope, _watched(row))
        recounted = recount(row, number)
        shifted = _with_moves(shifted, recounted)
        seconds = followed.seconds + time.monotonic() - began
        row.keys, row.position = list(followed.keys), followed.position
        row.scopes = sorted({*row.scopes, *concern_of(row.category, followed.keys, regions_of(recall))})
        if number == 0:
            _freeze(row, arrived, recounted)
        if number == 0 or any(shifted) or recounted.new or row.wanted_cause == ASKED:
            _write_down(row, number, followed, arrived, shifted, recounted, seconds)
        row.stale_at, row.stale_events = None, []
        row.save()


def _with_moves(shifted: Shifted, recounted: Recounted) -> Shifted:
    """What is with others, or went, of a lot that has no items is different, too."""
    Shift.objects.bulk_create(recounted.moves, batch_size=_WRITTEN_AT_ONCE)
    return shifted._replace(changed=shifted.changed + len(recounted.moves))


def _freeze(row: Recall, arrived: Arrived, recounted: Recounted) -> None:
    """The scope is fixed, with what the ledger was then."""
    with ledger_cursor() as cursor:
        tree = head(cursor)
    evidence = FrozenEvidence(
        journal=row.position, tree_size=tree.size, root=tree.root.hex(), things=arrived.things, digest=arrived.digest
    )
    row.state, row.frozen_at = State.FROZEN, datetime.now(UTC)
    row.evidence = msgspec.to_builtins(evidence)
    facts = {"things": arrived.things, "holders": recounted.holders, "journal": row.position, "root": evidence.root}
    note(row, "frozen", actor=row.wanted_by, at=row.frozen_at, **facts, digest=arrived.digest)


def _write_down(
    row: Recall,
    number: int,
    followed: Followed,
    arrived: Arrived,
    shifted: Shifted,
    recounted: Recounted,
    seconds: float,
) -> None:
    row.reach = number
    now = datetime.now(UTC)
    Reach.objects.create(
        recall=row,
        number=number,
        at=now,
        cause=row.wanted_cause,
        events=row.stale_events,
        position=followed.position,
        outcome=followed.outcome,
        things=arrived.things,
        added=shifted.added,
        changed=shifted.changed,
        gone=shifted.gone,
        seconds=round(seconds, 3),
    )
    if number:
        facts = {**shifted._asdict(), "reach": number, "holders": recounted.new}
        note(row, "widened", actor=row.wanted_by, at=now, cause=row.wanted_cause, **facts)


def _begun(recall: int) -> Recall | None:
    """Take it, if it is due; what a process left that died is dropped."""
    with transaction.atomic():
        row = Recall.objects.select_for_update(no_key=True).get(pk=recall)
        if (row.wanted_at is None and row.stale_at is None) or State(row.state) not in OPEN:
            return None
        left, row.scope, row.taken = row.scope, None, 0
        if row.wanted_at is None:
            want(row, EVENTS, MACHINE)
        row.save(update_fields=["scope", "taken"])
    if left is not None:
        forget(left)
    return row


def _followed(row: Recall, pace: Pace) -> Followed | None:
    """Its scope, followed to the end; None where it was not, and is to be tried again."""
    began = time.monotonic()
    seeds = meant(msgspec.convert(row.asked, Asked))
    if isinstance(seeds, Refusal):
        _postpone(row, "failed", ", ".join(finding.code for finding in seeds.findings))
        return None
    keys = tuple(dict.fromkeys((*row.keys, *seeds.keys)))
    question, position = Question.of(keys, Direction.FORWARD, seeds.at), journal.size()
    with transaction.atomic():
        scope = begin(question, account=row.wanted_by)
        Recall.objects.filter(pk=row.pk).update(scope=scope)
    outcome = grow(scope, question, report=pace.look)
    if outcome in FOUND:
        return Followed(scope, outcome, position, keys, time.monotonic() - began)
    fault = ", ".join(each.en for each in findings(scope))
    forget(scope)
    if outcome == "failed":
        _postpone(row, outcome, fault)
    return None


def _end(recall: int) -> None:
    """It is done, once the events are known that were recorded while it was followed: its follower saw them before it
    could know that they matter."""
    with transaction.atomic():
        following.catch_up(recall)
        Recall.objects.filter(pk=recall).update(
            wanted_at=None, wanted_by="", wanted_cause="", scope=None, taken=0, fault=""
        )


def _postpone(row: Recall, outcome: str, fault: str) -> None:
    now = datetime.now(UTC)
    with transaction.atomic():
        Recall.objects.filter(pk=row.pk).update(wanted_at=now + AGAIN, fault=fault, scope=None)
        note(row, "failed", actor=MACHINE, at=now, outcome=outcome, fault=fault)


def _due(now: datetime) -> Iterator[int]:
    """Those that are wanted first, then those that events touched; one that takes long is not followed all the time."""
    rows = Recall.objects.filter(state__in=OPEN)
    yield from rows.filter(wanted_at__lte=now).order_by("wanted_at").values_list("pk", flat=True)
    stale = rows.filter(wanted_at=None, stale_at__lte=now).exclude(state=State.DRAFT).order_by("stale_at")
    for recall, since in stale.values_list("pk", "stale_at"):
        last = Reach.objects.filter(recall=recall).order_by("-number").values_list("seconds", flat=True).first() or 0.0
        pause = min(_MOST_PAUSE_SECONDS, max(_PAUSE_SECONDS, 3 * last))
        if since is not None and since + timedelta(seconds=pause) <= now:
            yield recall


def _watched(row: Recall) -> Iterator[str]:
    """Whose events may bring in more: what it began with, what else was asked about."""
    asked = msgspec.convert(row.asked, Asked)
    yield from row.keys
    for text in (asked.supplier, asked.place, asked.product):
        key = focus_of(text) if text else None
        if key is not None:
            yield from names_of(key)


@contextmanager
def _claimed(recall: int) -> Iterator[bool]:
    """Whether nobody else follows it now. The lock goes with the connection, so that nobody dies with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_CLASS, recall % (1 << 31)])
        (is_mine,) = cursor.fetchone() or (False,)
    try:
        yield bool(is_mine)
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_CLASS, recall % (1 << 31)])
