"""Linking: the keys and the references of an entry, as numbers of the entries that they name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.entries import Entry, Licence, Listing
from zhuisu.registry.held import Refusal, Why
from zhuisu.registry.keys import canonical, licence_key, listing_key, new_key
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find, find_each
from zhuisu.registry.models import Place, Record
from zhuisu.registry.words import title_of


class Links(msgspec.Struct, frozen=True):
    """The keys of an entry, its own first, and by column the number of what it refers to."""

    keys: Sequence[str]
    references: Mapping[str, int | None]


def link(kind: Kind, entry: Entry, row: Record | None) -> Links | Refusal:
    """The links of an entry, whose row is None while it is new. Refused: unknown references, keys of other entries."""
    keys = keys_of(kind, entry, row)
    taken = [
        _taken(kind, key, number) for key, number in find_each(kind, keys).items() if row is None or number != row.pk
    ]
    if taken:
        return Refusal(Why.CONFLICT, tuple(taken))
    references: dict[str, int | None] = {}
    findings: list[Finding] = []
    for field, column, target in _references(kind, entry):
        text = getattr(entry, field)
        found = find(KINDS[target], text) if text else None
        references[column] = None if found is None else found.pk
        if text and found is None:
            findings.append(_unknown(field, text))
    findings += _impossible(kind, references, row)
    return Refusal(Why.INVALID, tuple(findings)) if findings else Links(keys, references)


def keys_of(kind: Kind, entry: Entry, row: Record | None) -> Sequence[str]:
    """The canonical keys of an entry that was found without fault, its own first."""
    if row is not None:
        own = row.key
    elif isinstance(entry, Licence):
        own = licence_key(entry.kind, entry.number)
    elif isinstance(entry, Listing):
        own = listing_key(entry.list, entry.name)
    else:
        own = (canonical(kind, entry.key) if entry.key else None) or new_key(kind)
    others = (canonical(kind, alias) for alias in getattr(entry, "aliases", ()))
    return tuple(dict.fromkeys([own, *filter(None, others)]))


def _references(kind: Kind, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Field, column and kind of what is referred to."""
    if isinstance(entry, Licence):
        is_person = canonical(KINDS["person"], entry.holder) is not None
        yield ("holder", "person", "person") if is_person else ("holder", "party", "party")
    yield from ((field, field, target) for field, target in kind.refers.items())


def _impossible(kind: Kind, references: Mapping[str, int | None], row: Record | None) -> Iterator[Finding]:
    if kind.name == "relation" and references["party"] is not None and references["party"] == references["other"]:
        yield Finding("registry.party_itself", Severity.ERROR, "$.other")
    if kind.name == "place" and row is not None and row.pk in _above(references["parent"]):
        yield Finding("registry.loop", Severity.ERROR, "$.parent", {"key": row.key})


def _above(number: int | None) -> set[int]:
    """The place of this number and all that it is in."""
    seen: set[int] = set()
    while number is not None and number not in seen:
        seen.add(number)
        number = Place.objects.values_list("parent_id", flat=True).get(pk=number)
    return seen


def _unknown(field: str, text: str) -> Finding:
    title = title_of(field)
    facts = {"zh": title.zh, "en": title.en, "key": text}
    return Finding("registry.unknown_reference", Severity.ERROR, f"$.{field}", facts)


def _taken(kind: Kind, key: str, number: int) -> Finding:
    holder: Any = kind.table._default_manager.filter(pk=number).first()
    facts = {"key": key, "holder": holder.key if holder is not None else ""}
    return Finding("registry.taken", Severity.ERROR, "$.key", facts)
