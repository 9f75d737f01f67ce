"""The public pages of exposures and certificates: what is published, and whether a certificate holds."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.emptying import empty
from tests.rating.cast import FARMERS, NAME, NOW, log_key, proposed, settled
from tests.rating.conftest import TABLES
from tests.recording.cast import AT_FARM, register
from tests.recording.conftest import TABLES as REGISTERED
from zhuisu.rating.deciding import decide
from zhuisu.rating.granting import ask_for
from zhuisu.rating.kinds import Verb
from zhuisu.rating.models import Certificate
from zhuisu.rating.revoking import revoke
from zhuisu.rating.signing import sign_next

WHY = "连续两个月上报不及时，告知后仍未整改"


@pytest.fixture(autouse=True)
def town(ledger: None) -> Iterator[None]:
    register()
    yield
    empty(f"{TABLES}, {REGISTERED}")


@pytest.fixture
def number(tmp_path: Path, settings: Settings) -> str:
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key(settings.LOG_KEY_FILE)
    settled((88.0, 91.0, 95.0))
    granted = ask_for(actor=AT_FARM)
    assert isinstance(granted, Certificate)
    sign_next()
    return granted.number


def said(page: str, status: int = 200) -> str:
    answer = Client(headers={"accept-language": "zh-CN"}).get(page)
    assert answer.status_code == status, page
    return answer.content.decode()


def test_who_was_published_is_named_with_the_months_and_the_reason() -> None:
    number = proposed().number
    assert "目前没有曝光的单位" in said("/exposure")
    decide(actor=FARMERS, number=number, verb=Verb.ANNOUNCE, why=WHY)
    assert NAME not in said("/exposure")
    past = NOW - timedelta(days=1)
    decide(actor=FARMERS, number=number, verb=Verb.PUBLISH, why=WHY, now=NOW + timedelta(days=17))
    page = said("/exposure")
    assert all(each in page for each in (NAME, WHY, "38.5 分（满分 100）", "93450721MA5685666W"))
    decide(actor=FARMERS, number=number, verb=Verb.WITHDRAW, why="整改后撤回曝光", now=past)
    assert NAME not in said("/exposure")


def test_a_certificate_is_checked_read_and_printed(number: str) -> None:
    page = said(f"/certificate/{number}")
    assert all(each in page for each in ("verdict good", "有效", NAME, "91.3 分", "zhuisu.test/log"))
    client = Client()
    assert client.get("/certificate", {"number": number.lower()}).headers["location"] == f"/certificate/{number}"
    assert client.get(f"/certificate/{number}.txt").content.startswith(b"zhuisu traceable-supplier certificate v1\n")
    assert client.get(f"/certificate/{number}.pdf").content.startswith(b"%PDF-")


def test_one_that_was_revoked_or_never_was_is_said_to_be(number: str) -> None:
    revoke(actor=FARMERS, number=number, why="发现虚报产量")
    assert "发现虚报产量" in said(f"/certificate/{number}")
    assert "平台没有颁发过这个编号的证明" in said("/certificate/Z2026-99999", 404)
    assert said("/certificate?number=%3Cscript%3E").count("<script>") == 0
    assert Client().get("/certificate/Z2026-99999.pdf").status_code == 404
