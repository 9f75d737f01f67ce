"""Open data leave out small numbers and closed goods, and the month that is running."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.figures.cast import MAY, counted, days, received, register, rows
from zhuisu.figures import public
from zhuisu.figures.public import public_set, public_sets

pytestmark = pytest.mark.usefixtures("figures")

JUNE = datetime(2026, 6, 2, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    public._made.cache_clear()


def cell(
    party: str, events: int, *, category: str = "produce", variety: str = "fruit", month: str = "2026-05-01"
) -> None:
    rows(
        "INSERT INTO figures_party (month, party, region, category, variety, events)"
        f" VALUES ('{month}', '{party}', '450721', '{category}', '{variety}', {events}) RETURNING party"
    )


def values(name: str) -> list[tuple[Any, ...]]:
    found = public_set(name, JUNE)
    assert found is not None
    return [tuple(getattr(value, "en", value) for value in row.values) for row in found.rows]


def test_a_number_with_few_behind_it_is_left_out() -> None:
    cell("party:1", 40)
    cell("party:2", 40)
    assert values("records") == [("2026-05", "farm produce", "fruit", "Lingshan County", None, None)]
    public._made.cache_clear()
    cell("party:3", 1)
    assert values("records") == [("2026-05", "farm produce", "fruit", "Lingshan County", 81, 3)]
    assert values("coverage") == [("2026-05", "farm produce", 3, 1.0)]


def test_closed_goods_and_the_running_month_are_not_told() -> None:
    for number in range(5):
        cell(f"party:{number}", 50, category="hazmat", variety="explosives")
        cell(f"party:{number}", 50, category="drugs", variety="narcotic")
        cell(f"party:{number}", 50, month="2026-06-01")
    assert values("records") == values("coverage") == []


def test_goods_of_no_listed_variety_are_not_called_unknown() -> None:
    cell("party:1", 40, category="food", variety="")
    assert values("records") == [("2026-05", "food", "other (of no listed variety)", "Lingshan County", None, None)]


def test_what_was_found_this_month_is_told_at_once() -> None:
    rows(
        "INSERT INTO figures_finding (day, region, category, variety, rule, severity, opened, mended, closed) VALUES"
        " ('2026-06-02', '450721', 'food', 'dairy', 'r', 'error', 12, 0, 9),"
        " ('2026-06-02', '450721', 'hazmat', 'explosives', 'r', 'error', 12, 0, 9) RETURNING day"
    )
    assert values("findings") == [("2026-06", "food", "error", 12, 9)]


def test_few_hand_overs_are_left_out() -> None:
    register()
    counted([received(number, MAY + days(number % 5)) for number in range(9)])
    (row,) = values("flows")
    assert row == ("2026-05", "farm produce", "Nanning City", "Qinnan District", None)


def test_each_set_is_served_as_csv_and_json_with_its_licence() -> None:
    client = Client(headers={"accept-language": "en"})
    index = client.get("/data/index.json").json()
    assert [each["name"] for each in index["sets"]] == [each.name for each in public_sets()]
    for each in index["sets"]:
        table, told = client.get(each["csv"]), client.get(each["json"])
        assert table["Link"] == told["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
        assert told.json()["licence"]["name"].endswith("(CC BY 4.0)")
        assert table.content.decode().startswith("\ufeffmonth,category")
    assert client.get("/data/weather.csv").status_code == 404
    assert index["sets"][0]["csv"].endswith("/data/records.csv?lang=en")
    for address, language in ((index["sets"][0]["csv"], "zh"), ("/data/records.csv?lang=en", "zh-CN")):
        table = client.get(address, headers={"accept-language": language})
        assert table.content.decode().startswith("\ufeffmonth,category,variety,region,records")
