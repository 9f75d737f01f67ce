"""Listing: entries by what they are, a page at a time, the oldest first."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q

from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find, table
from zhuisu.registry.rows import held

COLUMNS: Final = ("state", "kind", "region", "category", "variety", "issuer", "number", "list")
"""Filters that are columns; a region finds what is in it, too."""
REFERENCES: Final = ("party", "parent", "place", "holder", "other")
"""Filters that are keys of other entries."""
FILTERS: Final = (*COLUMNS, *REFERENCES, "name", "role")


def filters_of(kind: Kind) -> tuple[str, ...]:
    """The filters that a kind of entry has."""
    columns = {field.name for field in kind.table._meta.get_fields()}
    own = {"holder": kind.name == "licence", "role": kind.name == "party"}
    return tuple(name for name in FILTERS if own.get(name, name in columns) and not _hidden(kind, name))


def entries(kind: Kind, filters: Mapping[str, str], *, after: int = 0, limit: int = 100) -> Sequence[Held]:
    """The next entries after this number that meet every filter."""
    wanted = Q()
    for name, text in filters.items():
        found = _filter(kind, name, text)
        if found is None:
            return ()
        wanted &= found
    rows = table(kind).filter(wanted, pk__gt=after).order_by("pk")[:limit]
    return held(kind, list(rows))


def _hidden(kind: Kind, name: str) -> bool:
    return (kind.name == "person" and name == "name") or (kind.name == "licence" and name in ("party", "place"))


def _filter(kind: Kind, name: str, text: str) -> Q | None:
    """What the filter asks of a row; None where it can find nothing."""
    if name in REFERENCES:
        return _reference(kind, name, text)
    if name == "name":
        return Q(name__icontains=text) | Q(name_en__icontains=text)
    if name == "region":
        return Q(region__startswith=text.removesuffix("00").removesuffix("00"))
    if name == "role":
        return Q(pk__in=table(kind).filter(roles__role=text).values("pk"))
    return Q(**{name: text})


def _reference(kind: Kind, name: str, text: str) -> Q | None:
    if name == "holder":
        for target in ("party", "person"):
            if (row := find(KINDS[target], text)) is not None:
                return Q(**{target: row.pk})
        return None
    row = find(KINDS[kind.refers[name]], text)
    return None if row is None else Q(**{name: row.pk})
