"""Subscriptions over HTTP: what may be asked for, and what is answered."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from tests.exchange.caller import Caller, codes, next_path, problem
from zhuisu.exchange.models import Subscription
from zhuisu.exchange.subscriptions.secrets import unseal

DEST = "http://127.0.0.1:9/hook"
STREAM = {"dest": DEST, "stream": True}


@pytest.fixture(autouse=True)
def query(operator: Caller) -> None:
    operator.post("/epcis/queries", {"name": "all", "query": {}})


def subscribe(caller: Caller, body: object, **headers: str) -> HttpResponse:
    return caller.post("/epcis/queries/all/subscriptions", body, **headers)


def told(answer: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_a_stream_is_subscribed_to_shown_and_ended(operator: Caller) -> None:
    made = subscribe(operator, STREAM | {"signatureToken": "s3cret"})
    assert made.status_code == 201, made.content
    shown = told(made)
    assert {name: shown[name] for name in ("dest", "stream", "queryName", "state")} == {
        "dest": DEST,
        "stream": True,
        "queryName": "all",
        "state": "active",
    }
    assert made["Location"] == f"/epcis/queries/all/subscriptions/{shown['subscriptionID']}"
    assert shown["initialRecordTime"] == shown["createdAt"] == shown["minRecordTime"]
    assert "s3cret" not in made.content.decode()
    assert told(operator.get(made["Location"])) == shown
    assert json.loads(operator.get("/epcis/queries/all/subscriptions").content) == [shown]
    assert operator.ask("DELETE", made["Location"]).status_code == 204
    assert codes(operator.get(made["Location"])) == ["subscription.no_such_subscription"]


def test_a_schedule_is_shown_as_it_was_stated(operator: Caller) -> None:
    schedule = {"hour": "1", "minute": "[0-5],30"}
    body = {"dest": DEST, "schedule": schedule, "reportIfEmpty": True, "secret": "s3cret"}
    shown = told(subscribe(operator, body | {"initialRecordTime": "2026-01-06T06:52:24.880Z"}))
    assert (shown["schedule"], shown["reportIfEmpty"]) == (schedule, True)
    assert shown["initialRecordTime"] == "2026-01-06T06:52:24.880000Z"
    assert "stream" not in shown


def test_numbers_are_taken_as_the_texts_of_fields(operator: Caller) -> None:
    assert told(subscribe(operator, {"dest": DEST, "schedule": {"hour": 1}}))["schedule"] == {"hour": "1"}


def test_the_notation_is_that_of_the_request(operator: Caller) -> None:
    assert told(subscribe(operator, STREAM, GS1_EPC_Format="Always_EPC_URN"))["epcFormat"] == "Always_EPC_URN"


@pytest.mark.parametrize(
    ("controls", "code", "path"),
    [
        ({}, "subscription.neither", "$.stream"),
        ({"stream": False}, "subscription.bad_stream", "$.stream"),
        ({"stream": "true"}, "subscription.bad_stream", "$.stream"),
        ({"stream": True, "schedule": {"hour": "1"}}, "subscription.both", "$.stream"),
        ({"schedule": {}}, "subscription.empty_schedule", "$.schedule"),
        ({"schedule": "1 5 * * *"}, "subscription.bad_schedule", "$.schedule"),
        ({"schedule": {"hour": "24"}}, "subscription.bad_field", "$.schedule.hour"),
        ({"schedule": {"hour": None}}, "subscription.bad_field", "$.schedule.hour"),
        ({"schedule": {"hour": True}}, "subscription.bad_field", "$.schedule.hour"),
        ({"schedule": {"day": "1"}}, "subscription.unknown_field", "$.schedule.day"),
        ({"schedule": {"month": "2", "dayOfMonth": "30"}}, "subscription.never", "$.schedule"),
        ({"stream": True, "reportIfEmpty": True}, "subscription.empty_stream", "$.reportIfEmpty"),
        ({"schedule": {"hour": "1"}, "reportIfEmpty": "yes"}, "subscription.bad_flag", "$.reportIfEmpty"),
        ({"stream": True, "initialRecordTime": "2026-01-06"}, "subscription.bad_time", "$.initialRecordTime"),
        ({"stream": True, "initialRecordTime": "2026-01-06T06:52:24"}, "subscription.bad_time", "$.initialRecordTime"),
        ({"stream": True, "initialRecordTime": 5}, "subscription.bad_time", "$.initialRecordTime"),
    ],
)
def test_wrong_controls_are_named(operator: Caller, controls: dict[str, Any], code: str, path: str) -> None:
    refused = subscribe(operator, {"dest": DEST, **controls})
    assert refused.status_code == 400
    assert problem(refused)["type"] == "epcisException:SubscriptionControlsException"
    assert [(error["code"], error["path"]) for error in problem(refused)["errors"]] == [(code, path)]


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"dest": None}, "subscription.no_dest"),
        ({"dest": ""}, "subscription.no_dest"),
        ({"dest": 5}, "subscription.no_dest"),
        ({"dest": "hook"}, "subscription.bad_dest"),
        ({"dest": "ftp://example.org/"}, "subscription.bad_dest"),
        ({"dest": "file:///etc/passwd"}, "subscription.bad_dest"),
        ({"dest": "http:///path"}, "subscription.bad_dest"),
        ({"dest": "http://user:word@example.org/"}, "subscription.bad_dest"),
        ({"dest": "http://example.org/#part"}, "subscription.bad_dest"),
        ({"dest": "http://example.org:99999/"}, "subscription.bad_dest"),
        ({"dest": "http://example.org:0/"}, "subscription.bad_dest"),
        ({"dest": "http://exa mple.org/"}, "subscription.bad_dest"),
        ({"dest": "http://example.org/\r\nX: 1"}, "subscription.bad_dest"),
        ({"dest": "http://[::1/"}, "subscription.bad_dest"),
        ({"dest": "http://example.org/" + "x" * 2048}, "subscription.bad_dest"),
        ({"signatureToken": ""}, "subscription.bad_secret"),
        ({"secret": 5}, "subscription.bad_secret"),
        ({"signatureToken": "x" * 501}, "subscription.bad_secret"),
        ({"signatureToken": "a", "secret": "b"}, "subscription.two_secrets"),
        ({"callback": "http://example.org"}, "subscription.unknown_member"),
    ],
)
def test_what_else_is_wrong_is_named(operator: Caller, others: dict[str, Any], code: str) -> None:
    refused = subscribe(operator, STREAM | others)
    assert problem(refused)["type"] == "epcisException:ValidationException"
    assert codes(refused) == [code]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:10.0.0.1]", "0.0.0.0", "2130706433"],
)
def test_an_inner_network_is_refused_where_the_operator_does_not_allow_it(
    operator: Caller, settings: Any, host: str
) -> None:
    settings.WEBHOOK_NETWORKS = ("public",)
    assert codes(subscribe(operator, STREAM | {"dest": f"http://{host}/hook"})) == ["subscription.forbidden_dest"]


def test_a_query_that_wants_only_some_events_cannot_be_subscribed_to(operator: Caller) -> None:
    operator.post("/epcis/queries", {"name": "few", "query": {"maxEventCount": 5}})
    refused = operator.post("/epcis/queries/few/subscriptions", STREAM)
    assert codes(refused) == ["subscription.limited_query"]


def test_subscriptions_are_seen_by_who_made_them_and_the_operator(operator: Caller, inspector: Caller) -> None:
    mine = subscribe(inspector, STREAM)
    subscribe(operator, STREAM)
    assert [len(told(each.get("/epcis/queries/all/subscriptions"))) for each in (inspector, operator)] == [1, 2]
    theirs = json.loads(operator.get("/epcis/queries/all/subscriptions").content)[1]["subscriptionID"]
    assert inspector.get(f"/epcis/queries/all/subscriptions/{theirs}").status_code == 404
    assert inspector.ask("DELETE", f"/epcis/queries/all/subscriptions/{theirs}").status_code == 404
    assert operator.ask("DELETE", mine["Location"]).status_code == 204


def test_the_list_is_paged(operator: Caller) -> None:
    ids = [told(subscribe(operator, STREAM))["subscriptionID"] for _ in range(5)]
    found: list[str] = []
    path = "/epcis/queries/all/subscriptions?perPage=2"
    while path:
        answer = operator.get(path)
        found += [each["subscriptionID"] for each in json.loads(answer.content)]
        path = next_path(answer)
    assert found == ids


def test_an_id_that_is_none_is_not_there(operator: Caller) -> None:
    assert operator.get("/epcis/queries/all/subscriptions/x").status_code == 404


def test_a_deleted_query_ends_its_subscriptions(operator: Caller, inspector: Caller) -> None:
    subscribe(inspector, STREAM)
    assert operator.ask("DELETE", "/epcis/queries/all").status_code == 204
    operator.post("/epcis/queries", {"name": "all", "query": {}})
    assert json.loads(operator.get("/epcis/queries/all/subscriptions").content) == []


def test_subscribing_needs_the_right_to_read(slaughterhouse: Caller) -> None:
    assert subscribe(slaughterhouse, STREAM).status_code == 403


def test_one_account_has_so_many_subscriptions(operator: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuisu.exchange.subscriptions.store.MOST_SUBSCRIPTIONS", 1)
    subscribe(operator, STREAM)
    refused = subscribe(operator, STREAM)
    assert (refused.status_code, codes(refused)) == (429, ["subscription.too_many"])


def test_a_secret_is_stored_encrypted(operator: Caller, caller: Callable[..., Caller]) -> None:
    subscribe(operator, STREAM | {"secret": "s3cret"})
    stored = bytes(Subscription.objects.get().secret or b"")
    assert b"s3cret" not in stored
    assert unseal(stored) == "s3cret"
