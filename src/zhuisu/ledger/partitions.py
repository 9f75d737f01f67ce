"""Partitions: a month of events each, made on demand and in advance."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connections
from psycopg import Cursor, sql

from zhuisu.ledger.identity import lowest_id, microseconds

FIRST_YEAR, LAST_YEAR = 2010, 2049
"""Months outside share one partition on each side, so that no document can make thousands of them."""

_ADVISORY_LOCK = 0x5A48_0001
_MONTHS_IN_ADVANCE = 3


class Partition(NamedTuple):
    """The events from `start` to before `end`, in UTC microseconds; `suffix` ends the names of its tables."""

    suffix: str
    start: int
    end: int | None


_FIRST = microseconds(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
_LAST = microseconds(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC))
_BEFORE = Partition(f"before_{FIRST_YEAR}", 0, _FIRST)
_AFTER = Partition(f"after_{LAST_YEAR}", _LAST, None)


def partition_of(time_us: int) -> Partition:
    """The partition that holds the events of this moment (UTC microseconds)."""
    if time_us < _FIRST:
        return _BEFORE
    if time_us >= _LAST:
        return _AFTER
    moment = datetime.fromtimestamp(time_us // 1_000_000, UTC)
    start = datetime(moment.year, moment.month, 1, tzinfo=UTC)
    end = datetime(moment.year + moment.month // 12, moment.month % 12 + 1, 1, tzinfo=UTC)
    return Partition(f"{start:%Y%m}", microseconds(start), microseconds(end))


class Partitions:
    """Which partitions are known to exist in this process, so that a capture asks only for new ones."""

    def __init__(self) -> None:
        self._known: list[Partition] = []

    def ensure(self, times_us: Iterable[int]) -> None:
        """Make every partition that these moments need, in a transaction of its own: visible to all at once."""
        missing = set()
        for time_us in times_us:
            if not self._knows(time_us):
                missing.add(partition_of(time_us))
        if missing:
            make_partitions(sorted(missing, key=lambda month: month.start))
            self._known.extend(missing)

    def _knows(self, time_us: int) -> bool:
        for position, known in enumerate(self._known):
            if known.start <= time_us and (known.end is None or time_us < known.end):
                if position > 1:
                    self._known.insert(0, self._known.pop(position))
                return True
        return False


known_partitions = Partitions()


def make_partitions(partitions: Iterable[Partition]) -> None:
    """Create and attach the tables of these partitions where they are missing.

    On a connection of its own, since a running capture may need them before its transaction ends. ATTACH locks out
    neither readers nor writers of the other partitions; an advisory lock lets one maker in at a time.
    """
    own = connections["default"].copy()
    try:
        own.ensure_connection()
        connection = own.connection
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
            for partition in partitions:
                for parent in ("event", "touch", "concern"):
                    _make(cursor, parent, partition)
    finally:
        own.close()


def _make(cursor: Cursor[tuple[object, ...]], parent: str, partition: Partition) -> None:
    name = f"{parent}_{partition.suffix}"
    if cursor.execute("SELECT to_regclass(%s)", [name]).fetchone() != (None,):
        return
    table, whole = sql.Identifier(name), sql.Identifier(parent)
    end = sql.SQL("MAXVALUE") if partition.end is None else sql.Literal(str(lowest_id(partition.end)))
    cursor.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING STORAGE)").format(table, whole))
    cursor.execute(
        sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})").format(
            whole, table, sql.Literal(str(lowest_id(partition.start))), end
        )
    )


def make_partitions_in_advance(now: datetime) -> None:
    """The partitions of this month and the next ones, so that no capture at midnight waits for a new table."""
    months = {partition_of(microseconds(now + timedelta(days=28 * ahead))) for ahead in range(_MONTHS_IN_ADVANCE + 1)}
    make_partitions(sorted(months, key=lambda month: month.start))
