"""Lanes: a large statement of a scope is made in two halves at once, each on a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, wait
from typing import Final, TypeVar

from django.db import connection
from psycopg import sql

from zhuisu.ledger.database import LedgerCursor

LANES: Final = (0, 1)
WORK_MEMORY: Final = "64MB"
"""What each sort and hash table of a large statement may take; PostgreSQL's own limit is meant for many readers."""

_SETTINGS: Final = {"work_mem": WORK_MEMORY, "synchronous_commit": "off"}
Answer = TypeVar("Answer")


def in_lanes(beside: Executor, work: Callable[[int], Answer]) -> Sequence[Answer]:
    """What each lane answers: one works here, one on the thread of `beside`; both here inside a transaction."""
    if connection.in_atomic_block:
        return [work(lane) for lane in LANES]
    other = beside.submit(work, 1)
    try:
        return [work(0), other.result()]
    finally:
        wait([other])


def half(number: sql.Composable, lane: int) -> sql.Composed:
    """Whether a row is the lane's own: by the lowest bit of a number."""
    return sql.SQL("{} & 1 = {}").format(number, sql.Literal(lane))


def set_for_much(cursor: LedgerCursor) -> None:
    """For the rest of the transaction. What it writes is the scope's own, which does not outlive a crash anyway."""
    names, values = zip(*_SETTINGS.items(), strict=True)
    settings = "SELECT set_config(name, value, true) FROM unnest(%s::text[], %s::text[]) AS setting(name, value)"
    cursor.execute(settings, [list(names), list(values)])


def turn_off(cursor: LedgerCursor, *plans: str) -> None:
    """For the rest of the transaction, ways of the planner that its guesses about new tables would lead it to."""
    cursor.execute("SELECT set_config(name, 'off', true) FROM unnest(%s::text[]) AS setting(name)", [list(plans)])
