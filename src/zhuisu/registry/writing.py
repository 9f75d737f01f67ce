"""Writing: the verbs that make an entry and change one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

import msgspec
from django.db import IntegrityError, transaction

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.checks import problems
from zhuisu.registry.entries import Entry
from zhuisu.registry.held import Held, Refusal, Why, Written
from zhuisu.registry.keys import canonical
from zhuisu.registry.kinds import Kind
from zhuisu.registry.linking import Links, link
from zhuisu.registry.lookup import find, find_for_change, not_found
from zhuisu.registry.models import Alias, Record
from zhuisu.registry.noting import Fields, differences, note
from zhuisu.registry.reading import Texts, read_entry
from zhuisu.registry.rows import columns_of, held, organisation_among, write_roles
from zhuisu.registry.states import NAMES, State

_FINAL: Final = frozenset({State.CLOSED, State.MERGED})
_FREE: Final = frozenset({"note", "contact", "phone", "email", "aliases"})
"""Fields that may change without another approval."""


class Review(Enum):
    """What a change means for an approval."""

    KEPT = "it stays"
    AGAIN = "an approved entry is filed again"


def register(kind: Kind, entry: Entry, *, actor: str) -> Written:
    """A new entry, as a draft. Refused where it is not valid, refers to nothing, or where one of its keys is taken."""
    found = problems(kind, entry)
    if found:
        return Refusal(Why.INVALID, found)
    try:
        with transaction.atomic():
            links = link(kind, entry, None)
            return links if isinstance(links, Refusal) else _register(kind, entry, links, actor)
    except IntegrityError:
        links = link(kind, entry, None)  # somebody else was quicker
        if isinstance(links, Refusal):
            return links
        raise


def change(
    kind: Kind,
    key: str,
    patch: Mapping[str, object],
    *,
    actor: str,
    review: Review = Review.KEPT,
    given: Texts = "typed",
) -> Written:
    """An entry with other values in the fields of the patch; None empties a field (RFC 7396). Its key stays."""
    try:
        with transaction.atomic():
            row = find_for_change(kind, key)
            return not_found(kind, key) if row is None else _change(kind, row, patch, actor, review, given)
    except IntegrityError as fault:
        taken = Finding(
            "registry.taken", Severity.ERROR, "$.aliases", {"key": str(patch.get("aliases")), "holder": "?"}
        )
        if "registry_alias_once" not in str(fault):
            raise
        return Refusal(Why.CONFLICT, (taken,))


def get(kind: Kind, key: str) -> Held | None:
    """The entry that has this key, in whatever notation."""
    row = find(kind, key)
    return None if row is None else held(kind, [row])[0]


def _register(kind: Kind, entry: Entry, links: Links, actor: str) -> Held:
    now = datetime.now(UTC)
    row = kind.table(key=links.keys[0], created_at=now, changed_at=now)
    _store(kind, row, entry, links)
    made = held(kind, [row])[0]
    note(kind, row, "register", actor=actor, at=now, fields=differences(kind, None, made.entry))
    return made


def _change(kind: Kind, row: Record, patch: Mapping[str, object], actor: str, review: Review, given: Texts) -> Written:
    if State(row.state) in _FINAL:
        name = NAMES[State(row.state)]
        facts = {"key": row.key, "zh": name.zh, "en": name.en}
        return Refusal(Why.CONFLICT, (Finding("registry.not_open", Severity.ERROR, "$", facts),))
    before = held(kind, [row])[0]
    entry = patched(kind, before.entry, patch, given)
    found = entry if isinstance(entry, tuple) else (*_other_key(kind, row, patch), *problems(kind, entry))
    if isinstance(entry, tuple) or found:
        return Refusal(Why.INVALID, found)
    links = link(kind, entry, row)
    if isinstance(links, Refusal):
        return links
    _store(kind, row, entry, links)
    after = held(kind, [row])[0]
    changed: Fields = differences(kind, before.entry, after.entry)
    if getattr(entry, "identity", ""):
        changed = {**changed, "identity": ("*", "*")}
    return _noted(kind, row, changed, actor, review) if changed else before


def _noted(kind: Kind, row: Record, changed: Fields, actor: str, review: Review) -> Held:
    now = datetime.now(UTC)
    if review is Review.AGAIN and row.state == State.APPROVED and not _FREE.issuperset(changed):
        changed = {**changed, "state": (State.APPROVED.value, State.FILED.value)}
        row.state = State.FILED.value
    row.changed_at = now
    row.save(update_fields=["state", "changed_at"])
    note(kind, row, "change", actor=actor, at=now, fields=changed)
    return held(kind, [row])[0]


def patched(
    kind: Kind, entry: Entry, patch: Mapping[str, object], given: Texts = "typed"
) -> Entry | tuple[Finding, ...]:
    """The entry with the patch in it. Fields that are not patched are read as they were."""
    whole: dict[str, object] = msgspec.to_builtins(entry)
    stated = {name: value for name, value in patch.items() if value is not None}
    members = {name: value for name, value in whole.items() if name not in patch} | stated
    return read_entry(kind, members, given=given)


def _other_key(kind: Kind, row: Record, patch: Mapping[str, object]) -> Sequence[Finding]:
    wanted = patch.get("key")
    if wanted in (None, "", row.key) or canonical(kind, str(wanted)) == row.key:
        return ()
    return (Finding("registry.key_is_final", Severity.ERROR, "$.key", {"key": str(wanted)}),)


def _store(kind: Kind, row: Record, entry: Entry, links: Links) -> None:
    """Write the columns, the keys and the roles."""
    is_new = row.pk is None
    columns: dict[str, Any] = columns_of(kind, entry, links.references)
    if kind.name == "party":
        columns["organisation"] = organisation_among(links.keys)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    known: set[str] = set()
    if not is_new:
        known.update(Alias.objects.filter(kind=kind.name, record=row.pk).values_list("key", flat=True))
    Alias.objects.bulk_create(Alias(kind=kind.name, key=key, record=row.pk) for key in links.keys if key not in known)
    if hasattr(entry, "aliases") and (gone := known.difference(links.keys)):
        Alias.objects.filter(kind=kind.name, record=row.pk, key__in=gone).delete()
    if kind.name == "party":
        write_roles(row, entry)
