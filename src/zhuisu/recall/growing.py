"""Growing: inquiries followed in the background, one after the other; one whose process died begins again."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from zhuisu.core.findings import Finding, Severity
from zhuisu.ledger.database import UNUSABLE
from zhuisu.recall.asking import Asked, Purpose, Seeds, meant
from zhuisu.recall.drilling import drilled
from zhuisu.recall.models import Inquiry
from zhuisu.recall.refusing import Refusal
from zhuisu.tracing.common import common_sources
from zhuisu.tracing.scope import KEPT, Progress, Question, StoppedError, begin, forget, grow

LOST: Final = timedelta(seconds=30)
"""An inquiry that was silent for so long lost its process. Should that live, it finds out at its next page."""

BEAT_SECONDS: Final = 0.5

log = logging.getLogger("zhuisu.recall")


class LostError(Exception):
    """Another process has begun this inquiry again."""


def grow_next() -> int:
    """Follow the next inquiry that waits, to its end. Answers 0 where there is none."""
    row = _claimed(Inquiry.objects.all())
    return 0 if row is None else _followed(row)


def grow_this(id: UUID) -> int:
    """Follow this inquiry to its end, here and now. Answers 0 where another process does, or did."""
    row = _claimed(Inquiry.objects.filter(pk=id))
    return 0 if row is None else _followed(row)


def _followed(row: Inquiry) -> int:
    beat = _Beat(row)
    try:
        _GROW[Purpose(row.purpose)](beat, row)
    except StoppedError:  # while what was found was counted
        beat.end("stopped", row.answer)
    except LostError:
        log.warning("inquiry was begun again elsewhere", extra={"inquiry": str(row.pk)})
    except UNUSABLE:
        raise
    except Exception as fault:
        log.exception("inquiry failed", extra={"inquiry": str(row.pk)})
        _fail(row, Finding("inquiry.failed", Severity.ERROR, "", {"fault": type(fault).__name__}))
    return 1


def drop_next() -> int:
    """Drop what an inquiry found that nobody will read any more."""
    old = datetime.now(UTC) - KEPT
    row = Inquiry.objects.filter(ended_at__lt=old).exclude(scope=None).order_by("ended_at").first()
    if row is None or row.scope is None:
        return 0
    forget(row.scope)
    Inquiry.objects.filter(pk=row.pk).update(scope=None)
    return 1


class _Beat:
    """Says that an inquiry lives, twice a second, and finds out whether it shall stop or was begun elsewhere."""

    def __init__(self, row: Inquiry) -> None:
        self._mine = Inquiry.objects.filter(pk=row.pk, started_at=row.started_at)
        self._next = time.monotonic()

    def __call__(self, _: Progress) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + BEAT_SECONDS
            self.now()

    def now(self) -> None:
        if not self._mine.update(beat_at=datetime.now(UTC)):
            raise LostError
        if self._mine.filter(is_stopping=True).exists():
            raise StoppedError

    def begun(self, scope: UUID) -> None:
        if not self._mine.update(scope=scope):
            forget(scope)
            raise LostError

    def end(self, outcome: str, answer: Mapping[str, Any] | None) -> None:
        state = outcome if outcome in ("stopped", "failed") else "ended"
        ended = {"state": state, "outcome": outcome, "answer": answer, "ended_at": datetime.now(UTC)}
        if not self._mine.update(**ended):
            raise LostError


def _claimed(among: QuerySet[Inquiry]) -> Inquiry | None:
    now = datetime.now(UTC)
    lost = Q(state="growing", beat_at__lt=now - LOST)
    with transaction.atomic():
        due = among.select_for_update(skip_locked=True).filter(Q(state="waiting") | lost, ended_at=None)
        row = due.order_by("asked_at").first()
        if row is None:
            return None
        before, row.scope = row.scope, None
        row.state, row.started_at, row.beat_at = "growing", now, now
        row.save(update_fields=["state", "started_at", "beat_at", "scope"])
    if before is not None:
        forget(before)
    return row


def _scope(beat: _Beat, row: Inquiry) -> None:
    question = _question(row)
    if question is not None:
        beat.end(_grown(beat, question, row), row.answer)


def _common(beat: _Beat, row: Inquiry) -> None:
    question = _question(row)
    if question is None:
        return
    (keys,) = question.subjects
    common = common_sources(keys, account=row.account, report=beat)
    beat.end(common.outcome, {**(row.answer or {}), **msgspec.to_builtins(common)})


def _drill(beat: _Beat, row: Inquiry) -> None:
    question = _question(row)
    if question is None:
        return
    record = drilled(row, question, lambda: _grown(beat, question, row), report=beat, alive=beat.now)
    beat.end(record.forward.outcome, msgspec.to_builtins(record))


def _grown(beat: _Beat, question: Question, row: Inquiry) -> str:
    scope = begin(question, account=row.account)
    beat.begun(scope)
    row.scope = scope
    return grow(scope, question, report=beat)


def _question(row: Inquiry) -> Question | None:
    """What is asked, resolved anew. None where it can no longer be: the inquiry has failed then."""
    asked = msgspec.convert(row.asked, Asked)
    seeds: Seeds | Refusal = meant(asked)
    if isinstance(seeds, Refusal):
        _fail(row, *seeds.findings)
        return None
    return Question.of(seeds.keys, asked.direction, seeds.at)


def _fail(row: Inquiry, *findings: Finding) -> None:
    notes = [msgspec.to_builtins(each) for each in findings]
    Inquiry.objects.filter(pk=row.pk, started_at=row.started_at).update(
        state="failed", outcome="failed", ended_at=datetime.now(UTC), answer={"notes": notes}
    )


_GROW: Final[Mapping[Purpose, Callable[[_Beat, Inquiry], None]]] = {
    Purpose.SCOPE: _scope,
    Purpose.COMMON: _common,
    Purpose.DRILL: _drill,
}
