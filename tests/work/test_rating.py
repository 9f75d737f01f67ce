"""An enterprise's own rating: how it was made, an answer to what it is to be exposed for, a certificate asked for."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.console.cast import PASSWORD, browser, proof, sent
from tests.emptying import empty
from tests.rating.cast import FARMERS, NOW, log_key, proposed, rate, settled
from tests.rating.conftest import TABLES
from tests.recording.cast import AT_FARM, GROWER, ago, harvest, saved
from tests.supervision.cast import finding
from tests.work.people import hired
from zhuisu.rating.deciding import decide
from zhuisu.rating.kinds import Verb
from zhuisu.rating.models import Certificate, Exposure, Subject
from zhuisu.rating.signing import sign_next
from zhuisu.recording.correcting import withdraw
from zhuisu.supervision.records import declared_wrong

pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture(autouse=True)
def rated(market: None) -> Iterator[None]:
    hired()
    yield
    empty(TABLES)


def at_work(name: str) -> Client:
    client = browser("zh-hans")
    assert sent(client, "/work/sign-in", username=name, password=PASSWORD).status_code == 302
    return client


def said(client: Client, page: str, status: int = 200) -> str:
    answer = client.get(page)
    assert answer.status_code == status, page
    return answer.content.decode()


def test_a_party_sees_its_notice_and_answers_it_in_time() -> None:
    number = proposed().number
    client = at_work("farm")
    assert "拟曝光" not in said(client, "/work/rating/")
    said(client, f"/work/rating/exposure/{number}", 404)
    decide(actor=FARMERS, number=number, verb=Verb.ANNOUNCE, why="连续两个月上报不及时")
    assert "查看并答复" in said(client, "/work/rating/")
    until = f"{timezone.localtime(Exposure.objects.get().answer_by):%Y-%m-%d}"
    today = said(client, "/work/")
    assert "拟曝光：评价连续低于标准" in today
    assert f"请在 {until} 前（含当日）申辩或说明整改" in today
    page = f"/work/rating/exposure/{number}"
    assert "连续两个月上报不及时" in said(client, page)
    assert sent(client, page, reply="corrected", words="改了").status_code == 422
    assert sent(client, page, reply="corrected", words="九月停电，已全部补报").status_code == 302
    assert Exposure.objects.get().answer == "九月停电，已全部补报"
    assert f"已申辩或整改，待决定（{until} 前可修改）" in said(client, "/work/")
    Exposure.objects.update(answer_by=NOW)
    assert "已申辩或整改，待决定<" in said(client, "/work/")
    Exposure.objects.update(state="announced")
    assert "已过，待决定" in said(client, "/work/")
    said(at_work("stall"), page, 404)


def test_a_party_reads_how_its_score_was_made() -> None:
    settled((70.0, 55.0))
    page = said(at_work("farm"), "/work/rating/")
    assert "55 = 100 × (0.35 × 及时 36/40 + 0.35 × 完整 40/40" in page
    assert "还没有得分" in said(at_work("stall"), "/work/rating/")


def test_every_figure_of_a_score_is_a_click_from_the_party_s_own_records() -> None:
    late = saved(AT_FARM, harvest(lot="L0", event_time=ago(days=3))).event
    gone = saved(AT_FARM, harvest(lot="L1")).event
    withdraw(actor=AT_FARM, event=gone, reason="记错了地块")
    rate()
    client = at_work("farm")
    page = said(client, "/work/rating/").replace("&amp;", "&")
    for figure, event in (("late", late), ("corrected", gone), ("events", late)):
        address = f"/work/rating/records?period=rolling&figure={figure}"
        assert f'{address}">1<' in page or f'{address}">2<' in page
        records = re.findall(r'href="(/work/history/event[^"]+)"', said(client, address))
        assert [unquote(each).partition("of=")[2] for each in records] == [event]
        said(client, records[0])
    finding(code="rule.quota", events=declared_wrong([late]), party=GROWER, time=ago(days=2), opened_at=ago(hours=1))
    Subject.objects.update(due_at=NOW)
    rate()
    assert "/work/history/event" in said(client, "/work/rating/records?period=rolling&figure=wrong")
    said(at_work("stall"), "/work/rating/records?period=rolling&figure=late", 404)
    said(client, "/work/rating/records?period=rolling&figure=refused", 404)


def test_a_certificate_is_asked_for_and_given_or_what_is_missing_is_said(tmp_path: Path, settings: Settings) -> None:
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key(settings.LOG_KEY_FILE)
    settled((88.0, 91.0, 95.0))
    stall, farm = at_work("stall"), at_work("farm")
    page = "/work/rating/"
    refused = stall.post(f"{page}certificate", {"csrfmiddlewaretoken": proof(stall, page)})
    assert refused.status_code == 422
    assert "还没有得分" in refused.content.decode()
    assert farm.post(f"{page}certificate", {"csrfmiddlewaretoken": proof(farm, page)}).status_code == 302
    assert "正在签名" in said(farm, page)
    sign_next()
    assert f"/certificate/{Certificate.objects.get().number}.pdf" in said(farm, page)
