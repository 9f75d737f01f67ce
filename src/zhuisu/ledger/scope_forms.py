"""Scope forms: a large hop is judged as a set, by the forms of what happened; no names leave the database for that."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any, Final, NamedTuple

from django.db import transaction
from psycopg import sql

from zhuisu.ledger.database import LedgerCursor, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.ledger.scope_intake import MERGE_SECONDS, product_of
from zhuisu.ledger.scope_lanes import half, in_lanes, set_for_much, turn_off
from zhuisu.ledger.scope_rows import Look, copy_row
from zhuisu.ledger.scope_touches import limit_statements, look_up_only
from zhuisu.ledger.scopes import ScopeTables

_SQL = load("scope_forms")
LONGEST: Final = 32
"""Touches of a thing that has a form; one with more is looked at by itself."""

_LEAST, _MOST = 3, 1_000  # histories that make a form worth judging, and forms judged of one hop
_LOOK: Final = sql.SQL("look.print")
_THING: Final = sql.SQL("hashtextextended(asked.thing, 0)")
_VISIT: Final = sql.SQL("hashtextextended(visit.thing, 0)")


class FormRow(NamedTuple):
    """What is known of a form: `state` of the thing; whether there is no more to it where it was `reached`, or is a
    `carrier`; the places (from 1) of the event that put it into something, and of those by which it left the world."""

    form: str
    state: int
    reached: bool
    carrier: bool
    entered: int | None
    gone: tuple[int, ...]


class Judged(NamedTuple):
    """How many things (or carriers) need no other look, by how many touches, and how many visits follow from them."""

    things: int
    touches: int
    visits: int


class ScopeForms:
    """Of one scope. `open_end` is the end of what no event has ended; `in_transit` the number of that state."""

    def __init__(self, tables: ScopeTables, beside: Executor, *, open_end: int, in_transit: int) -> None:
        self._tables = tables
        self._beside = beside
        self._is_made = False
        self._said = {"open": sql.Literal(open_end), "in_transit": sql.Literal(in_transit)}

    def judge_looks(self, after: int, until: int, judge: Callable[[list[str]], Iterable[FormRow]]) -> Judged:
        """Crowds after one number and up to another. `judge` says what is known of forms; those left out are left."""
        self._make()
        asked = {"after": after, "until": until}
        self._tell("tell_looks", _LOOK, asked, thing=sql.SQL("look.thing"))
        self._learn("told", judge)
        self._tell_held(self._part("parents_of_looks"), asked)
        judged = self._judge("judge_looks", _LOOK, asked, product=product_of(sql.SQL("judged.thing")))
        self._tables.empty("told", until - after)
        return judged

    def judge_visits(self, after: int, until: int, judge: Callable[[list[str]], Iterable[FormRow]]) -> Judged:
        """The same of what held things."""
        self._make()
        asked = {"after": after, "until": until}
        visited = self._part("visited")
        self._tell_held(visited, asked)
        self._learn("held", judge)
        self._tell_held(self._part("parents_of_visited", visited=visited), asked)
        return self._judge("judge_visits", _VISIT, asked)

    def rest_looks(self, after: int, until: int, most: int) -> list[Look]:
        return [Look._make(row) for row in self._rows("rest_looks", after, until, most)]

    def rest_visits(self, after: int, until: int, most: int) -> list[tuple[int, str, int, int, int, int, str]]:
        return self._rows("rest_visits", after, until, most)

    def _make(self) -> None:
        if not self._is_made:
            with transaction.atomic(), ledger_cursor() as cursor:
                cursor.execute(self._part("make"))
            self._is_made = True

    def _tell_held(self, things: sql.Composed, span: dict[str, int]) -> None:
        self._tell("tell_held", _THING, span, asked=things, thing=sql.SQL("asked.thing"))

    def _tell(
        self,
        statement: str,
        row: sql.Composable,
        span: dict[str, int],
        *,
        thing: sql.Composable,
        **more: sql.Composable,
    ) -> None:
        history = self._part("history", thing=thing, longest=sql.Literal(LONGEST))

        def tell(lane: int) -> None:
            with transaction.atomic(), ledger_cursor() as cursor:
                _prepare(cursor)
                look_up_only(cursor)
                cursor.execute(self._part(statement, lane=half(row, lane), history=history, **more), span)

        in_lanes(self._beside, tell)

    def _learn(self, part: str, judge: Callable[[list[str]], Iterable[FormRow]]) -> None:
        """Asks what is known of the forms that came up, but not of those that are too rare to be worth it."""
        source = self._tables.name(part)
        with transaction.atomic(), ledger_cursor() as cursor:
            _prepare(cursor)
            asked = {"least": _LEAST, "most": _MOST}
            rows = cursor.execute(self._part("new_forms", source=source), asked).fetchall()
            lines = [_line(row) for row in judge([form for (form,) in rows])]
            if lines:
                with cursor.copy(self._part("copy_forms")) as copy:
                    copy.write("".join(lines).encode())

    def _judge(self, statement: str, row: sql.Composable, asked: dict[str, int], **more: sql.Composable) -> Judged:
        simple, gone = self._part("simple", **self._said), self._part("gone", **self._said)

        def judge(lane: int) -> Judged:
            with transaction.atomic(), ledger_cursor() as cursor:
                _prepare(cursor)
                turn_off(cursor, "enable_nestloop")  # nobody has counted the scope's own tables
                said = {"simple": simple, "gone": gone, "open": self._said["open"], "lane": half(row, lane)}
                return Judged._make(
                    cursor.execute(self._part(statement, **said, **more), asked).fetchone() or (0, 0, 0)
                )

        return Judged._make(map(sum, zip(*in_lanes(self._beside, judge), strict=True)))

    def _part(self, statement: str, **more: sql.Composable) -> sql.Composed:
        return self._tables.over(_SQL[statement], **more)

    def _rows(self, statement: str, after: int, until: int, most: int) -> list[Any]:
        with ledger_cursor() as cursor:
            asked = {"after": after, "until": until, "most": most}
            return cursor.execute(self._part(statement), asked, binary=True).fetchall()


def _prepare(cursor: LedgerCursor) -> None:
    limit_statements(cursor, MERGE_SECONDS)
    set_for_much(cursor)


def _line(row: FormRow) -> str:
    return copy_row((*row[:5], "{" + ",".join(map(str, row.gone)) + "}"))
