"""Ratings on screen: a list with its files, how a score was made, an exposure decided, a subsidy recorded."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.console.cast import AGRICULTURE, AUDITOR, GROWER, account_of, proof, sent, signed_in
from tests.emptying import empty
from tests.rating.cast import FARMERS, NAME, NOW, proposed, settled
from tests.rating.conftest import TABLES
from tests.recording.cast import AT_FARM
from tests.registry.cast import COOPERATIVE, ORCHARD, approved, made
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.console.accounts import Wanted
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.answering import answer
from zhuisu.rating.deciding import decide
from zhuisu.rating.granting import ask_for
from zhuisu.rating.kinds import Reply, Verb
from zhuisu.rating.models import Certificate, Exposure, ExposureNotice, Incentive, Score
from zhuisu.recall.writing import NOBODY
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

pytestmark = pytest.mark.usefixtures("console")
DRUGS = Wanted("yao", ActorKind.DEPARTMENT, frozenset({Scope.READ, Scope.SUPERVISE}), ("drugs",), ("450700",))


@pytest.fixture(autouse=True)
def rated(console: None) -> Iterator[None]:
    approved("party", COOPERATIVE)
    yield
    empty(TABLES)


def said(client: Client, page: str) -> str:
    found = client.get(page)
    assert found.status_code == 200, page
    return found.content.decode()


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
    (entry,) = re.findall(r'href="(/admin/console/party/[?]q=[^"]+)"', page)
    said(client, entry)
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


def test_the_desk_shows_by_which_channel_a_party_was_told_and_what_failed() -> None:
    person = made("person", {"name": "谭警长"}).entry.key
    change(KINDS["party"], ORCHARD, {"email": "lychee@example.cn"}, actor="operator")
    owner = made("person", {"name": "陆小荔"}).entry.key
    account_of(GROWER._replace(person=owner))
    number = proposed().number
    client = signed_in(AGRICULTURE._replace(person=person), "zh-hans")
    page = f"/admin/exposure/{number}/"
    assert "告知和送达" not in said(client, page)
    assert sent(client, page, verb="announce", why="连续两个月上报不及时").status_code == 302
    told = said(client, page)
    for part in (
        "告知和送达",
        "电子邮件",
        "待发送",
        "lychee@example.cn",
        "谭警长 ·",
        '工作台 <span class="quiet">陆小荔</span>',
    ):
        assert part in told, part
    assert "另行书面送达" not in told
    ExposureNotice.objects.filter(channel="email").update(state="failed", fault="gone away", attempts=1)
    assert "失败，将重试" in said(client, page)
    ExposureNotice.objects.update(state="given_up", fault=NOBODY)
    told = said(client, page)
    assert "请派人或另行书面送达" in told
    assert "登记簿里也没有手机号和邮箱" in told


def test_what_waits_for_a_decision_stands_on_the_first_screen_of_who_may_decide() -> None:
    number = proposed().number
    tan, yao = signed_in(AGRICULTURE, "zh-hans"), signed_in(DRUGS, "zh-hans")
    day = Exposure.objects.get().proposed_at.astimezone(LOCAL)
    assert f"{number} · 待决定 · {day:%Y-%m-%d} 提出" in said(tan, "/admin/today/")
    assert number not in said(yao, "/admin/today/")
    assert "待决定的曝光" not in said(signed_in(AUDITOR, "zh-hans"), "/admin/today/")
    decided(number, Verb.ANNOUNCE)
    assert number not in said(tan, "/admin/today/")
    answer(actor=AT_FARM, number=number, reply=Reply.CORRECTED, words="九月停电，已全部补报")
    until = f"{Exposure.objects.get().answer_by:%Y-%m-%d}"
    today = said(tan, "/admin/today/")
    assert f'href="/admin/exposure/{number}/"' in today
    assert f"{number} · 已申辩或整改，待决定 · 申辩期至 {until}" in today
    Exposure.objects.update(answer_by=NOW - timedelta(days=1))
    overdue = said(tan, "/admin/today/")
    assert f'<span class="late">{number}' in overdue
    assert "已过，请决定" in overdue
    assert "已过，请决定" in said(tan, f"/admin/exposure/{number}/")
    decided(number, Verb.PUBLISH)
    assert "没有等待决定的曝光" in said(tan, "/admin/today/")


def decided(number: str, verb: Verb) -> None:
    assert isinstance(decide(actor=FARMERS, number=number, verb=verb, why="连续两个月上报不及时"), Exposure)


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
        "day": f"{NOW.astimezone(LOCAL):%Y-%m-%d}", "giver": "财政局", "evidence": "=1+1",
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
