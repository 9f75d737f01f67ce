"""GET /epcis/events: the parameters of SimpleEventQuery."""

import json

import pytest

from tests.exchange.caller import PIG, Caller, codes, document, event, listed, next_path, problem

EVENTS = "/epcis/events"
BOX = "urn:epc:id:sscc:6901234.0000000001"
LINK = "https://id.gs1.org/01/06901234000016/21/PIG{}"


def ids(*numbers: int) -> list[str]:
    return [event(number)["eventID"] for number in numbers]


@pytest.fixture
def day(operator: Caller) -> Caller:
    """Five arrivals from 08:00 on, an inspection, a packing."""
    packing = event(6, type="AggregationEvent", action="ADD", bizStep="packing", parentID=BOX)
    packing["childEPCs"] = packing.pop("epcList")
    seen = event(5, bizStep="https://ref.gs1.org/cbv/BizStep-inspecting", disposition="conformant")
    answer = operator.post("/epcis/capture", document(*(event(n) for n in range(5)), seen, packing))
    assert answer.status_code == 202, answer.content
    return operator


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [0, 1, 2, 3, 4, 5, 6]),
        ({"eventType": "AggregationEvent"}, [6]),
        ({"eventType": "AggregationEvent|ObjectEvent", "EQ_action": "ADD"}, [6]),
        ({"GE_eventTime": "2026-09-01T08:02:00+08:00", "LT_eventTime": "2026-09-01T00:04:00Z"}, [2, 3]),
        ({"EQ_bizStep": "inspecting"}, [5]),
        ({"EQ_bizStep": "urn:epcglobal:cbv:bizstep:inspecting|packing"}, [5, 6]),
        ({"EQ_disposition": "https://ref.gs1.org/cbv/Disp-conformant"}, [5]),
        ({"EQ_eventID": "|".join(ids(1, 4))}, [1, 4]),
        ({"MATCH_epc": PIG.format(3)}, [3]),
        ({"MATCH_epc": LINK.format(6)}, [6]),
        ({"MATCH_anyEPC": "01/06901234000016/21/PIG4"}, [4]),
        ({"MATCH_anyEPC": f"{BOX}|{PIG.format(0)}"}, [0, 6]),
        ({"MATCH_parentID": BOX}, [6]),
        ({"MATCH_epc": BOX}, []),
        ({"GE_recordTime": "2026-01-01T00:00:00Z", "EQ_bizStep": "packing"}, [6]),
        ({"LT_recordTime": "2026-01-01T00:00:00Z"}, []),
        ({"orderBy": "eventTime"}, [6, 5, 4, 3, 2, 1, 0]),
        ({"orderBy": "eventTime", "orderDirection": "ASC", "eventCountLimit": "3", "perPage": "2"}, [0, 1, 2]),
        ({"orderBy": "eventTime", "eventCountLimit": "1"}, [6]),
        ({"maxEventCount": "7"}, [0, 1, 2, 3, 4, 5, 6]),
        ({"perPage": "3"}, [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_query_finds_what_matches_on_all_its_pages(day: Caller, query: dict[str, str], found: list[int]) -> None:
    assert day.events(**query) == ids(*found)


def test_a_page_holds_what_was_asked_for_and_the_last_has_no_link(day: Caller) -> None:
    first = day.get(EVENTS, {"perPage": "4"})
    second = day.get(next_path(first))
    assert (len(listed(first)), len(listed(second))) == (4, 3)
    assert next_path(second) == ""


def test_an_event_that_is_captured_meanwhile_repeats_nothing(day: Caller) -> None:
    first = day.get(EVENTS, {"perPage": "4"})
    day.post("/epcis/capture", document(event(0, eventID="urn:uuid:late", epcList=[PIG.format(9)])))
    assert [each["eventID"] for each in listed(day.get(next_path(first)))] == ids(4, 5, 6)


def test_more_events_than_the_client_allows_are_too_large(day: Caller) -> None:
    answer = day.get(EVENTS, {"maxEventCount": "6"})
    assert answer.status_code == 413
    assert problem(answer)["type"] == "epcisException:QueryTooLargeException"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("EQ_colour=red", ["query.unknown_parameter"]),
        ("EQ_action=ADD&EQ_action=ADD", ["query.repeated"]),
        ("EQ_bizStep=", ["query.empty"]),
        ("EQ_action=LOOK", ["query.bad_value"]),
        ("eventType=ObjectEvent|", ["query.bad_value"]),
        ("GE_eventTime=2026-09-01T08:00:00", ["query.bad_value"]),
        ("perPage=0", ["query.bad_value"]),
        ("perPage=1001", ["query.bad_value"]),
        ("eventCountLimit=3", ["query.missing"]),
        ("orderBy=eventTime&eventCountLimit=3&maxEventCount=3", ["query.exclusive"]),
        ("orderBy=colour", ["query.bad_value"]),
        ("EQ_ex:gate=north", ["query.prefix_undeclared"]),
        ("nextPageToken=x", ["query.bad_page"]),
        ("EQ_x=1&EQ_action=&eventType=a", ["query.unknown_parameter", "query.empty", "query.bad_value"]),
    ],
)
def test_wrong_parameters_are_named(inspector: Caller, query: str, expected: list[str]) -> None:
    answer = inspector.get(f"{EVENTS}?{query}")
    assert answer.status_code == 400
    assert problem(answer)["type"] == "epcisException:QueryParameterException"
    assert codes(answer) == expected


