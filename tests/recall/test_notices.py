"""Notices: who is told by which ways and in which words; what is not taken is tried again, and given up in the end."""

import json
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from tests.recall.notified import STALL, account, notified, stall
from zhuisu.core.findings import Language
from zhuisu.recall import links, notices
from zhuisu.recall.delivering import LEASE, PAUSES, claim
from zhuisu.recall.kinds import Channel, Kind, Purpose
from zhuisu.recall.models import Affected, Holding, Hook, Notice, Step
from zhuisu.recall.noticed import noticed
from zhuisu.recall.recipients import Recipient, mobile
from zhuisu.recall.sending import send_next
from zhuisu.recall.wording import LINK, goods_in_words, letter_of
from zhuisu.recall.writing import NOBODY, OVERTAKEN
from zhuisu.registry.vault import seal

pytestmark = pytest.mark.usefixtures("recalls")

POSTS: list[tuple[str, dict[str, str], bytes, str]] = []


def taken(address: str, headers: dict[str, str], body: bytes, secret: str) -> tuple[int, str]:
    """A receiver that takes everything."""
    POSTS.append((address, headers, body, secret))
    return 204, "HTTP 204"


def gone(address: str, headers: dict[str, str], body: bytes, secret: str) -> tuple[int, str]:
    """A receiver that wants no more."""
    return 410, "HTTP 410"


@pytest.fixture(autouse=True)
def outbox(settings: Any, tmp_path: Any) -> Any:
    POSTS.clear()
    settings.OUTBOX, settings.NOTICE_ADDRESS = tmp_path, "https://trace.example.cn"
    settings.NOTICE_COURIER = f"{__name__}.taken"
    settings.SMS_SENDER = "zhuisu.recall.channels.sms_file.FileSender"
    return tmp_path


def posted(purpose: Purpose = Purpose.FIRST) -> Holding:
    holding = notified()
    notices.post(holding.recall, holding, purpose)
    return holding


def by(channel: Channel) -> Notice:
    return Notice.objects.get(channel=channel.value)


def texts(outbox: Any) -> list[dict[str, str]]:
    return [json.loads(line) for line in (outbox / "sms.jsonl").read_text(encoding="utf-8").splitlines()]


def later(**ago: float) -> None:
    """As if that time had gone by."""
    for notice in Notice.objects.all():
        notice.due_at -= timedelta(**ago)
        notice.save()


def test_a_holder_is_told_by_every_way_that_it_has(outbox: Any) -> None:
    stall()
    account()
    Hook.objects.create(
        party=STALL, address="https://stall.example.cn/in", secret=seal("key"), account="stall", made_at=timezone.now()
    )
    holding = notified()
    assert notices.post(holding.recall, holding, Purpose.FIRST) == 4
    assert send_next() == 3
    assert {notice.state for notice in Notice.objects.all()} == {"sent"}
    (letter_sent,), (text,), ((address, headers, body, secret),) = mail.outbox, texts(outbox), POSTS
    link = links.link_of(holding)
    assert letter_sent.to == ["laowang@example.cn"]
    assert letter_sent.subject.startswith("【召回通知】冷鲜前腿肉检出禁用药物 / Recall")
    assert link in str(letter_sent.body)
    assert (text["number"], text["text"].endswith(link)) == ("13877770012", True)
    assert (address, secret, json.loads(body)["things"]) == ("https://stall.example.cn/in", "key", 30)
    assert headers["Zhuisu-Delivery"] == f"notice-{by(Channel.WEBHOOK).pk}"
    assert by(Channel.IN_APP).address == "stall"


def test_the_secret_of_a_link_stands_in_no_table() -> None:
    stall()
    secret = links.secret_of(posted())
    send_next()
    assert not [notice for notice in Notice.objects.all() if secret in notice.body or secret in notice.subject]


def test_that_nobody_can_be_told_is_seen() -> None:
    holding = notified()
    assert notices.post(holding.recall, holding, Purpose.FIRST) == 0
    (notice,) = Notice.objects.all()
    assert (notice.state, notice.fault) == ("given_up", NOBODY)
    assert send_next() == 0


@pytest.mark.parametrize(
    ("phone", "found"),
    [("138 7777 0012", "13877770012"), ("+86-138-7777-0012", "13877770012"), ("0777-2828282", ""), ("", "")],
)
def test_only_a_mobile_gets_short_messages(phone: str, found: str) -> None:
    assert mobile(phone) == found


