"""Lookup: entries by their keys."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.held import Refusal, Why
from zhuisu.registry.keys import canonical
from zhuisu.registry.kinds import Kind
from zhuisu.registry.models import Alias, Licence, Record


def find(kind: Kind, text: str) -> Record | None:
    """The entry that any notation of any of its keys names, a licence by its number, too.

    Of a merged entry, the one that it is now part of.
    """
    keys = keys_read(kind, text)
    found = (
        Alias.objects.filter(kind=kind.name, key__in=keys).values_list("record", flat=True).first() if keys else None
    )
    if found is not None:
        return _row(kind, found)
    return Licence.objects.filter(number=text).first() if kind.name == "licence" and keys else None


def find_for_change(kind: Kind, text: str) -> Any:
    """The same, locked until the transaction ends."""
    found = find(kind, text)
    return None if found is None else table(kind).select_for_update(of=("self",)).get(pk=found.pk)


def find_each(kind: Kind, keys: Iterable[str]) -> Mapping[str, int]:
    """The number of the entry of each of these canonical keys; unknown ones are left out."""
    rows = Alias.objects.filter(kind=kind.name, key__in=list(keys)).values_list("key", "record")
    return dict(rows)


def _row(kind: Kind, number: int) -> Record | None:
    found: Record | None = table(kind).filter(pk=number).first()
    return found


def table(kind: Kind) -> Any:
    """The manager of the table of a kind."""
    return kind.table._default_manager


def not_found(kind: Kind, text: str) -> Refusal:
    """The refusal where there is no such entry."""
    facts = {"key": text[:200], "zh": kind.title.zh, "en": kind.title.en}
    return Refusal(Why.UNKNOWN, (Finding("registry.no_such_entry", Severity.ERROR, "$.key", facts),))


def keys_read(kind: Kind, text: str) -> list[str]:
    """The keys of this kind that a text may be."""
    if "\0" in text or not text.isprintable():
        return []
    found = canonical(kind, text)
    keys = [] if found is None else [found]
    if kind.name == "licence":
        keys += [text, key_of_uri(text)]
    return keys
