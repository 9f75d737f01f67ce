"""Merging: two entries of the same party, place or thing become one."""

from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.held import Refusal, Why, Written
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find, find_for_change, not_found, table
from zhuisu.registry.models import Alias, Party, PartyRole, Record, Relation
from zhuisu.registry.noting import note
from zhuisu.registry.rows import held, organisation_among
from zhuisu.registry.states import State


def merge(kind: Kind, keep: str, lose: str, *, actor: str, reason: str) -> Written:
    """The entry of `keep`, to which the keys, roles and all references of `lose` go. The other stays as `merged`."""
    if not reason.strip():
        return Refusal(Why.INVALID, (Finding("registry.no_reason", Severity.ERROR, "$.reason"),))
    with transaction.atomic():
        for key in sorted((keep, lose)):  # two merges at once lock in one order
            if find_for_change(kind, key) is None:
                return not_found(kind, key)
        kept, lost = find(kind, keep), find(kind, lose)
        if kept is None or lost is None or kept.pk == lost.pk:
            return Refusal(Why.CONFLICT, (Finding("registry.same_entry", Severity.ERROR, "$.lose"),))
        _move(kind, kept, lost)
        now = datetime.now(UTC)
        for row, verb in ((kept, "merge"), (lost, "merged")):
            note(kind, row, verb, actor=actor, at=now, fields={"merged": (lost.key, kept.key)}, reason=reason.strip())
        kept.changed_at = now
        kept.save()
    return held(kind, [kept])[0]


def _move(kind: Kind, kept: Record, lost: Record) -> None:
    """All that points to one entry points to the other."""
    Alias.objects.filter(kind=kind.name, record=lost.pk).update(record=kept.pk)
    if isinstance(kept, Party):
        PartyRole.objects.filter(party_id=lost.pk).update(party_id=kept.pk)
        keys = Alias.objects.filter(kind=kind.name, record=kept.pk).values_list("key", flat=True)
        kept.organisation = organisation_among(keys)
    for other in KINDS.values():
        for field in other.table._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is kind.table:
                _repoint(other, field.attname, kept, lost)
    lost.state = State.MERGED.value
    lost.merged_into = kept
    lost.changed_at = datetime.now(UTC)
    lost.save()


def _repoint(other: Kind, column: str, kept: Record, lost: Record) -> None:
    rows: Any = table(other).filter(**{column: lost.pk})
    if other.table is Relation:  # nobody has a relation to itself: one between the two stays as it was
        rows = rows.exclude(party=kept.pk).exclude(other=kept.pk)
    rows.update(**{column: kept.pk})