def test_an_escalation_goes_to_whom_it_is_addressed() -> None:
    holding = notified()
    department = Recipient("市场监管局", email="office@example.cn")
    assert notices.post_to(holding.recall, holding, Purpose.ESCALATION, department) == 1
    send_next()
    assert "老王鲜肉摊 没有按期答复" in str(mail.outbox[0].body)
    assert LINK not in str(mail.outbox[0].body)
    assert "/notice/" not in str(mail.outbox[0].body)


def test_without_a_server_and_a_gateway_it_says_where_the_notice_is() -> None:
    stall()
    posted()
    send_next()
    assert "kept in a file" in by(Channel.SMS).fault


def test_what_is_not_taken_is_tried_again_later_and_later_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    stall(phone="")
    posted()
    monkeypatch.setattr(EmailMessage, "send", failing(SMTPServerDisconnected("gone away")))
    waits = []
    for _ in PAUSES:
        assert send_next() == 1
        notice = by(Channel.EMAIL)
        waits.append(notice.due_at - timezone.now())
        assert (notice.state, notice.fault) == ("failed", "gone away")
        later(days=1)
    assert waits == sorted(waits)
    assert send_next() == 1
    assert by(Channel.EMAIL).state == "given_up"
    assert Step.objects.get().facts["fault"] == "gone away"
    later(days=1)
    assert send_next() == 0


def test_an_address_that_is_refused_for_good_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stall(phone="")
    posted()
    refused = SMTPRecipientsRefused({"laowang@example.cn": (550, b"no such user")})
    monkeypatch.setattr(EmailMessage, "send", failing(refused))
    send_next()
    assert (by(Channel.EMAIL).state, by(Channel.EMAIL).fault) == ("given_up", "refused (550 no such user)")


def test_a_receiver_that_wants_no_more_is_told_no_more(settings: Any) -> None:
    settings.NOTICE_COURIER = f"{__name__}.gone"
    Hook.objects.create(party=STALL, address="https://x.cn", secret=seal("k"), account="a", made_at=timezone.now())
    posted()
    send_next()
    assert by(Channel.WEBHOOK).state == "given_up"


def test_a_server_that_is_down_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    stall(phone="")
    holding = posted()
    notices.post(holding.recall, holding, Purpose.REMINDER)
    monkeypatch.setattr(EmailMessage, "send", failing(ConnectionRefusedError("refused")))
    assert send_next() == 1
    assert send_next() == 0
    later(seconds=31)
    assert send_next() == 1


def test_an_attempt_whose_process_died_is_made_once_more_with_the_same_reference() -> None:
    stall(phone="")
    posted()
    claimed = claim(Notice, timezone.now())
    assert claimed is not None
    assert send_next() == 0
    later(seconds=LEASE.total_seconds())
    assert send_next() == 1
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<notice-{claimed.pk}@")
    later(seconds=LEASE.total_seconds())
    assert send_next() == 0


def test_what_was_not_sent_of_a_recall_that_is_withdrawn_is_not_sent() -> None:
    stall(phone="")
    holding = posted()
    notices.post(holding.recall, holding, Purpose.WITHDRAWN)
    assert send_next() == 1
    assert "可以恢复正常销售" in str(mail.outbox[0].body)
    assert Notice.objects.get(purpose="first").fault == OVERTAKEN


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_kind_and_purpose_has_words_in_both_languages(kind: Kind, purpose: Purpose) -> None:
    stall()
    words = letter_of(noticed(notified(kind=kind.value)), purpose)
    for text in (words.subject, words.short, words.body):
        assert "{" not in text.zh + text.en
        assert text.zh != text.en
    assert len(words.short.zh) < 140


def test_the_goods_are_named_with_their_lots() -> None:
    stall()
    holding = notified()
    Affected.objects.create(
        recall=holding.recall, thing="01/06901234000016/10/L0314", product="01/06901234000016", holder=STALL,
        state="in_stock", came_state="in_stock",
    )  # fmt: skip
    assert goods_in_words(noticed(holding), Language.ZH) == "冷鲜前腿肉（批号 L0314）"


def failing(fault: Exception) -> Callable[..., int]:
    def send(*_: object, **__: object) -> int:
        raise fault

    return send
