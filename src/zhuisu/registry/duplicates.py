"""Duplicates: parties that may be the same: one organisation code in two codes, or nearly the same name."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.likeness import NEAR, grams, likeness, telling
from zhuisu.registry.lookup import table
from zhuisu.registry.models import Party
from zhuisu.registry.rows import held
from zhuisu.registry.states import State

MOST_COMPARED: Final = 2000
"""So many parties that share rare pairs of characters are compared with one name."""

_SQL: Final = load("duplicates", Path(__file__).parent / "sql")

_GONE: Final = (State.MERGED.value, State.CLOSED.value)


class Likeness(StrEnum):
    """Why two parties may be one."""

    ORGANISATION = "organisation"
    NAME = "name"


class Pair(msgspec.Struct, frozen=True):
    """Two parties that may be one, and how near their names are, 0 to 1."""

    one: str
    other: str
    why: Likeness
    likeness: float


def near(name: str, region: str = "") -> Sequence[tuple[Held, float]]:
    """The parties whose names are near, nearest first; only those of a region (a prefix of its code), where given."""
    wanted = grams(name)
    rows = table(KINDS["party"]).filter(grams__overlap=telling(wanted, _counts(wanted)), region__startswith=region)
    rows = rows.exclude(state__in=_GONE)[:MOST_COMPARED]
    scored = [(row, likeness(wanted, frozenset(row.grams))) for row in rows]
    best = sorted((pair for pair in scored if pair[1] >= NEAR), key=lambda pair: (-pair[1], pair[0].pk))
    return list(zip(held(KINDS["party"], [row for row, _ in best]), [score for _, score in best], strict=True))


def duplicates(*, after: int = 0, limit: int = 100) -> tuple[Sequence[Pair], int | None]:
    """The pairs in which one of the next `limit` parties after this number is the older one, and where to go on.

    A party's later twins are looked for, so that each pair is told once. None: that was all.
    """
    rows = list(Party.objects.filter(pk__gt=after).exclude(state__in=_GONE).order_by("pk")[:limit])
    counts = _counts(frozenset(gram for row in rows for gram in row.grams))
    pairs = [pair for row in rows for pair in _twins(row, counts)]
    return pairs, rows[-1].pk if len(rows) == limit else None


def _twins(row: Party, counts: Mapping[str, int]) -> Iterator[Pair]:
    later = Party.objects.filter(pk__gt=row.pk).exclude(state__in=_GONE).order_by("pk")
    same = set()
    wanted = frozenset(row.grams)
    if row.organisation:
        for twin in later.filter(organisation=row.organisation)[:MOST_COMPARED]:
            same.add(twin.pk)
            yield Pair(row.key, twin.key, Likeness.ORGANISATION, _round(likeness(wanted, frozenset(twin.grams))))
    near_by = later.filter(grams__overlap=telling(wanted, counts), region=row.region)
    for twin in near_by.only("key", "grams")[:MOST_COMPARED]:
        score = likeness(wanted, frozenset(twin.grams))
        if score >= NEAR and twin.pk not in same:
            yield Pair(row.key, twin.key, Likeness.NAME, _round(score))


def _counts(wanted: frozenset[str]) -> Mapping[str, int]:
    """How common each of these pairs of characters is."""
    with ledger_cursor() as cursor:
        cursor.execute(_SQL["gram_counts"], {"grams": sorted(wanted)})
        return dict(cursor.fetchall())


def _round(score: float) -> float:
    return round(score, 3)
