"""Clock: what falls due while a recall is in force: reminders, and escalation of who has not answered in time."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value

from zhuisu.access import Actor
from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Account
from zhuisu.core.findings import Text
from zhuisu.ledger.concern import within
from zhuisu.recall import reporting
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.issuing import tell_some
from zhuisu.recall.keeping import take
from zhuisu.recall.kinds import HoldingState, Purpose, State
from zhuisu.recall.models import Holding, Notice, Recall
from zhuisu.recall.notices import post_to
from zhuisu.recall.reading import held
from zhuisu.recall.recipients import Recipient
from zhuisu.recall.refusing import Refusal, conflicting
from zhuisu.recall.steps import MACHINE, note

AT_ONCE: Final = 50
"""So many holders are reminded or escalated in one transaction."""

EVERY: Final = timedelta(hours=24)
"""A holder that still has not answered is escalated again after so long."""

LEVELS: Final = (
    Text("所在地主管部门", "the department of its region"),
    Text("市级主管部门和协调办公室", "the department of the city and the coordinating office"),
    Text("协调办公室和平台", "the coordinating office and the platform"),
)
"""To whom it goes the first, second and third time; then no further."""

_QUIET: Final = (HoldingState.WAITING, HoldingState.TOLD, HoldingState.SEEN)


def tick(now: datetime | None = None) -> int:
    """Remind and escalate whoever it is time for, and say which reports are due. Answers how many."""
    moment = now or datetime.now(UTC)
    return _remind(moment) + _escalate_due(moment) + reporting.remind(moment)


def escalate(number: str, holder: str = "", *, actor: Actor) -> HeldRecall | Refusal:
    """Escalate now: one holder, or all that are overdue."""
    now = datetime.now(UTC)
    with transaction.atomic():
        row = take(number, actor, (State.ISSUED,))
        if isinstance(row, Refusal):
            return row
        rows = Holding.objects.select_for_update(no_key=True).filter(recall=row).exclude(state=HoldingState.DONE)
        found = list(rows.filter(holder=holder) if holder else rows.filter(due_at__lte=now))
        if holder and not found:
            return conflicting("recall.no_holder", holder=holder, number=number)
        _escalate(row, found, actor.name, now)
    return held(row, actor)


def _remind(now: datetime) -> int:
    """Who was told and has not answered, though half of the time is over."""
    reminded = Notice.objects.filter(holding=OuterRef("pk"), purpose=Purpose.REMINDER)
    with transaction.atomic():
        told = Holding.objects.filter(state__in=_QUIET, told_at__lt=now, due_at__gt=now, tell="")
        passed = ExpressionWrapper(Value(now) - F("told_at"), output_field=DurationField())
        left = ExpressionWrapper(F("due_at") - Value(now), output_field=DurationField())
        rows = told.annotate(passed=passed, left=left).filter(passed__gte=F("left"))
        due = rows.filter(~Exists(reminded), recall__state=State.ISSUED)
        keys = list(due.order_by("due_at").values_list("pk", "recall")[:AT_ONCE])
        Holding.objects.filter(pk__in=[key for key, _ in keys]).update(tell=Purpose.REMINDER)
        for recall in Recall.objects.filter(pk__in={recall for _, recall in keys}):
            holders = sum(of == recall.pk for _, of in keys)
            note(recall, "reminded", actor=MACHINE, at=now, holders=holders)
            tell_some(recall)
    return len(keys)


def _escalate_due(now: datetime) -> int:
    """Who is late: has not answered when it should have, or not for all when it should be done."""
    with transaction.atomic():
        late = Q(state__in=_QUIET, due_at__lte=now) | Q(state=HoldingState.ANSWERED, recall__complete_by__lte=now)
        again = Q(escalated_at=None) | Q(escalated_at__lte=now - EVERY)
        rows = Holding.objects.select_for_update(skip_locked=True, of=("self",), no_key=True).select_related("recall")
        due = rows.filter(late, again, recall__state=State.ISSUED, level__lt=len(LEVELS), due_at__isnull=False)
        found = list(due.order_by("due_at")[:AT_ONCE])
        for recall in {row.recall.pk: row.recall for row in found}.values():
            _escalate(recall, [row for row in found if row.recall_id == recall.pk], MACHINE, now)
    return len(found)


def _escalate(recall: Recall, rows: Sequence[Holding], by: str, now: datetime) -> None:
    """Tell those who answer for it, one level higher than before."""
    levels: dict[int, list[Holding]] = {}
    for row in rows:
        row.level, row.escalated_at = min(row.level + 1, len(LEVELS)), now
        post_to(recall, row, Purpose.ESCALATION, _above(recall, row))
        levels.setdefault(row.level, []).append(row)
    Holding.objects.bulk_update(rows, ("level", "escalated_at"))
    for level, several in levels.items():
        words = LEVELS[level - 1]
        which = [row.holder for row in several]
        note(
            recall,
            "escalated",
            actor=by,
            at=now,
            holders=len(which),
            which=which,
            level=level,
            zh=words.zh,
            en=words.en,
        )


def _above(recall: Recall, row: Holding) -> Recipient:
    """The accounts of those to whom this level goes; where the region has no department, the city's, or the office."""
    words = LEVELS[row.level - 1]
    for level in range(row.level, len(LEVELS) + 1):
        accounts = tuple(_accounts(recall, row, level))
        if accounts:
            return Recipient(name=words.zh, accounts=accounts)
    return Recipient(name=words.zh)


def _accounts(recall: Recall, row: Holding, level: int) -> Collection[str]:
    officials = Account.objects.filter(is_active=True, party=None)
    areas = within(row.region)
    near = areas[:1] if level == 1 else areas[1:]
    departments = Q(kind=ActorKind.DEPARTMENT, categories__contains=[recall.category])
    chosen = {
        1: departments & Q(regions__overlap=list(near)),
        2: departments & (Q(regions__overlap=list(near)) | Q(regions=[])) | Q(kind=ActorKind.OFFICE),
    }.get(level, Q(kind__in=(ActorKind.OFFICE, ActorKind.PLATFORM), scopes__contains=["supervise"]))
    return officials.filter(chosen).order_by("name").values_list("name", flat=True)
