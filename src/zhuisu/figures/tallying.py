"""Tallying: findings as they are opened and closed, counted by day, region, variety and rule."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import transaction

from zhuisu.core.rules.record import LOCAL
from zhuisu.figures.folder import SQL_FOLDER
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.concerned import regions_of

AT_ONCE: Final = 1_000
_SQL: Final = load("findings", SQL_FOLDER)
_LOCK: Final = "figures.findings"
_WIDER: Final = "00"
_COUNTED: Final = ("opened", "mended", "closed")


class Told(NamedTuple):
    """As what a finding is counted."""

    opened_on: date
    closed_on: date | None
    region: str
    category: str
    variety: str
    rule: str
    severity: str

    def cells(self) -> Iterable[tuple[tuple[Any, ...], str]]:
        """The rows that count it, with the columns in which they do."""
        rest = self[2:]
        yield (self.opened_on, *rest), "opened"
        if self.closed_on is not None:
            yield (self.opened_on, *rest), "mended"
            yield (self.closed_on, *rest), "closed"


def tally(limit: int = AT_ONCE) -> int:
    """Count the next findings that were opened, closed or retold. Answers how many changes; 0: there are none."""
    with transaction.atomic(), ledger_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_LOCK])
        changes = ask(cursor, _SQL["take"], {"limit": limit}).fetchall()
        if changes:
            _count(cursor, sorted({finding for (finding,) in changes}))
    return len(changes)


def _count(cursor: LedgerCursor, ids: Sequence[int]) -> None:
    before = [Told(*row) for row in ask(cursor, _SQL["told"], {"ids": ids})]
    now = _now(cursor, ids)
    sums: Counter[tuple[tuple[Any, ...], str]] = Counter()
    for told in before:
        sums.subtract(told.cells())
    for told in now.values():
        sums.update(told.cells())
    if now:
        columns = {name: [told[at] for told in now.values()] for at, name in enumerate(Told._fields)}
        ask(cursor, _SQL["tell"], {"finding": list(now), **columns})
    rows = sorted({cell for (cell, _), many in sums.items() if many})
    if rows:
        names = ("day", *Told._fields[2:])
        added: dict[str, Any] = {name: [row[at] for row in rows] for at, name in enumerate(names)}
        added |= {name: [sums[row, name] for row in rows] for name in _COUNTED}
        ask(cursor, _SQL["add"], added)


def _now(cursor: LedgerCursor, ids: Sequence[int]) -> dict[int, Told]:
    rows = ask(cursor, _SQL["findings"], {"ids": ids}).fetchall()
    regions = regions_of({key for row in rows for key in row[7:9] if key})
    return {
        number: Told(
            _day(opened),
            None if closed is None else _day(closed),
            regions.get(place) or regions.get(party) or _narrowest(scopes),
            category,
            variety,
            rule,
            severity,
        )
        for number, opened, closed, category, variety, rule, severity, place, party, scopes in rows
    }


def _narrowest(scopes: Collection[str]) -> str:
    """A region in which it concerns somebody, a district before its city."""
    regions = sorted({scope.rpartition("/")[2] for scope in scopes} - {""})
    return min(regions, key=lambda region: (region.endswith(_WIDER), region.endswith(_WIDER * 2), region), default="")


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()
