"""Scans: counted once a visitor and day, by coarse places, quickly, and never in the way of a page."""

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from django.db import connection

from zhuisu.labelling import scans
from zhuisu.labelling.networks import networks_of
from zhuisu.labelling.scans import note, seen
from zhuisu.labelling.visitors import Visitor, mark_of, place_of

ITEM, BATCH, PRODUCT = "01/06901230000027/21/ABC", "01/06901230000027/10/L7", "01/06901230000027"
PHONE = "Mozilla/5.0 (iPhone)"
FAR_APART = ("36.1.0.1", "59.2.0.1", "101.3.0.1", "113.4.0.1", "171.5.0.1")


def someone(address: str, agent: str = PHONE) -> Visitor:
    return Visitor(address, agent)


def test_a_visitor_counts_once_a_day(labelling: None) -> None:
    for _ in range(3):
        note(ITEM, someone("36.1.0.1"))
    note(ITEM, someone("36.1.0.2"))
    found = seen(ITEM)
    assert found is not None
    assert (found.scans, found.places, found.warning) == (2, 1, None)


def test_a_visitor_counts_again_on_another_day(labelling: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (1, 2, 2, 3):
        monkeypatch.setattr(
            "zhuisu.labelling.scans.timezone.localtime", lambda day=day: datetime(2026, 11, day, 9, tzinfo=UTC)
        )
        note(ITEM, someone("36.1.0.1"))
    found = seen(ITEM)
    assert found is not None
    assert (found.scans, found.first_at.day, found.last_at.day) == (3, 1, 3)


def test_an_item_that_is_looked_up_in_many_places_is_doubted_and_a_batch_is_not(labelling: None) -> None:
    for address in FAR_APART:
        note(ITEM, someone(address))
        note(BATCH, someone(address))
    item, batch = seen(ITEM), seen(BATCH)
    assert item is not None
    assert item.warning is not None
    assert "5 个以上不同的地方" in item.warning.zh
    assert batch is not None
    assert (batch.places, batch.warning) == (5, None)


def test_an_item_that_is_looked_up_far_too_often_is_doubted(labelling: None) -> None:
    for number in range(14):
        for network in ("36.1", "59.2", "101.3"):
            note(ITEM, someone(f"{network}.0.{number}"))
    found = seen(ITEM)
    assert found is not None
    assert found.warning is not None
    assert "42 times" in found.warning.en


def test_many_browsers_at_one_address_are_three_visitors_and_no_warning(labelling: None) -> None:
    for number in range(130):
        note(ITEM, someone("36.1.0.1", f"{PHONE} {number}"))
        note(ITEM, someone(f"2001:db8:1:2::{number:x}", f"{PHONE} {number}"))
    found = seen(ITEM)
    assert found is not None
    assert (found.scans, found.places, found.warning) == (6, 2, None)


def test_one_network_alone_never_makes_a_warning_whatever_it_does_for_weeks(
    labelling: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(ITEM, someone("59.2.0.1"))
    for day in range(1, 4):
        monkeypatch.setattr(
            "zhuisu.labelling.scans.timezone.localtime", lambda day=day: datetime(2027, 11, day, 9, tzinfo=UTC)
        )
        for number in range(60):
            note(ITEM, someone(f"36.1.0.{number}"))
    found = seen(ITEM)
    assert found is not None
    assert (found.scans, found.places, found.warning) == (151, 2, None)


def test_programs_and_products_do_not_count(labelling: None) -> None:
    note(ITEM, someone("36.1.0.1", "Mozilla/5.0 (compatible; Baiduspider/2.0)"))
    note(ITEM, someone("36.1.0.1", ""))
    note(PRODUCT, someone("36.1.0.1"))
    assert seen(ITEM) is None
    assert seen(PRODUCT) is None


def test_the_first_region_is_told_where_the_operator_says_which_networks_are_where(
    labelling: None, home: Path, request: pytest.FixtureRequest
) -> None:
    table = home / "networks.csv"
    request.addfinalizer(table.unlink)
    table.write_text("36.0.0.0/8,450000\n36.1.0.0/16,450700\nnonsense,450700\n36.9.0.0/16,999999\n", encoding="utf-8")
    note(ITEM, someone("36.1.0.1"))
    note(ITEM, someone("36.2.0.1"))
    found = seen(ITEM)
    assert found is not None
    assert (found.first_region, found.places) == ("450700", 2)


def test_the_narrowest_network_counts() -> None:
    table = networks_of("2001:db8::/32,450000\n2001:db8:1::/48,450721")
    assert table.by_width[6, 48] == {0x20010DB80001: "450721"}


def test_noting_takes_less_than_two_milliseconds(labelling: None) -> None:
    taken = []
    for number in range(101):
        begun = perf_counter()
        note(ITEM, someone(f"36.1.1.{number}"))
        taken.append(perf_counter() - begun)
    assert sorted(taken)[50] < 0.002


def test_a_database_that_fails_breaks_nothing(labelling: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(scans._SQL, "note", "INSERT INTO nowhere SELECT %(key)s")
    monkeypatch.setitem(scans._SQL, "seen", "SELECT * FROM nowhere WHERE key = ANY(%(keys)s)")
    note(ITEM, someone("36.1.0.1"))
    assert seen(ITEM) is None


def test_what_is_kept_leads_to_nobody(labelling: None) -> None:
    note(ITEM, someone("36.1.0.77"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT scanned::text FROM labelling_scanned AS scanned")
        (kept,) = cursor.fetchone()
    assert "36.1.0" not in kept
    assert "iPhone" not in kept
    monday, tuesday = datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)
    assert mark_of(someone("36.1.0.77"), monday) != mark_of(someone("36.1.0.77"), tuesday)


def test_a_place_is_a_network_and_not_an_address() -> None:
    assert place_of(someone("36.1.0.1")) == place_of(someone("::ffff:36.1.200.9"))
    assert place_of(someone("36.1.0.1")) != place_of(someone("36.2.0.1"))
    assert place_of(someone("unix")) == ""
