"""The desk's first screen and the picture of the city: each official their own, with everything a click away."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs
from openpyxl import load_workbook

from tests.console.cast import AGRICULTURE, GROWER, REGISTRAR, signed_in, verbs
from tests.emptying import empty
from tests.figures.cast import ORCHARD, counted, days, harvested, received, register
from tests.figures.conftest import TABLES
from tests.supervision.cast import finding
from zhuisu.console.asking import now
from zhuisu.console.figures import citymap, leading
from zhuisu.figures.asked import usual
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.tallying import tally
from zhuisu.figures.view import View
from zhuisu.registry.acting import day_of
from zhuisu.registry.seeding import seed
from zhuisu.supervision import state

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def city(console: None) -> Iterator[None]:
    """What happened of late: harvests, a lorry from Nanning, two findings, a licence that ends soon."""
    empty(TABLES)
    at = now()
    register()
    seed([("licence", _licence(day_of(at) + days(9)))], actor="inspector")
    counted([harvested(number, at - days(2 + number)) for number in range(3)] + [received(9, at - days(1))])
    finding(opened_at=at)
    finding(opened_at=at - days(20))
    tally()
    yield
    empty(TABLES)


def _licence(ends: Any) -> dict[str, Any]:
    return {
        "kind": "food_business",
        "number": "JY14507210001237",
        "holder": ORCHARD,
        "validFrom": "2024-01-01",
        "validTo": ends.isoformat(),
        "categories": ["produce"],
    }


def test_the_first_screen_says_what_needs_an_official_today() -> None:
    client = signed_in(AGRICULTURE, "zh-hans")
    page = client.get("/admin/").content.decode()
    assert client.get("/admin/today/").status_code == 200
    for said in ("今日", "投入品记录", "严重问题超过 7 天未消除", "30 天内到期的证照", "还剩 9 天", "没有未结案件"):
        assert said in page
    assert "/admin/console/finding/1/change/" in page
    assert "Change or view list link" not in page
    assert "?expiry=soon" in page


def test_an_enterprise_sees_its_lists_and_no_figures() -> None:
    client = signed_in(GROWER)
    assert "/admin/city/" not in client.get("/admin/").content.decode()
    for path in ("today/", "city/", "city/events/", "city/silent/", "city/report/", "city/trend.csv"):
        assert client.get(f"/admin/{path}").status_code == 403
    assert "This account may not see this page" in client.get("/admin/city/").content.decode()


def test_the_city_is_shown_with_a_table_behind_every_chart_and_leads_to_the_events() -> None:
    client = signed_in(REGISTRAR, "zh-hans")
    page = client.get("/admin/city/").content.decode()
    for said in ("全市情况", "灵山县", "走势", "六荔垌果园", "流入本市", "南宁市", "input_records"):
        assert said in page
    assert page.count("data-chart=") == page.count('class="canvas') == page.count("<details") - 1
    assert 'data-chart="flow"' not in page, "one flow alone is told by its table"
    events = client.get("/admin/city/events/?variety=fruit&stage=harvest").content.decode()
    assert events.count("采收") == 4
    assert client.get("/admin/city/?region=450702&variety=fruit").content.decode().count("六荔垌果园") == 0


def test_a_record_is_a_table_in_words_before_it_is_what_was_received() -> None:
    client = signed_in(REGISTRAR, "zh-hans")
    events = client.get("/admin/city/events/?variety=fruit&stage=harvest").content.decode()
    page = client.get(re.findall(r"/admin/event/[0-9a-f-]+/", events)[0]).content.decode()
    table, received = page.split("原始数据")
    for said in ("谁", "六荔垌果园", "何时", "何地", "环节", "采收", "产出", "500 千克"):
        assert said in table
    assert "eventTime" not in table
    assert "eventTime" in received


def test_a_wrong_question_is_said_to_be_one() -> None:
    answer = signed_in(REGISTRAR).get("/admin/city/?since=2026-13")
    assert answer.status_code == 400
    assert "2026-13 is no first month" in answer.content.decode()


@pytest.mark.parametrize("page", ["", "events/", "report/", "report.pdf", "trend.csv", "all.xlsx"])
def test_years_that_nobody_means_are_said_to_be_wrong_everywhere(page: str) -> None:
    answer = signed_in(REGISTRAR).get(f"/admin/city/{page}?since=0001-01&until=9999-12")
    assert answer.status_code == 400
    assert "9999-12 is no last month" in answer.content.decode()


def test_rows_of_which_nobody_knows_what_they_are_lead_to_their_records() -> None:
    exhibit = EXHIBITS["stages"](usual(now()), View())
    row = structs.replace(exhibit.rows[0], key="/")
    address = leading.events(exhibit, row, usual(now()))
    assert "unknown=variety" in address
    answer = signed_in(REGISTRAR).get(address)
    assert answer.status_code == 200
    assert "variety unknown" in answer.content.decode()


def test_a_region_that_there_is_none_of_is_said_at_the_report_without_months() -> None:
    answer = signed_in(REGISTRAR).get("/admin/city/report/?region=999999")
    assert answer.status_code == 400
    assert "999999" in answer.content.decode()


def test_while_many_records_are_not_judged_the_desk_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(REGISTRAR, "zh-hans")
    assert "正在按规则检查" not in client.get("/admin/city/").content.decode()
    monkeypatch.setattr(state, "MANY", 1)
    for page in ("today/", "city/"):
        assert "条记录正在按规则检查" in client.get(f"/admin/{page}").content.decode()


def test_a_trend_shows_the_newest_days_and_those_first() -> None:
    page = signed_in(REGISTRAR).get("/admin/city/").content.decode()
    table = page.split('id="trend"')[1]
    shown = re.findall(r"day=(\d{4}-\d\d-\d\d)", table)
    assert len(shown) == 50
    assert shown == sorted(shown, reverse=True)
    assert f"{now():%Y-%m-%d}" in shown


def test_tables_and_the_report_leave_as_files_and_it_is_noted() -> None:
    client = signed_in(REGISTRAR)
    assert client.get("/admin/city/varieties.csv").content.decode().startswith("\ufeffcategory,variety")
    book = load_workbook(io.BytesIO(client.get("/admin/city/all.xlsx").content))
    assert "by region" in book.sheetnames
    assert client.get(f"/admin/city/report.pdf?since={now():%Y-%m}").content.startswith(b"%PDF")
    assert "monthly report" in client.get("/admin/city/report/").content.decode()
    assert client.get("/admin/city/weather.csv").status_code == 404
    assert verbs("liang").count("figures exported") == 3


def test_a_map_of_the_operators_is_shown_with_its_number_or_not_at_all(settings: Any, tmp_path: Any) -> None:
    client = signed_in(REGISTRAR)
    settings.CITY_MAP = tmp_path / "map.geojson"
    assert client.get("/admin/city/map.geojson").status_code == 404
    shape = '{"type":"FeatureCollection",%s"features":[{"properties":{"adcode":450721},"geometry":null}]}'
    settings.CITY_MAP.write_text(shape % "", encoding="utf-8")
    assert client.get("/admin/city/map.geojson").status_code == 404
    citymap._read.cache_clear()
    settings.CITY_MAP.write_text(shape % '"审图号":"GS(2026)0001号",', encoding="utf-8")
    assert "灵山县" in client.get("/admin/city/map.geojson").content.decode()
    assert "审图号：GS(2026)0001号" in client.get("/admin/city/").content.decode()
