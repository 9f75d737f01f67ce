"""Which networks webhooks may reach, also when names change their minds."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.exchange.subscriptions.receiver import Handler, Received, Receiver
from zhuisu.exchange.subscriptions import courier as courier_module
from zhuisu.exchange.subscriptions import destination
from zhuisu.exchange.subscriptions.courier import Courier
from zhuisu.exchange.subscriptions.networks import is_allowed, read_networks


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:0a00:0001::1",
        "2002:7f00:0001::",
        "2001:0:a00:1::",
        "not an address",
        "",
    ],
)
def test_inner_addresses_are_not_public(address: str) -> None:
    assert not is_allowed(address, ("public",))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are(address: str) -> None:
    assert is_allowed(address, ("public",))


def test_the_operator_may_allow_some_networks_or_any() -> None:
    assert is_allowed("10.1.2.3", ("public", "10.1.0.0/16"))
    assert is_allowed("10.1.2.3", ("10.1.0.0/16",))
    assert not is_allowed("10.2.2.3", ("public", "10.1.0.0/16"))
    assert not is_allowed("8.8.8.8", ("10.1.0.0/16",))
    assert is_allowed("127.0.0.1", ("any",))


def test_a_word_that_is_no_network_is_refused() -> None:
    assert read_networks(["public", "10.0.0.0/8", "fd00::/8"]) == ("public", "10.0.0.0/8", "fd00::/8")
    with pytest.raises(ValueError, match="host bits"):
        read_networks(["10.0.0.1/8"])


class Names:
    """A resolver whose answers are as they are set, one after the other."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0)


@pytest.fixture
def guarded() -> Iterator[Courier]:
    made = Courier(("public",))
    yield made
    made.close()


def test_a_name_that_leads_inside_is_not_connected_to(
    receiver: Receiver, guarded: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier_module, "resolve", Names(["127.0.0.1"], ["8.8.8.8", "127.0.0.1"]))
    for _ in range(2):
        reply = guarded.send(receiver.url.replace("127.0.0.1", "rebound.example"), {}, b"{}")
        assert reply.status == 0
        assert "may not go" in reply.reason
    assert receiver.received == []


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_connected_to(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads outside when it is checked and inside when it is used (DNS rebinding) has only one look-up."""
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    connected: list[Any] = []
    connect = socket.create_connection

    def noted(address: Any, *arguments: Any, **named: Any) -> socket.socket:
        connected.append(address)
        return connect(address, *arguments, **named)

    monkeypatch.setattr(courier_module, "resolve", names)
    monkeypatch.setattr(socket, "create_connection", noted)
    courier = Courier(("127.0.0.0/8",))
    assert courier.send(receiver.url.replace("127.0.0.1", "rebound.example"), {}, b"{}").taken
    courier.close()
    assert names.asked == 1
    assert [host for host, _ in connected] == ["127.0.0.1"]
    assert receiver.received[0].headers["Host"].startswith("rebound.example")


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    def send_elsewhere(handler: Handler, _: Received) -> None:
        handler.answer(307, {"Location": receiver.url})

    receiver.script = [send_elsewhere]
    courier = Courier(("any",))
    assert courier.send(receiver.url, {}, b"{}").status == 307
    courier.close()
    assert len(receiver.received) == 1


def test_what_a_receiver_says_is_not_kept(receiver: Receiver) -> None:
    def talk(handler: Handler, _: Received) -> None:
        handler.answer(200, {}, b"x" * (8 << 20))

    receiver.behave = talk
    courier = Courier(("any",))
    assert [courier.send(receiver.url, {}, b"{}").status for _ in range(3)] == [200] * 3
    courier.close()


@pytest.mark.parametrize(
    "head", [b"garbage\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 30000]
)
def test_what_is_no_http_is_a_failure(receiver: Receiver, head: bytes) -> None:
    def babble(handler: Handler, _: Received) -> None:
        handler.wfile.write(head)
        handler.cut()

    receiver.behave = babble
    courier = Courier(("any",))
    assert not courier.send(receiver.url, {}, b"{}").taken
    courier.close()


def test_connections_are_kept(receiver: Receiver) -> None:
    courier = Courier(("any",))
    for _ in range(3):
        assert courier.send(receiver.url, {}, b"{}").taken
    courier.close()
    assert receiver.connections == 1


def test_a_name_that_cannot_be_looked_up_may_be_right(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    settings.WEBHOOK_NETWORKS = ("public",)
    monkeypatch.setattr(destination, "resolve", nowhere)
    assert destination.destination_problems("https://soon.example/hook") == []


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ("public",)
    monkeypatch.setattr(destination, "resolve", Names(["8.8.8.8", "10.0.0.7"]))
    (problem,) = destination.destination_problems("https://inner.example/hook")
    assert dict(problem.facts) == {"host": "inner.example", "address": "10.0.0.7"}
