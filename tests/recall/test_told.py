"""From the issue of a recall to a holder's answer: by SMS, by its link, on its page; others when the scope widens."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.recall.cellar import CASE, SHOP, event
from tests.recall.outbreak import SHOP_PARTY, WINERY, done, frozen, late, widened
from tests.supervision.cast import OFFICE
from zhuisu.recall import reaching
from zhuisu.recall.closing import withdraw
from zhuisu.recall.issuing import issue
from zhuisu.recall.models import Holding
from zhuisu.recall.reading import steps
from zhuisu.recall.sending import send_next
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

pytestmark = pytest.mark.usefixtures("recalls")

ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
MOBILES = {WINERY: "13877770001", SHOP_PARTY: "13877770002"}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)
    settings.OUTBOX, settings.NOTICE_ADDRESS = tmp_path, ""


def reachable() -> None:
    """Both parties have a mobile; they are registered with the outbreak."""
    for party, number in MOBILES.items():
        change(KINDS["party"], party, {"phone": number}, actor="operator")


def messages(outbox: Path, party: str) -> list[str]:
    """What a party's mobile got, in order, once all that waits is posted and sent."""
    widened()
    while send_next():
        pass
    lines = (outbox / "sms.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    return [each["text"] for each in told if each["number"] == MOBILES[party]]


def link_in(text: str) -> str:
    found = re.search(r"/notice/[\w-]+", text)
    assert found is not None, text
    return found[0]


def in_force() -> str:
    """A recall in force, whose holders can be reached."""
    number = frozen()
    reachable()
    return done(issue(number, actor=OFFICE)).number


def test_a_holder_is_told_and_answers_by_its_link_and_a_new_one_is_told_when_the_scope_widens(tmp_path: Path) -> None:
    number = in_force()
    (first,) = messages(tmp_path, WINERY)
    assert "现发召回通知" in first
    browser = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert "这批货要召回" in browser.get(link_in(first)).content.decode()
    assert browser.post(link_in(first), {"said": "isolated", "quantity-": ""}).status_code == 303
    assert Holding.objects.get(holder=WINERY).state == "done"
    assert {"seen", "answered"} <= {step.verb for step in steps(number, OFFICE)}
    late(ARRIVED)
    shop = messages(tmp_path, SHOP_PARTY)
    assert "/notice/" in shop[-1]
    assert link_in(shop[-1]) != link_in(first)


def test_a_link_of_what_was_withdrawn_says_so(tmp_path: Path) -> None:
    number = in_force()
    link = link_in(messages(tmp_path, WINERY)[0])
    done(withdraw(number, actor=OFFICE, reason="复检合格"))
    assert "可以恢复正常销售和使用" in messages(tmp_path, WINERY)[-1]
    browser = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert "已经撤销" in browser.get(link).content.decode()
    assert browser.post(link, {"said": "sold"}).status_code == 422
