"""Chains: how complete the stories of things are that came to the end of theirs: a few a day, to stay cheap."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from zhuisu.access.actor import Actor, Scope
from zhuisu.figures.folder import SQL_FOLDER
from zhuisu.figures.noting import Noted
from zhuisu.figures.terms import terms
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.completeness import ToldCompleteness, of_thing

AT_ONCE: Final = 5
_READER: Final = Actor(name="figures", scopes=frozenset({Scope.READ}))
_DAY: Final = timedelta(days=1)
_SQL: Final = load("chains", SQL_FOLDER)


def look_at(found: Iterable[Noted]) -> None:
    """Put the chains that end with these events on the list, as far as their day, region and variety has room."""
    ended = {each.ended: each.note for each in found if each.ended is not None}
    if not ended:
        return
    with ledger_cursor() as cursor:
        days = sorted({note.day for note in ended.values()})
        counts = Counter(
            {(day, region, variety): many for day, region, variety, many in ask(cursor, _SQL["many"], {"days": days})}
        )
        taken = []
        for thing in sorted(ended, key=_lot):
            note = ended[thing]
            group = (note.day, note.cell.region, note.cell.variety)
            if counts[group] < terms().chains_a_day:
                counts[group] += 1
                taken.append((thing, note.day, note.cell.region, note.cell.category, note.cell.variety))
        if taken:
            names = ("things", "days", "regions", "categories", "varieties")
            ask(cursor, _SQL["look_at"], dict(zip(names, map(list, zip(*taken, strict=True)), strict=True)))


def assess_next(limit: int = AT_ONCE, now: datetime | None = None) -> int:
    """Assess chains that never were, or were not complete a day ago. Answers how many; 0: there is none."""
    now = now or datetime.now(UTC)
    with transaction.atomic(), ledger_cursor() as cursor:
        things = [thing for (thing,) in ask(cursor, _SQL["next"], {"limit": limit})] or _stale(cursor, limit, now)
        for thing in things:
            ask(cursor, _SQL["assess"], {"thing": thing, "now": now, **_assessed(of_thing(thing, _READER))})
    return len(things)


def _stale(cursor: LedgerCursor, limit: int, now: datetime) -> list[str]:
    asked = {"since": now.date() - terms().chain_days * _DAY, "before": now - _DAY, "limit": limit}
    return [thing for (thing,) in ask(cursor, _SQL["stale"], asked)]


def _assessed(told: ToldCompleteness | None) -> dict[str, Any]:
    """A chain is complete where every stage up to the furthest is on record, with the data that it must hold."""
    if told is None:
        return {"score": None, "is_complete": None}
    whole = {part.part: part.found == part.expected for part in told.parts}
    return {"score": told.score, "is_complete": whole.get("stages", True) and whole.get("fields", True)}


def _lot(thing: str) -> bytes:
    """An order that has nothing to do with what a thing is, and is the same each time."""
    return sha256(thing.encode()).digest()
