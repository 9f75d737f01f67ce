"""Deciding: filing (备案), approval, suspension and closing of an entry."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.held import Refusal, Why, Written
from zhuisu.registry.kinds import Kind
from zhuisu.registry.lookup import find_for_change, not_found, table
from zhuisu.registry.models import Lapse, Record
from zhuisu.registry.noting import note, note_each
from zhuisu.registry.rows import held
from zhuisu.registry.states import NAMES, NEED_REASON, STEPS, Act, State

_NEVER: Final = datetime(1, 1, 2, tzinfo=UTC)
_COUNTED: Final = frozenset({State.APPROVED, State.SUSPENDED})


def decide(kind: Kind, key: str, act: Act, *, actor: str, reason: str = "", since: datetime | None = None) -> Written:
    """An entry in another state. `since`: from when a suspension, resumption or closing counts; now, if not given."""
    if act in NEED_REASON and not reason.strip():
        return Refusal(Why.INVALID, (Finding("registry.no_reason", Severity.ERROR, "$.reason"),))
    with transaction.atomic():
        row = find_for_change(kind, key)
        if row is None:
            return not_found(kind, key)
        before = State(row.state)
        step = STEPS[act]
        if before not in step.starts:
            return Refusal(Why.CONFLICT, (_not_now(row, before, act),))
        now = datetime.now(UTC)
        _lapse(kind, row, before, act, since or now)
        row.state, row.reason, row.changed_at = step.end.value, reason.strip(), now
        row.save(update_fields=["state", "reason", "changed_at"])
        fields = {"state": (before.value, step.end.value)}
        if since is not None:
            fields["since"] = ("", since.isoformat())
        note(kind, row, act.value, actor=actor, at=now, fields=fields, reason=row.reason)
    return held(kind, [row])[0]


def admit(kind: Kind, keys: Collection[str], *, actor: str) -> None:
    """File and approve the drafts among these entries, many at once; each is noted as if it had been decided alone."""
    drafts = table(kind).select_for_update(of=("self",)).filter(key__in=list(keys), state=State.DRAFT.value)
    with transaction.atomic():
        rows, now, before = list(drafts.order_by("pk")), datetime.now(UTC), State.DRAFT
        for act in (Act.FILE, Act.APPROVE):
            after = STEPS[act].end
            note_each(kind, rows, act.value, actor=actor, at=now, fields={"state": (before.value, after.value)})
            before = after
        table(kind).filter(pk__in=[row.pk for row in rows]).update(state=before.value, reason="", changed_at=now)


def _lapse(kind: Kind, row: Record, before: State, act: Act, at: datetime) -> None:
    """From when an entry does not count, or counts again. What was never approved never counted."""
    lapses = Lapse.objects.filter(kind=kind.name, record=row.pk, until=None)
    if act is Act.RESUME:
        lapses.update(until=at)
    elif act is Act.SUSPEND or (act is Act.CLOSE and before in _COUNTED):
        Lapse.objects.create(kind=kind.name, record=row.pk, since=at)
    elif act is Act.CLOSE:
        Lapse.objects.create(kind=kind.name, record=row.pk, since=_NEVER)


def _not_now(row: Record, state: State, act: Act) -> Finding:
    name, verb = NAMES[state], STEPS[act].name
    facts = {"key": row.key, "zh": name.zh, "en": name.en, "act_zh": verb.zh, "act_en": verb.en}
    return Finding("registry.not_now", Severity.ERROR, "$.act", facts)
