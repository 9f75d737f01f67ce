"""Findings, completeness and profiles over HTTP: filters, pages, sheets, and who keeps which profile."""

import csv
import io
import json
from typing import Any

import pytest
from django.http import HttpResponse

from tests.exchange.caller import Caller, next_path
from tests.supervision.cast import BATCH, FACTS, ORCHARD, finding
from zhuisu.packaged import profiles, texts

FRUIT = texts("varieties")["fruit.toml"]
EDITIONS = "/api/profiles/fruit/editions"


def told(answer: HttpResponse, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def codes(answer: HttpResponse, status: int) -> list[str]:
    return [each["code"] for each in told(answer, status)["errors"]]


def test_findings_are_paged_filtered_and_counted(agriculture: Caller) -> None:
    made = [finding().pk for _ in range(3)] + [finding(severity="note").pk]
    first = agriculture.get("/api/findings", {"perPage": "3"})
    rest = agriculture.get(next_path(first) or "")
    assert [each["id"] for each in (*told(first), *told(rest))] == sorted(made, reverse=True)
    assert "Link" not in rest.headers
    assert len(told(agriculture.get("/api/findings", {"thing": "(01)06901234000016(10)L7", "severity": "error"}))) == 3
    assert len(told(agriculture.get("/api/findings", {"party": ORCHARD.removeprefix("uscc:")}))) == 4
    assert told(agriculture.get("/api/findings/tally", {"severity": "note"})) == [
        {"profile": "fruit", "rule": "input_records", "severity": "note", "open": 1, "closed": 0}
    ]
    (one, *_) = told(first)
    assert told(agriculture.get(f"/api/findings/{one['id']}")) == one


def test_a_department_of_another_category_finds_nothing(police: Caller) -> None:
    number = finding().pk
    assert told(police.get("/api/findings")) == []
    assert codes(police.get(f"/api/findings/{number}"), 404) == ["finding.unknown"]


@pytest.mark.parametrize(
    "query",
    [
        {"severity": "grave"},
        {"region": "4507"},
        {"since": "yesterday"},
        {"until": "2026-03-14T00:00:00"},
        {"party": "nobody at all"},
        {"thing": "a\x00b"},
        {"standing": "half"},
        {"colour": "red"},
        {"profile": "Fruit!"},
        {"nextPageToken": "x"},
    ],
    ids=lambda query: next(iter(query)),
)
def test_a_filter_that_says_nothing_is_refused(agriculture: Caller, query: dict[str, str]) -> None:
    assert agriculture.get("/api/findings", query).status_code == 400


@pytest.mark.parametrize("number", ["0", "x", "-1", "９", "9" * 30, "9223372036854775808", "%00"])
def test_a_number_that_is_none_finds_nothing(agriculture: Caller, number: str) -> None:
    assert codes(agriculture.get(f"/api/findings/{number}"), 404) == ["finding.unknown"]


def test_a_sheet_is_in_the_readers_language_and_holds_no_formula(agriculture: Caller) -> None:
    finding(subject="=HYPERLINK(1)", facts={**FACTS, "rule_en": "+1"})
    answer = agriculture.get("/api/findings/sheet")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][3] == "rule"
    assert [rows[1][3], rows[1][12]] == ["'+1", "'=HYPERLINK(1)"]
    chinese = agriculture.get("/api/findings/sheet", Accept_Language="zh")
    assert chinese.content.decode("utf-8-sig").startswith("编号,时间,品种,规则")


def test_what_is_in_force_is_public(stranger: Caller) -> None:
    assert [each["id"] for each in told(stranger.get("/api/profiles"))] == list(profiles())
    fruit = told(stranger.get("/api/profiles/fruit"))
    assert (fruit["profile"]["zh"], len(fruit["periods"])) == ("水果", 1)
    assert codes(stranger.get("/api/profiles/unicorn"), 404) == ["edition.unknown_profile"]


def test_a_department_keeps_the_profiles_of_its_category(agriculture: Caller, police: Caller, stranger: Caller) -> None:
    where = agriculture.post(EDITIONS, {"text": FRUIT, "note": "试行"}).headers["Location"]
    assert told(agriculture.post(f"{where}/try", {"events": 10}))["looked"] == 0
    assert codes(police.post(f"{where}/decide", {"since": "2999-01-01"}), 403) == ["edition.not_yours"]
    assert codes(police.get(where), 403) == codes(police.get(EDITIONS), 403) == ["edition.not_yours"]
    assert told(agriculture.post(f"{where}/decide", {"since": "2999-01-01"}))["state"] == "in_force"
    periods = told(stranger.get("/api/profiles/fruit"))["periods"]
    assert [each["since"] for each in periods] == [None, "2999-01-01"]
    assert codes(agriculture.send("PUT", where, {"text": FRUIT}), 409) == ["edition.not_draft"]
    assert told(agriculture.post(f"{where}/withdraw", {"reason": "撤销"}))["state"] == "withdrawn"
    assert [each["state"] for each in told(agriculture.get(EDITIONS))] == ["withdrawn"]


def test_a_faulty_text_is_refused_with_every_fault_and_its_line(agriculture: Caller) -> None:
    text = FRUIT.replace("number = 2\n", 'number = "zwei"\ncolour = "red"\n')
    errors = told(agriculture.post(EDITIONS, {"text": text}), 400)["errors"]
    assert {(each["code"], each["path"]) for each in errors} == {
        ("profile.type", "fruit.toml:2"),
        ("profile.unknown_key", "fruit.toml:3"),
    }


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": 1}, {"text": "#" * 60_001}, {"text": FRUIT, "x": 1}, {"text": "a = 1\x00"}, []],
    ids=["nothing", "empty", "a number", "too long", "a stranger", "NUL", "a list"],
)
def test_a_body_that_says_nothing_is_refused(agriculture: Caller, body: Any) -> None:
    assert agriculture.post(EDITIONS, body).status_code == 400


@pytest.mark.parametrize("body", [{"events": 0}, {"events": 5001}, {"before": "x"}, {"since": "2026-01-01T00:00:00"}])
def test_a_trial_of_nothing_is_refused(agriculture: Caller, body: Any) -> None:
    where = agriculture.post(EDITIONS, {"text": FRUIT}).headers["Location"]
    assert agriculture.post(f"{where}/try", body).status_code == 400


@pytest.mark.parametrize(
    "query", [{}, {"code": BATCH, "party": ORCHARD}, {"code": BATCH, "since": "2026-01-01T00:00:00Z"}]
)
def test_completeness_is_of_a_thing_or_of_a_party(agriculture: Caller, query: dict[str, str]) -> None:
    assert agriculture.get("/api/completeness", query).status_code == 400


def test_there_is_nothing_to_score_of_what_nobody_recorded(agriculture: Caller) -> None:
    assert codes(agriculture.get("/api/completeness", {"code": BATCH}), 404) == ["completeness.nothing"]
    assert codes(agriculture.get("/api/completeness", {"party": ORCHARD}), 404) == ["completeness.nothing"]
