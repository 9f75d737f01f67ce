"""Named queries over HTTP."""

import json
from collections.abc import Callable

import pytest

from tests.exchange.caller import Caller, codes, document, event, listed, next_path, problem

SHIPPED = {"name": "shipped", "query": {"eventType": ["ObjectEvent"], "EQ_bizStep": ["shipping", "receiving"]}}


def test_a_query_is_made_found_and_deleted(inspector: Caller) -> None:
    made = inspector.post("/epcis/queries", SHIPPED)
    assert (made.status_code, made["Location"]) == (201, "/epcis/queries/shipped")
    assert json.loads(inspector.get(made["Location"]).content) == SHIPPED
    assert json.loads(inspector.get("/epcis/queries").content) == [SHIPPED]
    assert inspector.ask("DELETE", made["Location"]).status_code == 204
    gone = inspector.get(made["Location"])
    assert problem(gone)["type"] == "epcisException:NoSuchNameException"
    assert gone.status_code == 404


def test_a_name_is_given_once(inspector: Caller, operator: Caller) -> None:
    inspector.post("/epcis/queries", SHIPPED)
    for caller in (inspector, operator):
        refused = caller.post("/epcis/queries", SHIPPED)
        assert (refused.status_code, codes(refused)) == (409, ["subscription.query_exists"])


def test_names_of_any_language_are_encoded_in_addresses(inspector: Caller) -> None:
    made = inspector.post("/epcis/queries", SHIPPED | {"name": "出库 100%?"})
    assert made["Location"] == "/epcis/queries/%E5%87%BA%E5%BA%93%20100%25%3F"
    assert json.loads(inspector.get(made["Location"]).content)["name"] == "出库 100%?"


@pytest.mark.parametrize("name", ["", "a/b", ".", "..", "a\nb", "\x00", "x" * 201, 5, None, ["a"]])
def test_a_name_that_fits_into_no_path_is_refused(inspector: Caller, name: object) -> None:
    assert inspector.post("/epcis/queries", SHIPPED | {"name": name}).status_code == 400


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"EQ_bizStp": ["shipping"]}, "query.unknown_parameter"),
        ({"eventType": ["PigEvent"]}, "query.bad_value"),
        ({"GE_eventTime": "yesterday"}, "query.bad_value"),
        ({"perPage": 3}, "query.unknown_parameter"),
        ([], "subscription.no_query"),
        ("eventType", "subscription.no_query"),
    ],
)
def test_a_wrong_definition_is_refused_with_reasons(inspector: Caller, query: object, code: str) -> None:
    refused = inspector.post("/epcis/queries", {"name": "wrong", "query": query})
    assert refused.status_code == 400
    assert codes(refused) == [code]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"5", b'{"name": "\xff"}', b"[" * 5000])
def test_what_is_no_json_object_is_refused(inspector: Caller, body: bytes) -> None:
    refused = inspector.post("/epcis/queries", body)
    assert (refused.status_code, codes(refused)) == (400, ["subscription.bad_json"])


def test_a_body_that_is_too_large_is_refused(inspector: Caller) -> None:
    assert inspector.post("/epcis/queries", b" " * 300_000).status_code == 413


def test_a_body_of_another_type_is_refused(inspector: Caller) -> None:
    assert inspector.post("/epcis/queries", b"<a/>", content_type="application/xml").status_code == 415


def test_members_that_nobody_knows_are_named(inspector: Caller) -> None:
    refused = inspector.post("/epcis/queries", SHIPPED | {"subscribe": True})
    assert codes(refused) == ["subscription.unknown_member"]


def test_the_list_is_paged_without_gap_or_repeat(inspector: Caller) -> None:
    names = [f"query {number}" for number in range(7)]
    for name in names:
        inspector.post("/epcis/queries", SHIPPED | {"name": name})
    found: list[str] = []
    path = "/epcis/queries?perPage=3"
    while path:
        answer = inspector.get(path)
        found += [query["name"] for query in json.loads(answer.content)]
        path = next_path(answer)
    assert found == names


def test_only_who_made_a_query_and_the_operator_delete_it(
    inspector: Caller, operator: Caller, caller: Callable[..., Caller]
) -> None:
    other = caller("auditor", "read")
    inspector.post("/epcis/queries", SHIPPED)
    refused = other.ask("DELETE", "/epcis/queries/shipped")
    assert (refused.status_code, codes(refused)) == (403, ["subscription.not_yours"])
    assert operator.ask("DELETE", "/epcis/queries/shipped").status_code == 204


