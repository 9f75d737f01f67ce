"""Exhibits say what was counted, each reader their own categories and regions; a figure leads to its events."""

from datetime import UTC, date, datetime

import pytest
from msgspec import structs

from tests.figures.cast import (
    HALL,
    MARKET,
    MAY,
    ORCHARD,
    TRADER,
    counted,
    days,
    harvested,
    received,
    register,
    sent,
    sold,
)
from tests.supervision.cast import AGRICULTURE, DISTRICT, GROWER, OFFICE, POLICE, finding
from zhuisu.core.findings import Finding, Language
from zhuisu.figures.asked import Asked, asked_of, usual
from zhuisu.figures.chains import assess_next
from zhuisu.figures.drilling import Narrowed, events
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.files import csv_of, json_of, xlsx_of
from zhuisu.figures.silence import how_many_silent, silent
from zhuisu.figures.tallying import tally
from zhuisu.figures.telling import cells
from zhuisu.figures.view import View, view_of
from zhuisu.ledger.database import ledger_cursor

pytestmark = pytest.mark.usefixtures("figures")

ASKED = Asked(date(2026, 5, 1), date(2026, 7, 1))
ALL = View()
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def told(name: str, asked: Asked = ASKED, view: View = ALL) -> list[list[str]]:
    """An exhibit as it is shown in Chinese."""
    exhibit = EXHIBITS[name](asked, view)
    return [cells(exhibit, row, Language.ZH) for row in exhibit.rows]


def due_of(party: str) -> date | None:
    """By when more is expected of a party."""
    with ledger_cursor() as cursor:
        row = cursor.execute("SELECT due_on FROM figures_reporter WHERE party = %s", [party]).fetchone()
    return row[0] if row else None


@pytest.fixture
def city(figures: None) -> None:
    """Two harvests, a hand-over inside the city, one from Nanning, a sale; and what was found of the orchard."""
    register()
    counted(
        [
            harvested(1),
            harvested(2, MAY + days(1)),
            sent(1, MAY + days(1)),
            received(1, MAY + days(2), source=ORCHARD),
            received(3, MAY + days(3)),
            sold(1, MAY + days(30)),
        ]
    )
    finding(opened_at=MAY)
    tally()


@pytest.mark.usefixtures("city")
def test_every_exhibit_has_a_row_of_the_right_length_and_says_it_in_both_languages() -> None:
    for make in EXHIBITS.values():
        exhibit = make(ASKED, ALL)
        assert all(len(row.values) == len(exhibit.columns) for row in exhibit.rows)
        assert all(cells(exhibit, row, Language.EN) for row in exhibit.rows)
        assert exhibit.title.zh != exhibit.title.en


@pytest.mark.usefixtures("city")
def test_the_map_says_what_happened_where_and_what_was_found() -> None:
    assert told("regions") == [
        ["钦南区", "3", "1", "0.0%", "0", "0", "0"],
        ["灵山县", "3", "1", "0.0%", "1", "0", "1"],
    ]


@pytest.mark.usefixtures("city")
def test_a_trend_has_a_point_a_day_of_few_months_and_a_month_of_many() -> None:
    by_day = told("trend")
    assert len(by_day) == 61
    assert by_day[19] == ["2026-05-20", "1", "1", "1", "0"]
    by_month = told("trend", Asked(date(2026, 1, 1), date(2026, 7, 1)))
    assert [row[:2] for row in by_month[4:]] == [["2026-05", "5"], ["2026-06", "1"]]


@pytest.mark.usefixtures("city")
def test_a_trend_ends_today_or_with_what_is_dated_later() -> None:
    assert told("trend", structs.replace(ASKED, today=date(2026, 6, 25)))[-1][0] == "2026-06-25"
    assert told("trend", structs.replace(ASKED, today=date(2026, 5, 25)))[-1] == ["2026-06-19", "1", "1", "0", "0"]
    months = Asked(date(2026, 1, 1), date(2027, 1, 1), today=date(2026, 7, 2))
    assert told("trend", months)[-1][0] == "2026-07"
    assert told("trend", Asked(date(2026, 8, 1), date(2026, 9, 1), today=date(2026, 7, 2))) == []


@pytest.mark.usefixtures("city")
def test_varieties_stages_and_places_are_called_by_their_names() -> None:
    assert told("varieties") == [["食用农产品", "水果", "6", "0", "3,000", "0.0%", "1", "1"]]
    assert {row[1] for row in told("stages")} == {"采收", "进场", "销售（收购）", "零售"}
    assert told("markets")[0][:4] == ["六荔垌果园", "灵山县", "3", "1"]
    assert {row[0] for row in told("reporters")} == {"六荔垌合作社", "望汐坊市场"}
    assert told("causes")[0][3:] == ["1", "0", "1"]


@pytest.mark.usefixtures("city")
def test_what_came_into_the_city_is_told_with_where_it_came_from() -> None:
    assert told("incoming") == [["水果", "南宁市", "钦南区", "1", "0", "500"]]
    assert told("outgoing") == []


@pytest.mark.usefixtures("city")
def test_coverage_counts_who_is_in_the_register_who_reports_and_which_chains_are_complete() -> None:
    while assess_next():
        pass
    (produce, unknown) = told("coverage")
    assert produce[:6] == ["食用农产品", "2", "2", "100.0%", "0", "0.0%"]
    assert produce[6:] == ["1", "0", "0.0%"]
    assert unknown[:3] == ["未知", "1", "0"]


