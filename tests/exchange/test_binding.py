"""What every address of the EPCIS REST binding does: discovery, refusals, versions, languages."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.exchange.caller import Caller, codes, problem

ADDRESSES = ["/epcis/", "/epcis/capture", "/epcis/capture/x", "/epcis/events", "/epcis/events/x", "/epcis/epcs"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_options_tells_what_is_possible_without_a_token(stranger: Caller, path: str) -> None:
    answer = stranger.ask("OPTIONS", path)
    assert answer.status_code == 204
    assert {"GET", "OPTIONS"} <= set(answer["Allow"].split(", "))
    assert answer["GS1-EPCIS-Version"] == answer["GS1-EPCIS-Max"] == answer["GS1-CBV-Version"] == "2.0.0"
    assert answer["GS1-Vendor-Version"].startswith("zhuisu ")


def test_options_of_capture_tells_its_limits(stranger: Caller, settings: Any) -> None:
    answer = stranger.ask("OPTIONS", "/epcis/capture")
    assert answer["GS1-EPCIS-Capture-Limit"] == str(settings.CAPTURE_EVENTS)
    assert answer["GS1-EPCIS-Capture-File-Size-Limit"] == str(settings.CAPTURE_BYTES)
    assert answer["GS1-Capture-Error-Behaviour"] == "rollback"


@pytest.mark.parametrize("path", [*ADDRESSES, "/epcis/nothing/here"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
def test_everything_else_needs_a_token(stranger: Caller, path: str, method: str) -> None:
    answer = stranger.ask(method, path)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert problem(answer)["type"] == "epcisException:SecurityException" if method != "HEAD" else True


@pytest.mark.parametrize("header", ["Bearer", "Bearer zs_wrong", "Basic YTpi", "zs_wrong", "Bearer zs_" + "x" * 5000])
def test_a_token_that_was_not_issued_is_refused(stranger: Caller, header: str) -> None:
    assert stranger.get("/epcis/", Authorization=header).status_code == 401


def test_the_root_names_what_there_is(inspector: Caller) -> None:
    answer = inspector.get("/epcis/")
    listed = "events eventTypes epcs bizSteps bizLocations readPoints dispositions capture queries"
    assert json.loads(answer.content)["member"] == listed.split()


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "PURGE"])
def test_an_address_that_is_nothing_is_a_problem(inspector: Caller, method: str) -> None:
    answer = inspector.ask(method, "/epcis/nothing/here")
    assert answer.status_code == 404
    assert problem(answer)["type"] == "epcisException:NoSuchResourceException"


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_verb_that_is_not_possible_names_those_that_are(operator: Caller, path: str) -> None:
    answer = operator.ask("DELETE", path)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert codes(answer) == ["http.method_not_allowed"]


@pytest.mark.parametrize(
    "accept", ["application/pdf", "text/html;q=0.9", "application/json;q=0", "*/*;q=0", "nonsense"]
)
def test_an_answer_that_cannot_be_given_as_asked_is_not_given(inspector: Caller, accept: str) -> None:
    assert inspector.get("/epcis/events", Accept=accept).status_code == 406


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*;q=0.1, text/html", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("application/json;q=0.5, application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0, */*", "application/json"),
        ("application/*+json, application/json;q=0.1, application/xml;q=0.05", "application/json"),
    ],
)
def test_the_answer_has_the_preferred_media_type(inspector: Caller, accept: str, given: str) -> None:
    assert inspector.get("/epcis/events", Accept=accept)["Content-Type"] == given


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("GS1-EPCIS-Min", "2.1", 406),
        ("GS1-EPCIS-Min", "2.0.0", 200),
        ("GS1-EPCIS-Min", "1.2", 200),
        ("GS1-EPCIS-Max", "3", 200),
        ("GS1-CBV-Min", "9.0.0", 406),
        ("GS1-EPCIS-Version", "1.1", 406),
        ("GS1-CBV-Version", "3", 406),
        ("GS1-EPCIS-Min", "two", 406),
        ("GS1-EPC-Format", "Never_Translates", 200),
        ("GS1-EPC-Format", "always", 406),
        ("GS1-CBV-XML-Format", "short", 406),
    ],
)
def test_versions_that_are_not_served_are_refused(inspector: Caller, header: str, value: str, status: int) -> None:
    assert inspector.get("/epcis/events", None, **{header: value}).status_code == status


def test_an_address_that_is_too_long_is_refused(inspector: Caller) -> None:
    answer = inspector.get("/epcis/events?EQ_eventID=" + "x" * 8200)
    assert answer.status_code == 414
    assert problem(answer)["type"] == "epcisException:URITooLongException"


def test_problems_speak_the_readers_language(stranger: Caller) -> None:
    chinese, english = (stranger.get("/epcis/", Accept_Language=language) for language in ("zh-CN", "en-GB"))
    assert (chinese["Content-Language"], english["Content-Language"]) == ("zh-Hans", "en")
    assert problem(chinese)["title"] == "需要令牌"
    assert problem(english)["title"] == "A token is needed"
    assert "zhuisu token" in problem(english)["detail"]


def test_every_answer_forbids_browsers_what_it_does_not_need(stranger: Caller) -> None:
    answer = stranger.get("/epcis/")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cache-Control"] == "no-store"


def broken(*_: object, **__: object) -> HttpResponse:
    raise RuntimeError("secret detail")


def test_a_bug_is_answered_with_a_number_and_nothing_of_itself(
    inspector: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("zhuisu.exchange.epcis.events_get.search", broken)
    answer = inspector.get("/epcis/events")
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    (record,) = [record for record in caplog.records if record.name == "zhuisu.exchange"]
    assert vars(record)["incident"] in problem(answer)["detail"]


def away(*_: object, **__: object) -> HttpResponse:
    import psycopg  # noqa: PLC0415 - as the ledger's cursors raise it

    raise psycopg.OperationalError("the server has gone")


def test_a_database_that_is_away_is_a_503_that_says_when_to_come_again(
    inspector: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhuisu.exchange.epcis.events_get.search", away)
    answer = inspector.get("/epcis/events")
    assert (answer.status_code, answer["Retry-After"], codes(answer)) == (503, "5", ["http.database"])


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_public(ledger: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


def test_readiness_fails_while_the_database_is_away(ledger: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuisu.exchange.health.waiting", away)
    answer = Client().get("/readyz")
    assert (answer.status_code, json.loads(answer.content)["status"]) == (503, "unready")
    assert Client().get("/healthz").status_code == 200


def test_readiness_fails_while_the_sequencer_does_not_keep_up(ledger: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuisu.exchange.health.waiting", lambda: 1_000_000)
    assert Client().get("/readyz").status_code == 503


@pytest.mark.parametrize("path", ["/epcis/%0A", "/epcis/events/%0A", "/api/%0A", "/log/tile/%0A"])
def test_a_line_break_in_an_address_leads_to_no_page_for_people(inspector: Caller, path: str) -> None:
    answer = inspector.get(path)
    assert answer.status_code == 404
    assert problem(answer)["type"] == "epcisException:NoSuchResourceException"
