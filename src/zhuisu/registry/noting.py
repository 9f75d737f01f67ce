"""Noting: the row of `Change` that each write makes: its audit and its history."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from zhuisu.registry.entries import Entry
from zhuisu.registry.kinds import Kind
from zhuisu.registry.models import Change, Record
from zhuisu.registry.vault import mask, mask_name

Fields = Mapping[str, tuple[Any, Any]]


def note(
    kind: Kind, row: Record, verb: str, *, actor: str, at: datetime, fields: Fields | None = None, reason: str = ""
) -> None:
    """Write down who did what to an entry, why, and what became of its fields."""
    note_each(kind, (row,), verb, actor=actor, at=at, fields=fields, reason=reason)


def note_each(
    kind: Kind,
    rows: Iterable[Record],
    verb: str,
    *,
    actor: str,
    at: datetime,
    fields: Fields | None = None,
    reason: str = "",
) -> None:
    """The same of many entries, to which the same was done."""
    changed = {name: list(pair) for name, pair in (fields or {}).items()}
    Change.objects.bulk_create(
        Change(at=at, actor=actor, verb=verb, kind=kind.name, record=row.pk, key=row.key, reason=reason, fields=changed)
        for row in rows
    )


def differences(kind: Kind, before: Entry | None, after: Entry) -> Fields:
    """Each field that differs, with what it was (None: there was no entry) and is. Personal data are masked."""
    earlier = {} if before is None else msgspec.to_builtins(before)
    later = msgspec.to_builtins(after)
    names = {field.encode_name: field.name for field in msgspec.structs.fields(kind.entry)}
    return {
        name: (_told(kind, names[name], earlier.get(name)), _told(kind, names[name], value))
        for name, value in later.items()
        if value != earlier.get(name) and not (before is None and value in ("", None, [], {}))
    }


def _told(kind: Kind, field: str, value: Any) -> Any:
    if kind.name == "person" and isinstance(value, Mapping):
        return dict.fromkeys(value, "*")
    if field not in kind.personal or not isinstance(value, str):
        return value
    return mask_name(value) if field in ("name", "contact", "note") else mask(value)