@pytest.mark.usefixtures("city")
def test_a_department_sees_its_categories_and_regions_and_an_enterprise_nothing() -> None:
    assert told("regions", view=view_of(AGRICULTURE)) == told("regions", view=view_of(OFFICE))
    assert [row[0] for row in told("regions", view=view_of(DISTRICT))] == ["钦南区"]
    assert told("regions", view=view_of(POLICE)) == []
    assert told("reporters", view=view_of(GROWER)) == []
    assert events(ASKED, view_of(POLICE), Narrowed()) == ()


@pytest.mark.usefixtures("city")
def test_figures_are_narrowed_by_what_is_asked() -> None:
    assert told("regions", Asked(ASKED.since, ASKED.until, region="450702"))[0][1] == "3"
    assert told("regions", Asked(ASKED.since, ASKED.until, variety="vegetable")) == []
    assert told("overview")[0] == ["记录数", "6", "0"]


@pytest.mark.usefixtures("city")
def test_a_figure_leads_to_its_events_the_latest_first() -> None:
    found = events(ASKED, ALL, Narrowed())
    assert [each.stage.zh for each in found][:2] == ["零售", "进场"]
    assert found[0].time > found[-1].time
    assert [each.party for each in events(ASKED, ALL, Narrowed(party=MARKET, stage="arrive"))] == [MARKET, MARKET]
    assert len(events(ASKED, ALL, Narrowed(place=HALL))) == 3
    assert len(events(ASKED, ALL, Narrowed(day=date(2026, 5, 21)))) == 2
    assert len(events(ASKED, ALL, Narrowed(before=found[2].event))) == 3


def test_what_nobody_knows_the_variety_of_leads_to_its_events_and_comes_last(city: None) -> None:
    goods = [{"epcClass": "https://id.gs1.org/01/06909999000012/10/U1", "quantity": 5}]
    counted([received(7, MAY + days(4), quantityList=goods)])
    assert EXHIBITS["stages"](ASKED, ALL).rows[-1].key == "/"
    unknown = events(ASKED, ALL, Narrowed(stage="", unknown="variety"))
    assert [each.variety.zh for each in unknown] == ["未知"]


def test_who_fell_silent_is_told_until_it_is_forgotten() -> None:
    register()
    counted([harvested(number, NOW - days(100 - 3 * number)) for number in range(5)])
    assert [each.name.zh for each in silent(ALL, NOW, limit=5)] == ["六荔垌合作社"]
    assert how_many_silent(view_of(DISTRICT), NOW) == 0
    assert how_many_silent(ALL, NOW - days(85)) == 0
    assert how_many_silent(ALL, NOW + days(365)) == 0


def test_who_sits_outside_the_city_is_not_told_to_have_fallen_silent() -> None:
    register()
    away = {"zhuisu:actor": f"urn:zhuisu:{TRADER}", "bizLocation": {"id": "https://id.gs1.org/414/6901234000047"}}
    counted([harvested(number, NOW - days(100 - 3 * number), **away) for number in range(5)])
    assert due_of(TRADER) is not None
    assert silent(ALL, NOW, limit=5) == ()
    assert how_many_silent(ALL, NOW) == 0


@pytest.mark.usefixtures("city")
def test_a_table_leaves_as_csv_json_and_xlsx() -> None:
    exhibit = EXHIBITS["incoming"](ASKED, ALL)
    assert csv_of(exhibit, Language.ZH).splitlines() == [
        "\ufeff品种,来自,去往,记录数,件数,重量（千克）",
        "水果,南宁市,钦南区,1,0,500.0",
    ]
    assert json_of(exhibit, Language.EN)["rows"][0]["kg"] == 500.0
    assert xlsx_of([exhibit], Language.EN).startswith(b"PK")


def test_a_file_has_every_row_where_a_screen_has_the_first(city: None) -> None:
    few = structs.replace(ASKED, rows=1)
    assert len(EXHIBITS["markets"](few, ALL).rows) == 1
    assert len(EXHIBITS["markets"](few.whole(), ALL).rows) == len(EXHIBITS["markets"](ASKED, ALL).rows) > 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"category": "toys"}, "figures.bad_category"),
        ({"variety": "unicorn"}, "figures.bad_variety"),
        ({"region": "999999"}, "figures.bad_region"),
        ({"since": "2026-13"}, "figures.bad_since"),
        ({"until": "yesterday"}, "figures.bad_until"),
        ({"since": "2026-11", "until": "2026-10"}, "figures.bad_since"),
        ({"since": "1999-01"}, "figures.bad_since"),
        ({"since": "0001-01", "until": "2026-10"}, "figures.bad_since"),
        ({"until": "9999-12"}, "figures.bad_until"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(given: dict[str, str], code: str) -> None:
    found = asked_of(given, NOW)
    assert [each.code for each in found if isinstance(each, Finding)] == [code]  # type: ignore[union-attr]


def test_without_a_question_the_last_three_months_are_meant() -> None:
    assert asked_of({}, NOW) == usual(NOW) == Asked(date(2026, 9, 1), date(2026, 12, 1), today=TODAY)
    assert asked_of({"until": "2026-01"}, NOW) == Asked(date(2025, 11, 1), date(2026, 2, 1), today=TODAY)
