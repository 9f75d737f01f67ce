"""Partitions: a month each, made on demand, in the way of nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from tests.threads import returning
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.partitions import make_partitions, make_partitions_in_advance, partition_of


def at(*date: int) -> int:
    return microseconds(datetime(*date, tzinfo=UTC))  # type: ignore[arg-type, misc]


def partitions_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [table])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("moment", "suffix"),
    [
        (at(2026, 2, 28, 23, 59, 59), "202602"),
        (at(2026, 3, 1), "202603"),
        (at(2025, 12, 31, 23), "202512"),
        (at(2009, 12, 31, 23), "before_2010"),
        (at(1970, 1, 1), "before_2010"),
        (at(2050, 1, 1), "after_2049"),
        (at(9999, 12, 31), "after_2049"),
    ],
)
def test_an_event_belongs_to_its_month_in_utc(moment: int, suffix: str) -> None:
    partition = partition_of(moment)
    assert partition.suffix == suffix
    assert partition.start <= moment
    assert partition.end is None or moment < partition.end


def test_december_ends_where_january_begins() -> None:
    assert partition_of(at(2025, 12, 5)).end == partition_of(at(2026, 1, 5)).start


@pytest.mark.usefixtures("ledger")
def test_the_same_partition_asked_for_by_many_at_once_is_made_once() -> None:
    wanted = [partition_of(at(2031, month, 1)) for month in (1, 2, 3)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(returning(make_partitions), [wanted] * 8))
    assert {"event_203101", "event_203102", "event_203103"} <= partitions_of("event")
    assert {"touch_203101", "touch_203102", "touch_203103"} <= partitions_of("touch")


@pytest.mark.usefixtures("ledger")
def test_a_partition_is_made_while_another_transaction_writes() -> None:
    make_partitions([partition_of(at(2032, 1, 1))])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE event, touch IN ROW EXCLUSIVE MODE")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(returning(make_partitions), [partition_of(at(2032, 2, 1))]).result(timeout=10)
    assert "event_203202" in partitions_of("event")


@pytest.mark.usefixtures("ledger")
def test_the_next_months_are_ready_before_they_begin() -> None:
    make_partitions_in_advance(datetime(2033, 11, 30, tzinfo=UTC))
    assert {"event_203311", "event_203312", "event_203401", "event_203402"} <= partitions_of("event")