def test_a_page_token_of_another_query_is_refused(day: Caller) -> None:
    token = next_path(day.get(EVENTS, {"perPage": "2"})).rpartition("nextPageToken=")[2]
    answer = day.get(EVENTS, {"perPage": "2", "EQ_action": "ADD", "nextPageToken": token})
    assert codes(answer) == ["query.bad_page"]


def test_the_size_of_a_page_may_change_on_the_way(day: Caller) -> None:
    token = next_path(day.get(EVENTS, {"perPage": "2"})).rpartition("nextPageToken=")[2]
    assert len(listed(day.get(EVENTS, {"perPage": "5", "nextPageToken": token}))) == 5


def test_an_answer_without_events_is_a_document_too(inspector: Caller) -> None:
    answered = json.loads(inspector.get(EVENTS).content)
    assert answered["type"] == "EPCISQueryDocument"
    assert answered["epcisBody"]["queryResults"]["resultsBody"] == {"eventList": []}


def test_more_parameters_than_anybody_needs_are_refused(inspector: Caller) -> None:
    answer = inspector.get(f"{EVENTS}?" + "&".join(f"a{number}=1" for number in range(150)))
    assert (answer.status_code, codes(answer)) == (400, ["query.too_many"])


@pytest.mark.parametrize(
    "name", ["EQ_bizStep", "EQ_readPoint", "MATCH_epc", "EQ_stringValue", "HASATTR_epcClass", "EQ_eventID"]
)
def test_what_no_text_may_hold_is_refused(inspector: Caller, name: str) -> None:
    assert codes(inspector.get(f"{EVENTS}?{name}=urn:x:%00y")) == ["query.bad_value"]
    assert codes(inspector.get(f"{EVENTS}?{name}%00=x")) == ["query.unknown_parameter"]


@pytest.mark.parametrize("path", ["events/urn:x:%00", "epcs/urn:x:%00", "bizSteps/urn:x:%00/events"])
def test_an_address_that_no_text_may_hold_is_not_found(inspector: Caller, path: str) -> None:
    assert inspector.get(f"/epcis/{path}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"EQ_bizStep": "shipping"}, [1, 2]),
        ({"EQ_bizStep": "cbv:BizStep-shipping"}, [1, 2]),
        ({"EQ_bizStep": "https://ex.example/ns/bathing"}, [3, 4]),
        ({"EQ_disposition": "https://own.example/clean"}, [4]),
    ],
)
def test_words_that_a_prefix_shortens_are_found(operator: Caller, query: dict[str, str], found: list[int]) -> None:
    own = {"@context": {"own": "https://own.example/"}, "bizStep": "ex:bathing", "disposition": "own:clean"}
    stated = ("cbv:BizStep-shipping", "shipping", "https://ex.example/ns/bathing")
    events = [event(number, bizStep=word) for number, word in enumerate(stated, 1)]
    operator.post("/epcis/capture", document(*events, event(4, **own)))
    assert operator.events(**query) == ids(*found)
