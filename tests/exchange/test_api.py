"""The platform's own API."""

import json
from typing import Any

import pytest

from tests.exchange.caller import PIG, Caller, codes, document, event

LINK = "https://id.gs1.org/01/06901234000016/21/PIG1"


def found(caller: Caller, path: str, **query: str) -> Any:
    answer = caller.get(path, query)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_anybody_may_ask_what_a_string_is(stranger: Caller) -> None:
    answer = found(stranger, "/api/identify", text=LINK)
    assert answer["text"] == LINK
    assert answer["codes"][0]["key"] == "01/06901234000016/21/PIG1"
    assert {"scheme", "title", "level", "value", "parts", "findings"} <= set(answer["codes"][0])


def test_the_candidates_of_an_ambiguous_string_say_why(stranger: Caller) -> None:
    answer = found(stranger, "/api/identify", text="81234567890123456789")
    said = [finding for code in answer["codes"] for finding in code["findings"]]
    assert len(answer["codes"]) >= 1
    assert all(finding["zh"] and finding["en"] for finding in said)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", ["query.missing"]), ("text=", ["query.empty"]), ("text=a&text=b", ["query.repeated"]),
     ("text=a&x=1", ["query.unknown_parameter"]), ("text=" + "a" * 4097, ["query.bad_value"])],
)  # fmt: skip
def test_wrong_parameters_are_named(stranger: Caller, query: str, expected: list[str]) -> None:
    answer = stranger.get(f"/api/identify?{query}")
    assert (answer.status_code, codes(answer)) == (400, expected)


@pytest.mark.parametrize("code", [LINK, PIG.format(1), "01/06901234000016/21/PIG1"])
def test_the_story_of_a_thing_is_found_by_any_notation_of_its_code(operator: Caller, code: str) -> None:
    operator.post("/epcis/capture", document(event(1), event(2, epcList=[PIG.format(1)])))
    answer = found(operator, "/api/trace", code=code)
    assert answer["focus"] == "01/06901234000016/21/PIG1"
    assert [each["eventID"] for each in answer["events"]] == [event(1)["eventID"], event(2)["eventID"]]
    assert answer["truncated"] is False


def test_an_answer_that_is_cut_says_where_it_goes_on(operator: Caller) -> None:
    sent = [event(n, epcList=[PIG.format(1)]) for n in range(6)]
    operator.post("/epcis/capture", document(*sent))
    first = found(operator, "/api/trace", code=LINK, limit="4")
    second = json.loads(operator.get(first["next"]).content)
    assert first["truncated"] is True
    assert [e["eventID"] for page in (first, second) for e in page["events"]] == [e["eventID"] for e in sent]


@pytest.mark.parametrize("query", [{"direction": "up"}, {"limit": "0"}, {"limit": "many"}, {"after": "nowhere"}])
def test_wrong_options_of_a_trace_are_refused(inspector: Caller, query: dict[str, str]) -> None:
    answer = inspector.get("/api/trace", {"code": LINK, **query})
    assert (answer.status_code, codes(answer)) == (400, ["query.bad_value"])


def test_a_trace_needs_a_token_that_may_read(stranger: Caller, slaughterhouse: Caller) -> None:
    assert stranger.get("/api/trace", {"code": LINK}).status_code == 401
    assert slaughterhouse.get("/api/trace", {"code": LINK}).status_code == 403


def test_an_address_that_is_nothing_is_a_problem(stranger: Caller) -> None:
    assert codes(stranger.get("/api/nothing")) == ["http.no_such_path"]
