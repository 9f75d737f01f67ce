"""Ratings on screen: a list with its files, how a score was made, an exposure decided, a subsidy recorded."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.console.cast import AGRICULTURE, AUDITOR, GROWER, proof, sent, signed_in
from tests.emptying import empty
from tests.rating.cast import FARMERS, NAME, NOW, proposed, settled
from tests.rating.conftest import TABLES
from tests.recording.cast import AT_FARM
from tests.registry.cast import COOPERATIVE, approved
from zhuisu.rating.deciding import decide
from zhuisu.rating.granting import ask_for
from zhuisu.rating.kinds import Verb
from zhuisu.rating.models import Certificate, Exposure, Incentive, Score

pytestmark = pytest.mark.usefixtures("console")


@pytest.fixture(autouse=True)
def rated(console: None) -> Iterator[None]:
    approved("party", COOPERATIVE)
    yield
    empty(TABLES)


def said(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def test_the_list_is_narrowed_sorted_and_exported() -> None:
    settled((70.0, 55.0))
    month = Score.objects.latest("since").period
    client = signed_in(AUDITOR, "zh-hans")
    listed = said(client, f"/admin/ratings/?period={month}")
    assert NAME in listed
    assert "得分 = 100 × (0.35 × 及时" in listed
    assert NAME in said(client, f"/admin/ratings/?period={month}&only=below&order=name&category=produce&region=450721")
    assert NAME not in said(client, f"/admin/ratings/?period={month}&category=drugs")
    assert NAME not in said(client, "/admin/ratings/?kind=system&period=nonsense&region=x")
    sheet = load_workbook(BytesIO(client.get(f"/admin/ratings.xlsx?period={month}").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:5] == [
        NAME,
        Score.objects.latest("since").subject,
        "广西壮族自治区钦州市灵山县",
        month,
        55,
    ]
    assert client.get("/admin/ratings.csv").content.startswith(b"\xef\xbb\xbf")
    assert client.get("/admin/ratings.exe").status_code == 404


def test_a_party_is_shown_with_the_numbers_that_went_in() -> None:
    settled((70.0, 55.0))
    client = signed_in(AUDITOR)
    page = said(client, f"/admin/ratings/party/{Score.objects.latest('since').subject}/")
    assert "55 = 100 × (0.35 × in time 36/40 + " in page
    assert client.get("/admin/ratings/party/uscc:nobody/").status_code == 404
    assert client.get("/admin/ratings/planet/mars/").status_code == 404


def test_an_exposure_is_announced_with_a_reason() -> None:
    number = proposed().number
    client = signed_in(AGRICULTURE)
    page = f"/admin/exposure/{number}/"
    assert number in said(client, "/admin/exposure/")
    assert sent(client, page, verb="announce", why="no").status_code == 422
    assert sent(client, page, verb="announce", why="late for two months").status_code == 302
    assert sent(client, page, verb="publish", why="late for two months").status_code == 409
    assert Exposure.objects.get().state == "announced"
    assert "late for two months" in said(client, page)


def test_who_reads_decides_nothing_and_enterprises_see_nothing() -> None:
    number = proposed().number
    assert 'name="verb"' not in said(signed_in(AUDITOR), f"/admin/exposure/{number}/")
    grower = signed_in(GROWER)
    closed = (
        "/admin/ratings/",
        "/admin/exposure/",
        "/admin/incentives/",
        "/admin/certificates/",
        f"/admin/exposure/{number}/",
    )
    assert [grower.get(page).status_code for page in closed] == [403] * 5


def test_a_subsidy_is_recorded_listed_and_struck_out() -> None:
    client = signed_in(AGRICULTURE)
    page = "/admin/incentives/"
    fields = {
        "party": COOPERATIVE["key"], "sort": "subsidy", "what": "追溯设备", "amount_yuan": "20000",
        "day": f"{NOW:%Y-%m-%d}", "giver": "财政局", "evidence": "=1+1",
    }  # fmt: skip
    assert sent(client, page, **{**fields, "amount_yuan": ""}).status_code == 422
    assert sent(client, page, **fields).status_code == 302
    assert "追溯设备" in said(client, f"{page}?sort=subsidy&q=荔枝")
    assert "'=1+1" in client.get("/admin/incentives.csv").content.decode()
    row = Incentive.objects.get()
    assert sent(client, f"{page}{row.pk}/", why="recorded twice").status_code == 302
    assert "recorded twice" in said(client, f"{page}{row.pk}/")


def test_a_certificate_is_revoked() -> None:
    settled((88.0, 91.0, 95.0))
    granted = ask_for(actor=AT_FARM)
    assert isinstance(granted, Certificate)
    client = signed_in(AGRICULTURE)
    page = f"/admin/certificates/{granted.number}/"
    assert granted.number in said(client, "/admin/certificates/")
    assert sent(client, page, why="made-up records").status_code == 302
    assert "made-up records" in said(client, page)


def test_what_was_published_is_withdrawn() -> None:
    number = proposed().number
    decide(actor=FARMERS, number=number, verb=Verb.ANNOUNCE, why="连续两个月不及时")
    client = signed_in(AGRICULTURE)
    page = f"/admin/exposure/{number}/"
    answer = client.post(
        page, {"csrfmiddlewaretoken": proof(client, page), "verb": "withdraw", "why": "核实后予以撤回"}
    )
    assert answer.status_code == 302
    assert said(client, "/admin/exposure/?state=withdrawn").count(number) >= 1
