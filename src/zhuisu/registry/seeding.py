"""Seeding: entries that are to be there, approved; what is there already stays as it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from zhuisu.core.findings import Finding
from zhuisu.registry.deciding import admit
from zhuisu.registry.held import Refusal, Why
from zhuisu.registry.keys import keys_in
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find_each
from zhuisu.registry.reading import read_entry
from zhuisu.registry.writing import register


class SeedError(Exception):
    """An entry that is to be there cannot be: these findings say why."""

    def __init__(self, key: str, findings: tuple[Finding, ...]) -> None:
        told = "; ".join(f"{finding.code} {finding.path} {dict(finding.facts)}" for finding in findings)
        super().__init__(f"{key}: {told}")


def seed(entries: Iterable[tuple[str, Mapping[str, Any]]], *, actor: str) -> int:
    """Register and approve each entry (its kind, its members with a key) that is not there. Answers how many were new.

    All of them land, or none. Raises SeedError.
    """
    new: dict[str, list[str]] = {}
    with transaction.atomic():
        for name, members in entries:
            key = _seed(KINDS[name], members, actor)
            if key is not None:
                new.setdefault(name, []).append(key)
        for name, keys in new.items():
            admit(KINDS[name], keys, actor=actor)
    return sum(map(len, new.values()))


def _seed(kind: Kind, members: Mapping[str, Any], actor: str) -> str | None:
    keys = keys_in(kind, members)
    if find_each(kind, keys):
        return None
    entry = read_entry(kind, members)
    made = Refusal(Why.INVALID, entry) if isinstance(entry, tuple) else register(kind, entry, actor=actor)
    if isinstance(made, Refusal):
        raise SeedError(", ".join(keys), made.findings)
    return made.entry.key
