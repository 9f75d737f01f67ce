"""Channels over a real network: what a gateway and a program of a party are sent; a process that dies in between."""

import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.exchange.subscriptions.receiver import Handler, Received, Receiver
from tests.recall.notified import SELLER, STALL, notified, stall
from zhuisu.exchange.subscriptions import notifying
from zhuisu.recall import hooks, notices
from zhuisu.recall.channels.sms_http import HttpSender
from zhuisu.recall.kinds import Purpose
from zhuisu.recall.models import Notice
from zhuisu.recall.sending import send_next

KILLED = """
import os, signal
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.recall import delivering, sending
delivering._settle = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
sending.send_next()
"""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as found:
        yield found


@pytest.fixture
def gateway(receiver: Receiver, settings: Any) -> Receiver:
    settings.SMS_URL, settings.SMS_TOKEN = receiver.url, "gateway-token"
    settings.SMS_SENDER = f"{HttpSender.__module__}.{HttpSender.__qualname__}"
    return receiver


@pytest.fixture
def courier() -> Iterator[None]:
    """One of its own, with the networks of the test."""
    notifying._courier.cache_clear()
    yield
    notifying._courier().close()
    notifying._courier.cache_clear()


def answering(status: int) -> Any:
    def behave(handler: Handler, _: Received) -> None:
        handler.answer(status)

    return behave


def posted(**members: Any) -> Notice:
    """The one notice that leaves, to the stall."""
    stall(email="", **members)
    holding = notified()
    notices.post(holding.recall, holding, Purpose.FIRST)
    return only()


def only() -> Notice:
    return Notice.objects.exclude(channel="in_app").get()


@pytest.mark.usefixtures("recalls")
def test_a_gateway_is_sent_the_number_the_text_and_a_reference(gateway: Receiver) -> None:
    notice = posted()
    send_next()
    (request,) = gateway.received
    body = json.loads(request.body)
    assert (body["number"], body["reference"]) == ("13877770012", f"notice-{notice.pk}")
    assert "/notice/" in body["text"]
    assert request.headers["Authorization"] == "Bearer gateway-token"
    assert (only().state, only().fault) == ("sent", "")


@pytest.mark.usefixtures("recalls")
@pytest.mark.parametrize(
    ("status", "state", "fault"),
    [
        (500, "failed", "HTTP 500"),
        (429, "failed", "HTTP 429"),
        (302, "failed", "HTTP 302"),
        (422, "given_up", "HTTP 422"),
    ],
)
def test_what_a_gateway_answers_says_whether_it_is_tried_again(
    gateway: Receiver, status: int, state: str, fault: str
) -> None:
    posted()
    gateway.behave = answering(status)
    send_next()
    assert (only().state, only().fault) == (state, fault)


@pytest.mark.usefixtures("recalls")
def test_a_gateway_that_is_not_there_is_tried_again(gateway: Receiver, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/"
    posted()
    send_next()
    assert only().state == "failed"


@pytest.mark.usefixtures("recalls", "courier")
def test_a_program_is_told_with_a_signature_that_it_can_check(receiver: Receiver, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ("any",)
    made = hooks.make(actor=SELLER, party=STALL, address=receiver.url)
    assert isinstance(made, hooks.Made)
    notice = posted(phone="")
    send_next()
    (request,) = receiver.received
    seconds, signature = (part.partition("=")[2] for part in request.headers["GS1-Signature"].split(","))
    signed = b".".join((seconds.encode(), f"notice-{notice.pk}".encode(), request.body))
    assert signature == hmac.new(made.secret.encode(), signed, hashlib.sha256).hexdigest()
    told = json.loads(request.body)
    assert (told["kind"], told["purpose"], told["holder"], told["things"]) == ("recall", "first", STALL, 30)
    assert only().state == "sent"


@pytest.mark.usefixtures("recalls", "courier")
def test_a_program_inside_is_not_reached_where_only_public_ones_may_be(receiver: Receiver, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ("public",)
    hooks.make(actor=SELLER, party=STALL, address=receiver.url)
    posted(phone="")
    send_next()
    assert receiver.received == []
    assert "may not go" in only().fault


@pytest.mark.kill
@pytest.mark.usefixtures("recalls")
def test_a_process_killed_between_sending_and_writing_it_down_repeats_one_notice(gateway: Receiver) -> None:
    posted()
    environment = {
        **os.environ,
        "ZHUISU_SMS_URL": gateway.url,
        "ZHUISU_SMS_TOKEN": "gateway-token",
    }
    ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert send_next() == 0
    Notice.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert send_next() == 1
    assert [json.loads(each.body)["reference"] for each in gateway.received] == [f"notice-{only().pk}"] * 2
    assert (only().state, only().attempts) == ("sent", 2)
