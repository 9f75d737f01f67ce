"""POST /epcis/events and GET /epcis/events/{eventID}."""

import json
from urllib.parse import quote

import pytest

from tests.exchange.caller import CONTEXT, Caller, bare, codes, document, event, listed, problem

EVENTS = "/epcis/events"


def test_an_event_is_created_and_found_at_its_location(operator: Caller) -> None:
    sent = bare(1, **{"ex:gate": "北"})
    answer = operator.post(EVENTS, sent)
    assert answer.status_code == 201
    found = operator.get(answer["Location"])
    assert found.status_code == 200
    (returned,) = listed(found)
    assert returned.pop("recordTime").endswith("Z")
    translated = {"epcList": ["https://id.gs1.org/01/06901234000016/21/PIG1"]}
    assert returned == {name: value for name, value in sent.items() if name != "@context"} | translated
    assert json.loads(found.content)["@context"] == CONTEXT


def test_an_event_without_an_id_gets_its_hash_id_and_a_location_that_works(operator: Caller) -> None:
    sent = bare(1)
    del sent["eventID"]
    location = operator.post(EVENTS, sent)["Location"]
    assert location.startswith("/epcis/events/ni%3A%2F%2F%2Fsha-256%3B")
    (returned,) = listed(operator.get(location))
    assert returned["eventID"].startswith("ni:///sha-256;")
    assert returned["eventID"].endswith("?ver=CBV2.0")


def test_a_hash_id_is_found_also_where_its_question_mark_was_not_encoded(operator: Caller) -> None:
    sent = bare(1)
    del sent["eventID"]
    location = operator.post(EVENTS, sent)["Location"]
    assert operator.get(location.replace("%3F", "?").replace("%3D", "=")).status_code == 200


@pytest.mark.parametrize("event_id", ["https://ex.example/a/b?c=d#e", "urn:ex:百色/1", "urn:ex:a%2Fb"])
def test_ids_of_any_form_are_found(operator: Caller, event_id: str) -> None:
    answer = operator.post(EVENTS, bare(1, eventID=event_id))
    assert answer["Location"] == f"/epcis/events/{quote(event_id, safe='')}"
    assert listed(operator.get(answer["Location"]))[0]["eventID"] == event_id


def test_a_repeat_with_the_same_content_is_created_again(operator: Caller) -> None:
    first, second = operator.post(EVENTS, bare(1)), operator.post(EVENTS, bare(1))
    assert (second.status_code, second["Location"]) == (201, first["Location"])
    assert len(operator.events()) == 1


def test_another_content_under_the_same_id_is_a_conflict(operator: Caller) -> None:
    operator.post(EVENTS, bare(1))
    answer = operator.post(EVENTS, bare(1, action="ADD"))
    assert answer.status_code == 409
    assert problem(answer)["type"] == "epcisException:ResourceAlreadyExistsException"


def test_a_wrong_event_is_refused_with_every_reason(operator: Caller) -> None:
    answer = operator.post(EVENTS, bare(1, eventTime="now", action="LOOK", plain=1))
    assert answer.status_code == 400
    assert len(codes(answer)) >= 3


def test_an_error_declaration_is_answered_beside_the_event_that_it_declares_wrong(operator: Caller) -> None:
    operator.post(EVENTS, bare(1))
    declared = {"declarationTime": "2026-09-02T08:00:00Z", "reason": "did_not_occur"}
    assert operator.post(EVENTS, bare(1, errorDeclaration=declared)).status_code == 201
    both = listed(operator.get(f"{EVENTS}/{event(1)['eventID']}"))
    assert [("errorDeclaration" in each) for each in both] == [False, True]


def test_events_of_several_contexts_are_answered_under_one_that_means_the_same(operator: Caller) -> None:
    standard = CONTEXT[0]
    for number, namespace in enumerate(["https://a.example/", "https://b.example/"]):
        context = [standard, {"v": namespace, f"only{number}": "https://c.example/"}]
        answer = operator.post("/epcis/capture", document(event(number, **{"v:x": number}), context=context))
        assert answer.status_code == 202
    answered = json.loads(operator.get(EVENTS).content)
    first, second = answered["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert answered["@context"] == [standard, {"v": "https://a.example/", "only0": "https://c.example/"}]
    assert "@context" not in first
    assert second["@context"] == [standard, {"v": "https://b.example/", "only1": "https://c.example/"}]


def test_an_unknown_event_is_not_found(operator: Caller) -> None:
    assert codes(operator.get(f"{EVENTS}/urn:uuid:none")) == ["http.no_such_event"]


def test_reading_events_needs_the_scope(slaughterhouse: Caller, stranger: Caller) -> None:
    assert slaughterhouse.post(EVENTS, bare(1)).status_code == 201
    assert slaughterhouse.get(EVENTS).status_code == 403
    assert stranger.get(EVENTS).status_code == 401