def test_queries_need_the_right_to_read(slaughterhouse: Caller, stranger: Caller) -> None:
    assert slaughterhouse.get("/epcis/queries").status_code == 403
    assert slaughterhouse.post("/epcis/queries", SHIPPED).status_code == 403
    assert stranger.post("/epcis/queries", SHIPPED).status_code == 401


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/epcis/queries", "GET, HEAD, OPTIONS, POST"),
        ("/epcis/queries/shipped", "DELETE, GET, HEAD, OPTIONS"),
        ("/epcis/queries/shipped/events", "GET, HEAD, OPTIONS"),
        ("/epcis/queries/shipped/subscriptions", "GET, HEAD, OPTIONS, POST"),
        ("/epcis/queries/shipped/subscriptions/1", "DELETE, GET, HEAD, OPTIONS"),
    ],
)
def test_options_tell_what_is_possible(stranger: Caller, path: str, allowed: str) -> None:
    answer = stranger.ask("OPTIONS", path)
    assert (answer.status_code, answer["Allow"]) == (204, allowed)


def test_its_events_are_paged_as_those_of_a_query(operator: Caller) -> None:
    operator.post("/epcis/capture", document(*(event(k, bizStep="shipping") for k in range(5)), event(9)))
    operator.post("/epcis/queries", SHIPPED)
    found: list[str] = []
    path = "/epcis/queries/shipped/events?perPage=2"
    while path:
        answer = operator.get(path)
        assert json.loads(answer.content)["epcisBody"]["queryResults"]["queryName"] == "shipped"
        found += [each["eventID"] for each in listed(answer)]
        path = next_path(answer)
    assert found == [event(k)["eventID"] for k in range(5)]


def test_its_definition_may_limit_its_events(operator: Caller) -> None:
    operator.post("/epcis/capture", document(*(event(k) for k in range(5))))
    limited = {"orderBy": "eventTime", "orderDirection": "DESC", "eventCountLimit": 2}
    operator.post("/epcis/queries", {"name": "newest", "query": limited})
    found = [each["eventID"] for each in listed(operator.get("/epcis/queries/newest/events"))]
    assert found == [event(4)["eventID"], event(3)["eventID"]]
    operator.post("/epcis/queries", {"name": "few", "query": {"maxEventCount": 2}})
    assert operator.get("/epcis/queries/few/events").status_code == 413


def test_extensions_are_named_by_the_header_of_the_definition(operator: Caller) -> None:
    operator.post("/epcis/capture", document(event(1, **{"ex:colour": "red"}), event(2, **{"ex:colour": "blue"})))
    red = {"name": "red", "query": {"EQ_ex:colour": ["red"]}}
    made = operator.post("/epcis/queries", red, GS1_Extensions="ex=https://ex.example/ns/")
    assert made.status_code == 201, made.content
    assert [each["eventID"] for each in listed(operator.get("/epcis/queries/red/events"))] == [event(1)["eventID"]]


def test_events_of_a_query_take_no_other_parameters(operator: Caller) -> None:
    operator.post("/epcis/queries", SHIPPED)
    refused = operator.get("/epcis/queries/shipped/events", {"eventType": "ObjectEvent"})
    assert codes(refused) == ["query.unknown_parameter"]


@pytest.mark.parametrize("parameter", ["stream", "second", "dayOfWeek", "reportIfEmpty", "initialRecordTime"])
def test_parameters_of_a_websocket_need_an_upgrade(operator: Caller, parameter: str) -> None:
    operator.post("/epcis/queries", SHIPPED)
    refused = operator.get("/epcis/queries/shipped/events", {parameter: "true"})
    assert problem(refused)["type"] == "epcisException:SubscriptionControlsException"
    assert codes(refused) == ["subscription.needs_upgrade"]


@pytest.mark.parametrize("path", ["", "/events", "/subscriptions", "/subscriptions/5"])
def test_what_belongs_to_an_unknown_query_is_not_there(operator: Caller, path: str) -> None:
    refused = operator.get("/epcis/queries/nobody" + path)
    assert (refused.status_code, codes(refused)) == (404, ["subscription.no_such_query"])
