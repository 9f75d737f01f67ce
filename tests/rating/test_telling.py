"""A party is told of an exposure by the ways that it has; what fails is tried again, and seen in the end."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from tests.exchange.subscriptions.receiver import Receiver
from tests.rating.cast import FARMERS, NOW, account, proposed
from tests.recording.cast import AT_FARM, GROWER
from zhuisu.access.models import Audit
from zhuisu.rating.answering import answer
from zhuisu.rating.deciding import decide
from zhuisu.rating.kinds import Reply, Verb
from zhuisu.rating.models import Exposure, ExposureNotice, ExposureStep
from zhuisu.rating.telling import send_next
from zhuisu.recall.channels.sms_http import HttpSender
from zhuisu.recall.writing import NOBODY, OVERTAKEN
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

pytestmark = pytest.mark.usefixtures("rated")
WHY = "连续两个月上报不及时"
PHONE = "13877770001"
KILLED = """
import os, signal
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.rating import telling
from zhuisu.recall import delivering
delivering._settle = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
telling.send_next()
"""


@pytest.fixture(autouse=True)
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.OUTBOX, settings.NOTICE_ADDRESS = tmp_path, "https://trace.example.cn"
    settings.SMS_SENDER = "zhuisu.recall.channels.sms_file.FileSender"
    return tmp_path


def reachable(**members: str) -> None:
    told = {"phone": PHONE, "email": "greens@example.cn", **members}
    change(KINDS["party"], GROWER, told, actor="operator")


def decided(number: str, verb: Verb, why: str = WHY, days: int = 0) -> Exposure:
    row = decide(actor=FARMERS, number=number, verb=verb, why=why, now=NOW + timedelta(days=days))
    assert isinstance(row, Exposure), row
    return row


def announced() -> str:
    return decided(proposed().number, Verb.ANNOUNCE).number


def texts(outbox: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (outbox / "sms.jsonl").read_text(encoding="utf-8").splitlines()]


def later() -> None:
    """As if a day had gone by."""
    ExposureNotice.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_who_is_to_be_exposed_is_told_by_every_way_that_it_has(outbox: Path) -> None:
    reachable()
    account(AT_FARM)
    number = announced()
    assert not mail.outbox
    assert send_next() == 2
    assert sorted(ExposureNotice.objects.values_list("channel", "state", "address")) == [
        ("email", "sent", "greens@example.cn"), ("in_app", "sent", "farm"), ("sms", "sent", PHONE),
    ]  # fmt: skip
    (letter,), (text,) = mail.outbox, texts(outbox)
    assert letter.subject.startswith(f"【拟曝光告知】{number} 灵山菜农合作社 / Notice of exposure")
    body = str(letter.body)
    assert all(each in body for each in (WHY, "42", "38.5", "低于 70 分", "until", f"/work/rating/exposure/{number}"))
    assert text["number"] == PHONE
    assert text["text"].endswith(f"https://trace.example.cn/work/rating/exposure/{number}")
    assert send_next() == 0


def test_each_decision_that_concerns_the_party_is_told_and_a_proposal_or_dismissal_is_not(outbox: Path) -> None:
    reachable(email="")
    row = proposed()
    decided(row.number, Verb.DISMISS)
    assert not ExposureNotice.objects.exists()
    Exposure.objects.update(state="announced", answer_by=NOW)
    decided(row.number, Verb.PUBLISH, days=1)
    later()
    send_next()
    decided(row.number, Verb.WITHDRAW, "核实属实，予以撤回", days=2)
    later()
    send_next()
    published, withdrawn = (each["text"] for each in texts(outbox))
    assert "已决定向社会公开曝光" in published
    assert "已经撤回，不再公开" in withdrawn


def test_who_corrected_it_is_told_that_this_was_heard() -> None:
    reachable(phone="")
    number = announced()
    assert isinstance(answer(actor=AT_FARM, number=number, reply=Reply.CORRECTED, words="已补报全部记录"), Exposure)
    decided(number, Verb.WITHDRAW, "核实属实，予以撤回")
    send_next()
    (letter,) = mail.outbox
    assert "整改已收悉" in str(letter.body)
    assert list(ExposureNotice.objects.order_by("id").values_list("purpose", "state", "fault")) == [
        ("announce", "given_up", OVERTAKEN), ("withdraw", "sent", ""),
    ]  # fmt: skip


def test_that_nobody_can_be_told_is_seen() -> None:
    reachable(phone="0777-2828282", email="")
    announced()
    assert send_next() == 0
    assert list(ExposureNotice.objects.values_list("state", "fault")) == [("given_up", NOBODY)]


def test_what_is_not_taken_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reachable(phone="")
    announced()
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", failing(SMTPServerDisconnected("gone away")))
        assert send_next() == 1
    assert ExposureNotice.objects.values_list("state", "fault", "attempts").get() == ("failed", "gone away", 1)
    assert send_next() == 0
    later()
    assert send_next() == 1
    assert ExposureNotice.objects.values_list("state", "fault", "attempts").get() == ("sent", "", 2)


def test_what_is_given_up_stands_in_the_history_and_in_the_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    reachable(phone="")
    announced()
    refused = SMTPRecipientsRefused({"greens@example.cn": (550, b"no such user")})
    monkeypatch.setattr(EmailMessage, "send", failing(refused))
    send_next()
    step = ExposureStep.objects.latest("id")
    assert (step.verb, step.words) == ("unreached_email", "refused (550 no such user)")
    assert Audit.objects.latest("id").facts["fault"] == "refused (550 no such user)"


@pytest.mark.kill
def test_a_process_killed_between_sending_and_writing_it_down_sends_it_once_more(settings: Any) -> None:
    reachable(email="")
    announced()
    with Receiver() as gateway:
        settings.SMS_URL, settings.SMS_SENDER = gateway.url, f"{HttpSender.__module__}.{HttpSender.__qualname__}"
        environment = {**os.environ, "ZHUISU_SMS_URL": gateway.url}
        ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False, capture_output=True)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        assert send_next() == 0
        later()
        assert send_next() == 1
        sent = [json.loads(each.body)["reference"] for each in gateway.received]
    assert sent == [f"exposure-{ExposureNotice.objects.get().pk}"] * 2
    assert ExposureNotice.objects.get().state == "sent"


def failing(fault: Exception) -> Any:
    """A mail server that takes nothing."""

    def send(_: EmailMessage) -> None:
        raise fault

    return send
