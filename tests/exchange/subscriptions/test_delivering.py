"""Delivering to a receiver that is well, down, slow, lying or gone: at least once, in order, once by delivery id."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.exchange.caller import CONTEXT, Caller, document, event
from tests.exchange.subscriptions.receiver import Handler, Received, Receiver
from tests.threads import returning
from zhuisu.access import Scope
from zhuisu.access.models import Account
from zhuisu.access.tokens import OPERATOR, issue_token, make_account
from zhuisu.exchange.models import Delivery, Subscription
from zhuisu.exchange.subscriptions import courier as courier_module
from zhuisu.exchange.subscriptions import delivering, policy, window
from zhuisu.exchange.subscriptions.courier import Courier
from zhuisu.exchange.subscriptions.delivering import Outcome, step
from zhuisu.exchange.subscriptions.store import revive
from zhuisu.ledger import sequencer


@pytest.fixture
def courier() -> Iterator[Courier]:
    made = Courier(("any",))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def query(operator: Caller) -> None:
    operator.post("/epcis/queries", {"name": "all", "query": {}})


def ids(*numbers: int) -> list[str]:
    return [event(number)["eventID"] for number in numbers]


def capture(operator: Caller, *numbers: int, **fields: Any) -> None:
    """Capture these events, and number them."""
    answer = operator.post("/epcis/capture", document(*(event(number, **fields) for number in numbers)))
    assert answer.status_code == 202, answer.content
    while sequencer.run_once():
        pass


def subscribe(caller: Caller, receiver: Receiver, query: str = "all", **members: Any) -> Subscription:
    body = {"dest": receiver.url, "stream": True, **members}
    answer = caller.post(f"/epcis/queries/{query}/subscriptions", {k: v for k, v in body.items() if v is not None})
    assert answer.status_code == 201, answer.content
    return Subscription.objects.get(key=json.loads(answer.content)["subscriptionID"])


def deliver(subscription: Subscription, courier: Courier) -> Subscription:
    """Steps until there is nothing to do now."""
    while step(subscription.pk, courier) is Outcome.MORE:
        pass
    return Subscription.objects.get(pk=subscription.pk)


def hurry(subscription: Subscription) -> None:
    """Let the pause after a failure, or until the next run, be over."""
    Subscription.objects.filter(pk=subscription.pk).update(due_at=datetime.now(UTC) - timedelta(seconds=1))


def status(number: int, **headers: str) -> Any:
    def behave(handler: Handler, _: Received) -> None:
        handler.answer(number, {name.replace("_", "-"): value for name, value in headers.items()})

    return behave


def drop(handler: Handler, _: Received) -> None:
    """End the connection without an answer."""
    handler.cut()


def take_and_drop(handler: Handler, _: Received) -> None:
    """Take the events, and end the connection before the answer."""
    handler.note()
    handler.cut()


def half_an_answer(handler: Handler, _: Received) -> None:
    """200, and less of a body than was announced."""
    handler.note()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")
    handler.cut()


def half_a_head(handler: Handler, _: Received) -> None:
    handler.wfile.write(b"HTTP/1.1 200 O")
    handler.cut()


def test_what_is_captured_after_subscribing_is_delivered_in_order(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    capture(operator, 1)
    subscription = subscribe(operator, receiver)
    capture(operator, 2, 3)
    capture(operator, 4)
    deliver(subscription, courier)
    assert receiver.event_ids == ids(2, 3, 4)
    capture(operator, 5)
    deliver(subscription, courier)
    assert receiver.event_ids == ids(2, 3, 4, 5)
    assert deliver(subscription, courier).deliveries == 2


def test_a_delivery_says_what_it_is(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    done = deliver(subscription, courier)
    (request,) = receiver.received
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["GS1-EPCIS-Version"] == "2.0.0"
    assert request.headers["GS1-EPC-Format"] == "Always_GS1_Digital_Link"
    assert request.delivery == f"{subscription.key}/1"
    assert "GS1-Signature" not in request.headers
    sent = json.loads(request.body)
    assert (sent["type"], sent["schemaVersion"]) == ("EPCISQueryDocument", "2.0")
    assert sent["epcisBody"]["queryResults"]["queryName"] == "all"
    assert sent["epcisBody"]["queryResults"]["subscriptionID"] == str(subscription.key)
    assert (done.failures, done.last_error) == (0, "")
    assert done.last_notified_at is not None


def test_it_is_signed_with_the_token(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    subscription = subscribe(operator, receiver, signatureToken="令牌 s3cret")
    capture(operator, 1)
    deliver(subscription, courier)
    (request,) = receiver.received
    stated = dict(part.split("=", 1) for part in request.headers["GS1-Signature"].split(","))
    signed = f"{stated['t']}.{request.delivery}.".encode() + request.body
    assert hmac.new("令牌 s3cret".encode(), signed, hashlib.sha256).hexdigest() == stated["v1"]
    assert abs(int(stated["t"]) - time.time()) < 60


def test_the_notation_and_the_syntax_are_those_that_were_asked_for(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    body = {"dest": receiver.url, "stream": True}
    path = "/epcis/queries/all/subscriptions"
    for headers in ({"GS1_EPC_Format": "Always_EPC_URN"}, {"Accept": "application/xml"}):
        operator.post(path, body, **headers)
    capture(operator, 1)
    for subscription in Subscription.objects.order_by("id"):
        deliver(subscription, courier)
    urns, xml = receiver.received
    assert b"urn:epc:id:sgtin:6901234.000001.PIG1" in urns.body
    assert (xml.headers["Content-Type"], xml.body[:5]) == ("application/xml", b"<?xml")


def test_only_what_matches_is_delivered(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    operator.post("/epcis/queries", {"name": "shipped", "query": {"EQ_bizStep": ["shipping"]}})
    subscription = subscribe(operator, receiver, "shipped")
    capture(operator, *range(1, 200))
    capture(operator, 300, bizStep="shipping")
    capture(operator, *range(400, 450))
    done = deliver(subscription, courier)
    assert receiver.event_ids == ids(300)
    assert (done.position, done.deliveries) == (250, 1)


def test_a_subscriber_is_told_what_it_may_see(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    make_account("farm", actor=OPERATOR, scopes={Scope.READ}, party="417/6901234000023")
    farm = Caller(issue_token("farm"))
    subscription = subscribe(farm, receiver)
    source = {"sourceList": [{"type": "owning_party", "source": "https://id.gs1.org/417/6901234000023"}]}
    capture(operator, 1)
    capture(operator, 2, **source)
    deliver(subscription, courier)
    assert receiver.event_ids == ids(2)


def test_batches_are_bounded_by_count_and_by_size(
    operator: Caller, receiver: Receiver, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, *range(1, 601))
    deliver(subscription, courier)
    assert [len(each.event_ids) for each in receiver.received] == [250, 250, 100]
    assert [each.number for each in receiver.received] == [1, 2, 3]
    monkeypatch.setattr(window, "MOST_BYTES", 1000)
    capture(operator, *range(601, 621))
    deliver(subscription, courier)
    assert receiver.event_ids == ids(*range(1, 621))
    assert max(len(each.event_ids) for each in receiver.received[3:]) < 10


@pytest.mark.parametrize(
    "behave", [status(500), status(404), status(301, Location="http://127.0.0.1:9/"), drop, half_a_head]
)
def test_a_refusal_moves_nothing_and_the_same_bytes_come_again(
    operator: Caller, receiver: Receiver, courier: Courier, behave: Any
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.script = [behave, behave]
    failed = deliver(subscription, courier)
    assert (failed.position, failed.failures, len(receiver.received)) == (0, 1, 1)
    assert failed.due_at is not None
    assert failed.due_at > datetime.now(UTC)
    capture(operator, 2)
    for _ in range(2):
        hurry(subscription)
        deliver(subscription, courier)
    first, second, third, fourth = receiver.received
    assert first.body == second.body == third.body
    assert first.delivery == second.delivery == third.delivery != fourth.delivery
    assert receiver.event_ids == ids(1, 2)


def test_a_receiver_that_took_it_and_said_nothing_can_tell_that_it_comes_again(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.script = [take_and_drop]
    deliver(subscription, courier)
    hurry(subscription)
    deliver(subscription, courier)
    assert len(receiver.taken) == 2
    assert receiver.event_ids == ids(1)


def test_a_status_that_arrived_counts_whatever_becomes_of_the_body(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.script = [half_an_answer]
    assert deliver(subscription, courier).position == 1
    capture(operator, 2)
    deliver(subscription, courier)
    assert receiver.event_ids == ids(1, 2)


def test_a_commit_that_is_lost_after_a_2xx_repeats_the_delivery_as_it_was(
    operator: Caller, receiver: Receiver, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "_settle_success", lambda _: Outcome.REST)
        deliver(subscription, courier)
    capture(operator, 2)
    deliver(subscription, courier)
    assert receiver.taken[0].body == receiver.taken[1].body
    assert receiver.event_ids == ids(1, 2)


def test_pauses_grow_and_retry_after_is_respected(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.script = [status(503), status(503), status(503, Retry_After="600")]
    pauses = []
    for _ in range(3):
        hurry(subscription)
        before = datetime.now(UTC)
        failed = deliver(subscription, courier)
        assert failed.due_at is not None
        pauses.append((failed.due_at - before).total_seconds())
    assert 0.7 < pauses[0] < 1.7
    assert 1.5 < pauses[1] < 3
    assert 599 < pauses[2] < 602


def test_a_receiver_that_is_gone_ends_its_subscription(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.behave = status(410)
    deliver(subscription, courier)
    shown = json.loads(operator.get(f"/epcis/queries/all/subscriptions/{subscription.key}").content)
    assert (shown["state"], shown["failures"]) == ("dead", 1)
    assert shown["lastError"].endswith("HTTP 410")
    hurry(subscription)
    deliver(subscription, courier)
    assert len(receiver.received) == 1


def test_a_receiver_that_failed_for_days_is_given_up_and_can_be_revived(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.script = [status(500), status(500)]
    deliver(subscription, courier)
    long_ago = datetime.now(UTC) - policy.DEAD_AFTER
    Subscription.objects.filter(pk=subscription.pk).update(failing_since=long_ago)
    hurry(subscription)
    assert deliver(subscription, courier).dead_at is not None
    capture(operator, 2)
    revive(subscription.key, actor=OPERATOR)
    assert deliver(subscription, courier).dead_at is None
    assert receiver.event_ids == ids(1, 2)


def test_a_receiver_that_cannot_take_so_much_gets_less(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, *range(1, 101))

    def at_most_30(handler: Handler, received: Received) -> None:
        handler.answer(413 if len(received.event_ids) > 30 else 200)

    receiver.behave = at_most_30
    done = deliver(subscription, courier)
    assert receiver.event_ids == ids(*range(1, 101))
    assert (done.batch, done.failures) == (25, 0)
    assert len({each.delivery for each in receiver.received}) == len(receiver.received)


def test_a_single_event_that_is_too_large_for_the_receiver_is_tried_again_later(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1, 2)
    receiver.behave = status(413)
    assert deliver(subscription, courier).failures == 1
    assert [len(each.event_ids) for each in receiver.received] == [2, 1]


def test_a_slow_receiver_is_given_up_in_time(
    operator: Caller, receiver: Receiver, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier_module, "TOTAL_SECONDS", 0.3)
    released = threading.Event()

    def trickle(handler: Handler, _: Received) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
            handler.wfile.write(bytes([byte]))
            released.wait(0.05)

    subscription = subscribe(operator, receiver)
    capture(operator, 1)
    receiver.script = [trickle]
    failed = deliver(subscription, courier)
    released.set()
    assert (failed.failures, failed.position) == (1, 0)


def test_a_receiver_that_is_down_is_tried_again(operator: Caller, courier: Courier) -> None:
    with Receiver() as gone:
        subscription = subscribe(operator, gone)
    capture(operator, 1)
    failed = deliver(subscription, courier)
    assert failed.failures == 1
    assert "refused" in failed.last_error


def test_a_subscription_begins_at_its_initial_record_time(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    capture(operator, 1)
    between = datetime.now(UTC)
    capture(operator, 2)
    capture(operator, 3)
    deliver(subscribe(operator, receiver, initialRecordTime=between.isoformat()), courier)
    assert receiver.event_ids == ids(2, 3)
    later = datetime.now(UTC) + timedelta(hours=1)
    subscription = subscribe(operator, receiver, initialRecordTime=later.isoformat())
    capture(operator, 4)
    deliver(subscription, courier)
    assert receiver.event_ids == ids(2, 3)


def test_what_waits_for_its_number_while_somebody_subscribes_is_delivered(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    operator.post("/epcis/capture", document(event(1)))
    subscription = subscribe(operator, receiver)
    capture(operator, 2)
    deliver(subscription, courier)
    assert receiver.event_ids == ids(1, 2)


def test_a_schedule_delivers_when_it_is_due_and_what_came_until_then(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver, stream=None, schedule={"hour": "3"})
    capture(operator, 1)
    assert deliver(subscription, courier).deliveries == 0
    hurry(subscription)
    done = deliver(subscription, courier)
    assert receiver.event_ids == ids(1)
    assert done.due_at is not None
    assert done.due_at > datetime.now(UTC)
    assert (done.run_end, done.due_at.minute, done.due_at.second) == (None, 0, 0)
    hurry(subscription)
    deliver(subscription, courier)
    assert len(receiver.received) == 1


def test_a_run_that_finds_nothing_is_reported_where_that_was_asked_for(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver, stream=None, schedule={"hour": "3"}, reportIfEmpty=True)
    hurry(subscription)
    done = deliver(subscription, courier)
    assert [each.event_ids for each in receiver.received] == [[]]
    assert done.run_end is None
    capture(operator, 1)
    hurry(subscription)
    deliver(subscription, courier)
    assert [each.event_ids for each in receiver.received] == [[], ids(1)]


def test_a_run_goes_on_after_a_failure_and_ends_where_it_began(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver, stream=None, schedule={"hour": "3"})
    capture(operator, *range(1, 301))
    receiver.script = [status(200), status(500)]
    hurry(subscription)
    assert deliver(subscription, courier).run_end == 300
    capture(operator, 400)
    hurry(subscription)
    done = deliver(subscription, courier)
    assert done.run_end is None
    assert receiver.event_ids == ids(*range(1, 301))
    hurry(subscription)
    deliver(subscription, courier)
    assert receiver.event_ids[-1:] == ids(400)


def test_an_account_without_the_right_to_read_any_more_is_told_nothing(
    operator: Caller, inspector: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(inspector, receiver)
    Account.objects.filter(name="inspector").update(scopes=["capture"])
    capture(operator, 1)
    deliver(subscription, courier)
    Account.objects.filter(name="inspector").update(scopes=["read"])
    assert receiver.received == []


def test_a_changed_secret_key_is_told_and_nothing_goes_out_unsigned(
    operator: Caller, receiver: Receiver, courier: Courier, settings: Any
) -> None:
    subscription = subscribe(operator, receiver, secret="s3cret")
    capture(operator, 1)
    settings.SECRET_KEY = "another key of the server, long enough"
    assert "secret key" in deliver(subscription, courier).last_error
    assert receiver.received == []


def test_ending_a_subscription_in_the_middle_of_a_delivery_disturbs_nothing(
    operator: Caller, receiver: Receiver, courier: Courier
) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1)

    def end(handler: Handler, _: Received) -> None:
        Subscription.objects.all().delete()
        handler.answer(200)

    receiver.behave = returning(end)
    assert step(subscription.pk, courier) is Outcome.REST
    assert Delivery.objects.count() == 0


def test_contexts_of_extensions_travel_along(operator: Caller, receiver: Receiver, courier: Courier) -> None:
    subscription = subscribe(operator, receiver)
    capture(operator, 1, **{"ex:colour": "red"})
    deliver(subscription, courier)
    assert json.loads(receiver.received[0].body)["@context"] == CONTEXT
