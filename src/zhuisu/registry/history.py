"""History: what was done to an entry, and to those merged into it, oldest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find, table
from zhuisu.registry.models import Change


class Deed(msgspec.Struct, frozen=True):
    """A row of the history. `fields` maps each field that changed to what it was and what it is.

    `number` orders deeds; personal data are masked.
    """

    number: int
    at: datetime
    actor: str
    verb: str
    kind: str
    key: str
    reason: str
    fields: dict[str, tuple[Any, Any]]


def history_of(kind: Kind, key: str, *, after: int = 0, limit: int = 100) -> Sequence[Deed] | None:
    """The deeds after this number; None where there is no such entry."""
    row = find(kind, key)
    if row is None:
        return None
    merged = table(kind).filter(merged_into=row.pk).values_list("pk", flat=True)
    found = Change.objects.filter(kind=kind.name, record__in=[row.pk, *merged], id__gt=after)
    return [_deed(each) for each in found.order_by("id")[:limit]]


def _deed(row: Change) -> Deed:
    fields = {name: (pair[0], pair[1]) for name, pair in row.fields.items()}
    return Deed(row.pk, row.at, row.actor, row.verb, KINDS[row.kind].name, row.key, row.reason, fields)
