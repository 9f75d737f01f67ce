"""The plan on screen: a board, a measure that is brought forward, a meeting that is called and held."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.console.cast import AGRICULTURE, AUDITOR, GROWER, REGISTRAR, proof, sent, signed_in
from tests.emptying import empty
from tests.registry.cast import PIGS, SLAUGHTERHOUSE, approved, made
from zhuisu.planning.models import Decision, Measure, Meeting

pytestmark = pytest.mark.usefixtures("console")
TABLES = "planning_decision, planning_meeting, planning_proof, planning_measurestep, planning_measure"


@pytest.fixture(autouse=True)
def plan(console: None) -> Iterator[None]:
    yield
    empty(TABLES)


def said(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def test_the_board_is_narrowed_laid_out_and_exported() -> None:
    client = signed_in(AUDITOR, "zh-hans")
    board = said(client, "/admin/plan/")
    assert board.count('class="card') == 15
    assert said(client, "/admin/plan/?lead=customs").count('class="card') == 1
    assert "<table>" in said(client, "/admin/plan/?as=table&only=late")
    sheet = load_workbook(BytesIO(client.get("/admin/plan.xlsx").content)).active
    assert sheet is not None
    assert sheet.max_row == 16
    assert client.get("/admin/plan.csv").content.startswith(b"\xef\xbb\xbf")
    assert client.get("/admin/plan.exe").status_code == 404


def test_a_measure_is_brought_forward_and_shown_to_be() -> None:
    client = signed_in(REGISTRAR)
    page = "/admin/plan/measures/vaccines/"
    fields = {"state": "doing", "percent": 40, "due": "2026-12-31", "why": "nine clinics are connected"}
    assert sent(client, page, **fields).status_code == 302
    assert sent(client, page, title="Acceptance report", address="https://a.example/1").status_code == 302
    assert sent(client, page, title="Report", address="javascript:x").status_code == 422
    assert sent(client, page, **{**fields, "percent": 400}).status_code == 422
    html = said(client, page)
    assert "nine clinics are connected" in html
    assert "went from “not begun” to “under way”" in html
    assert Measure.objects.get().percent == 40


def test_what_the_platform_knows_is_of_the_measure_and_leads_to_where_it_is_from() -> None:
    approved("party", {**PIGS, "roles": [{"role": "pharmacy", "category": "drugs"}, {"role": "grower"}]})
    held = {"holder": SLAUGHTERHOUSE, "validTo": "2999-12-31"}
    approved("licence", {**held, "kind": "drug_business", "number": "桂DA0770001"})
    approved("licence", {**held, "kind": "food_business", "number": "JY14507020001234"})
    client = signed_in(AUDITOR)
    html = said(client, "/admin/plan/measures/medicines/")
    links = re.findall(r'<a href="([^"]+)"><strong>1</strong>', html)
    assert [link.partition("?")[0] for link in links] == ["/admin/city/", "/admin/console/licence/"]
    listed = said(client, links[1].replace("&amp;", "&"))
    assert "桂DA0770001" in listed
    assert "JY14507020001234" not in listed
    assert "<strong>1</strong>" not in said(client, "/admin/plan/measures/dangerous_goods/")


def test_a_department_sees_what_it_leads_and_where_it_takes_part() -> None:
    city = AGRICULTURE._replace(regions=("450700",))
    client = signed_in(city, "zh-hans")
    leads, others = (said(client, f"/admin/plan/?mine={part}").count('class="card') for part in ("lead", "other"))
    assert (leads, others) == (4, 6)
    assert "市农业农村局：不限" in said(client, "/admin/plan/")
    assert "我单位参与" in said(client, "/admin/plan/measures/meat_vegetables/")
    health = signed_in(city._replace(name="he", categories=("drugs",), department="health"), "zh-hans")
    assert "我单位参与" in said(health, "/admin/plan/measures/vaccines/")
    assert "我单位" not in said(signed_in(AGRICULTURE._replace(name="qu")), "/admin/plan/?as=table")


def test_who_brought_a_measure_forward_is_named() -> None:
    person = made("person", {"name": "梁主任"}).entry.key
    client = signed_in(REGISTRAR._replace(person=person))
    page = "/admin/plan/measures/vaccines/"
    fields = {"state": "doing", "percent": 40, "due": "2026-12-31", "why": "nine clinics are connected"}
    assert sent(client, page, **fields).status_code == 302
    assert sent(client, page, title="Acceptance report", address="").status_code == 302
    html = said(client, page)
    assert "梁主任 · " in html
    assert "liang · " not in html


def test_a_meeting_is_called_decides_and_closes() -> None:
    client = signed_in(REGISTRAR)
    assert sent(client, "/admin/plan/meetings/", day="2026-12-01", place="Town hall").status_code == 302
    number = Meeting.objects.get().number
    page = f"/admin/plan/meetings/{number}/"
    asked = client.post(
        f"{page}decisions/",
        {
            "csrfmiddlewaretoken": proof(client, page),
            "text": "Connect all clinics",
            "owner": "health",
            "measure": "vaccines",
        },
    )
    assert asked.status_code == 302
    assert sent(client, page, minutes="The office reported.", present=["health"]).status_code == 302
    decision = f"/admin/plan/decisions/{Decision.objects.get().pk}/"
    assert sent(client, decision, state="done", outcome="all nine are connected").status_code == 302
    assert "all nine are connected" in said(client, page)


def test_who_may_not_keep_the_plan_reads_it_or_sees_nothing() -> None:
    reader, grower = signed_in(AUDITOR), signed_in(GROWER)
    assert 'type="submit" class="default"' not in said(reader, "/admin/plan/measures/vaccines/")
    assert sent(reader, "/admin/plan/meetings/", day="2026-12-01", place="Town hall").status_code == 403
    assert grower.get("/admin/plan/").status_code == 403
