"""Intake: what a hop noted is taken in: what of it is new, or wider, and which crowds that makes."""

from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Final, NamedTuple

from django.db import transaction
from psycopg import sql

from zhuisu.core.codes.registry import PRODUCT_PART
from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.scope_lanes import half, in_lanes, set_for_much, turn_off
from zhuisu.ledger.scope_touches import limit_statements, look_up_only
from zhuisu.ledger.scopes import Ends, Noted, Prints, ScopeTables, Widest

MERGE_SECONDS: Final = 1_200
"""The longest that a statement may take that takes in what a whole hop found."""

MANY: Final = 20_000
"""From so many things on, a hop may be joined with the whole ledger, where the planner finds that to be less work."""

LANES_FROM: Final = 50_000
"""From so many on, two halves are taken in at once."""

_INDEX_FROM: Final = 4
"""The things reached are indexed when what arrives is so many times fewer than they are."""

_ALL: Final = sql.SQL("true")
_PRINT: Final = sql.SQL("reached.print")
_HASH: Final = sql.SQL("hashtextextended(errand.thing, 0)")


class _Part(NamedTuple):
    """Of what arrived, the keys of one lane, the number after which its things are numbered, and how much it is."""

    arriving: sql.Composable
    touched: sql.Composable
    known: int
    arrived: int


class Intake:
    """Takes in, of one scope. `taken` counts the things that were new."""

    def __init__(self, tables: ScopeTables, prints: Prints, beside: Executor, *, subjects: int) -> None:
        self._tables = tables
        self._beside = beside
        self._has_things_index = False
        self._is_found_by_number = False
        self.taken = 0
        order = sql.SQL("ASC" if prints.widest is Widest.EARLIEST else "DESC")
        self._again = {"wider": sql.SQL(prints.widest.value), "widest": order}
        self._prints = {
            "arrived": sql.SQL("arrival.thing" if subjects == 1 else "arrival.thing, arrival.subject"),
            "apart": sql.SQL("fresh.thing" if subjects == 1 else "fresh.thing, fresh.subject"),
            "seed": sql.Literal(prints.seed),
            "alone": _ALL if prints.alone is None else _any_of(prints.alone),
            "product": product_of(sql.SQL("fresh.thing")),
        }

    def take(self, noted: Noted) -> Ends:
        """What is new or wider is to be looked at. How far the lists reach then."""
        number = noted.known
        if noted.errands:
            self._take_visits(noted)
        if noted.arrived:
            self._index_things(noted)
            number = self._take_arrivals(noted)
        return self._tables.ends(number)

    def _take_visits(self, noted: Noted) -> None:
        def take(lane: sql.Composable) -> None:
            with transaction.atomic(), ledger_cursor() as cursor:
                _prepare(cursor)
                cursor.execute(self._tables.named("visit", lane=lane))

        if noted.errands < LANES_FROM:
            take(_ALL)
        else:
            in_lanes(self._beside, lambda lane: take(half(_HASH, lane)))
        self._tables.empty("errand", noted.errands)

    def _index_things(self, noted: Noted) -> None:
        """From now on things are looked up; before, more of them arrived than were known."""
        if not self._has_things_index and noted.known > MANY and noted.arrived * _INDEX_FROM < noted.known:
            self._tables.index_things()
            self._has_things_index = True

    def _find_by_number(self, noted: Noted) -> None:
        """What a hop adds to many things is told from them by an index."""
        if self._is_found_by_number:
            self._tables.summarize()
        elif noted.known > MANY:
            self._tables.index_coarsely()
            self._is_found_by_number = True

    def _take_arrivals(self, noted: Noted) -> int:
        """The number of the last that was new. What was reached before is found by its numbers from now on."""
        self._find_by_number(noted)
        parts = self._parts(noted)
        if len(parts) == 1:
            new = [self._reach(parts[0], noted)]
            self._crowd(_ALL, noted)
        else:
            new = [*in_lanes(self._beside, lambda lane: self._reach(parts[lane], noted))]
            in_lanes(self._beside, lambda lane: self._crowd(half(_PRINT, lane), noted))
        self._tables.empty("arrival", noted.arrived)
        self.taken += sum(new)
        return max([noted.known, *(part.known + count for part, count in zip(parts, new, strict=True) if count)])

    def _parts(self, noted: Noted) -> list[_Part]:
        """One for each lane where much arrived: the keys below the middle, and the others."""
        if noted.arrived >= MANY:
            self._tables.analyze_arrivals()
        if noted.arrived >= LANES_FROM:
            middle, below = self._tables.split()
            if middle is not None:
                key = sql.Literal(middle)
                return [
                    _Part(*_keys(sql.SQL("{} < {}"), key), noted.known, below),
                    _Part(*_keys(sql.SQL("{} >= {}"), key), noted.known + below, noted.arrived - below),
                ]
        return [_Part(_ALL, _ALL, noted.known, noted.arrived)]

    def _reach(self, part: _Part, noted: Noted) -> int:
        """How many were new. Where all were, none arrived twice and none is to be looked at again."""
        named = self._tables.named
        with transaction.atomic(), ledger_cursor() as cursor:
            _prepare(cursor)
            if noted.arrived < MANY:
                look_up_only(cursor)
            turn_off(cursor, "enable_hashagg")  # keys come in their order: counted for too few, they would be hashed
            reach = named("reach", arriving=part.arriving, touched=part.touched, **self._prints)
            new = cursor.execute(reach, {"known": part.known}).rowcount
            if new < part.arrived:
                widen = named("widen_new", arriving=part.arriving, widest=self._again["widest"])
                cursor.execute(widen, {"known": noted.known})
            if new < part.arrived and noted.known:
                cursor.execute(named("look_again", arriving=part.arriving, **self._again), {"known": noted.known})
            return new

    def _crowd(self, lane: sql.Composable, noted: Noted) -> None:
        with transaction.atomic(), ledger_cursor() as cursor:
            _prepare(cursor)
            turn_off(cursor, "enable_sort")  # nobody has counted what was reached: it would be sorted to be grouped
            cursor.execute(self._tables.named("look_first", lane=lane), {"after": noted.known})


def product_of(thing: sql.Composable) -> sql.Composed:
    """What tells the products of things apart: the same as `class_key` where a thing has one, else ''."""
    whens = sql.SQL(" ").join(
        sql.SQL("WHEN starts_with({thing}, {prefix}) THEN left({thing}, {size})").format(
            thing=thing, prefix=sql.Literal(f"{name}:"), size=sql.Literal(len(name) + 1 + size)
        )
        for name, size in PRODUCT_PART.items()
    )
    told = sql.SQL("CASE WHEN starts_with({thing}, '01/') THEN left({thing}, {end}) {whens} ELSE '' END")
    return told.format(thing=thing, end=sql.Literal(_GTIN_END), whens=whens)


_GTIN_END: Final = 17  # of 01/<GTIN>


def _prepare(cursor: LedgerCursor) -> None:
    limit_statements(cursor, MERGE_SECONDS)
    set_for_much(cursor)


def _keys(comparison: sql.SQL, key: sql.Composable) -> tuple[sql.Composed, sql.Composed]:
    return comparison.format(sql.SQL("arrival.thing"), key), comparison.format(sql.SQL("touch.thing"), key)


def _any_of(roles: Sequence[int]) -> sql.Composed:
    """Whether a thing of a group was touched in one of these roles."""
    return sql.SQL("bit_or(1 << touch.role) & {} <> 0").format(sql.Literal(sum(1 << role for role in set(roles))))
