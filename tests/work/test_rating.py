"""An enterprise's own rating: how it was made, an answer to what it is to be exposed for, a certificate asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.console.cast import PASSWORD, browser, proof, sent
from tests.emptying import empty
from tests.rating.cast import FARMERS, NOW, log_key, proposed, settled
from tests.rating.conftest import TABLES
from tests.work.people import hired
from zhuisu.rating.deciding import decide
from zhuisu.rating.kinds import Verb
from zhuisu.rating.models import Certificate, Exposure
from zhuisu.rating.signing import sign_next

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
