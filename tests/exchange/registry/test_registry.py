"""The registry over HTTP: who may write, decide and see what, and how lists are filtered and paged."""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from tests.exchange.caller import Caller, codes, next_path
from tests.registry.cast import (
    COOPERATIVE,
    DRIVER,
    FOOD_LICENCE,
    FRIENDS,
    ORCHARD,
    PIGS,
    SLAUGHTERHOUSE,
    YARD,
)

BASE = "/api/registry"
PARTY = f"{BASE}/parties/uscc:{ORCHARD}"


def told(answer: HttpResponse, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def decide(by: Caller, kind: str, key: str, act: str, reason: str = "") -> HttpResponse:
    return by.post(f"{BASE}/decisions", {"kind": kind, "key": key, "act": act, "reason": reason})


def approve(by: Caller, kind: str, key: str) -> None:
    told(decide(by, kind, key, "file"))
    told(decide(by, kind, key, "approve"))


def test_what_is_registered_is_where_the_location_says(clerk: Caller) -> None:
    made = clerk.post(f"{BASE}/parties", COOPERATIVE)
    assert made["Location"] == PARTY
    found = told(clerk.get(made["Location"]))
    assert found == told(made, 201)
    assert (found["kind"], found["state"], found["entry"]["phone"]) == ("party", "draft", "0777-6520001")
    assert "id" not in found


@pytest.mark.parametrize("key", [ORCHARD, f"uscc%3A{ORCHARD}", f"urn:zhuisu:uscc:{ORCHARD}"])
def test_an_entry_is_found_by_any_notation(clerk: Caller, key: str) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    assert told(clerk.get(f"{BASE}/parties/{key}"))["entry"]["key"] == f"uscc:{ORCHARD}"


def test_a_refusal_says_everything_in_the_readers_language(clerk: Caller) -> None:
    answer = clerk.post(f"{BASE}/parties", {"kind": "guild", "region": "450799"}, Accept_Language="zh")
    problem = told(answer, 400)
    assert problem["errors"][0]["detail"].startswith("类型“guild”不对，应为：enterprise | cooperative")
    assert [error["path"] for error in problem["errors"]] == ["$.kind", "$.name"]


@pytest.mark.parametrize("body", [b"[1]", b"{", b'"text"', b"\xff", b'{"name": "\\ud800"}', b"[" * 50_000])
def test_what_is_no_object_is_refused(clerk: Caller, body: bytes) -> None:
    assert clerk.post(f"{BASE}/parties", body).status_code == 400


def test_contacts_are_masked_for_others(clerk: Caller, reader: Caller, cooperative: Caller) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    clerk.post(f"{BASE}/parties", {**PIGS, "contact": "王小海", "email": "pig@example.cn"})
    seen = told(reader.get(PARTY))["entry"]
    assert (seen["contact"], seen["phone"]) == ("陆**", "0777****0001")
    assert told(cooperative.get(PARTY))["entry"]["contact"] == "陆小荔"
    other = told(cooperative.get(f"{BASE}/parties/{SLAUGHTERHOUSE}"))["entry"]
    assert (other["contact"], other["email"]) == ("王**", "pig@******e.cn")
    assert [each["entry"]["contact"] for each in told(reader.get(f"{BASE}/parties"))] == ["陆**", "王**"]


def test_a_party_keeps_its_own_entries_and_a_department_approves_them(clerk: Caller, cooperative: Caller) -> None:
    told(cooperative.post(f"{BASE}/parties", COOPERATIVE), 201)
    told(cooperative.post(f"{BASE}/places", {**YARD, "kind": "plot", "party": ORCHARD}), 201)
    told(decide(cooperative, "party", ORCHARD, "file"))
    assert codes(decide(cooperative, "party", ORCHARD, "approve")) == ["registry.not_for_parties"]
    assert told(decide(clerk, "party", ORCHARD, "return", "缺少地址"))["reason"] == "缺少地址"
    told(cooperative.send("PATCH", PARTY, {"address": "新圩镇六荔垌村"}))
    approve(clerk, "party", ORCHARD)
    assert told(cooperative.send("PATCH", PARTY, {"phone": "0777-6520002"}))["state"] == "approved"
    assert told(cooperative.send("PATCH", PARTY, {"region": "450722"}))["state"] == "filed"


def test_a_party_writes_nothing_of_others(clerk: Caller, cooperative: Caller) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    clerk.post(f"{BASE}/parties", PIGS)
    clerk.post(f"{BASE}/places", YARD)
    assert codes(cooperative.post(f"{BASE}/parties", FRIENDS)) == ["registry.not_yours"]
    assert codes(cooperative.post(f"{BASE}/licences", FOOD_LICENCE)) == ["registry.not_yours"]
    yard = f"{BASE}/places/414/6901234000016"
    assert codes(cooperative.send("PATCH", yard, {"party": ORCHARD})) == ["registry.not_yours"]
    assert codes(decide(cooperative, "place", "6901234000016", "close", "x")) == ["registry.not_yours"]
    own = told(cooperative.post(f"{BASE}/places", {**YARD, "key": "", "party": ORCHARD}), 201)["entry"]["key"]
    assert codes(cooperative.send("PATCH", f"{BASE}/places/{own}", {"party": SLAUGHTERHOUSE})) == ["registry.not_yours"]
    assert codes(cooperative.get(f"{BASE}/duplicates")) == ["registry.not_for_parties"]


def test_an_association_keeps_the_entries_of_its_members(clerk: Caller, cooperative: Caller) -> None:
    for party in (COOPERATIVE, PIGS):
        clerk.post(f"{BASE}/parties", party)
    relation = {"kind": "agent", "party": ORCHARD, "other": SLAUGHTERHOUSE}
    assert codes(cooperative.post(f"{BASE}/relations", relation)) == ["registry.not_yours"]
    key = told(clerk.post(f"{BASE}/relations", relation), 201)["entry"]["key"]
    assert codes(cooperative.post(f"{BASE}/places", YARD)) == ["registry.not_yours"]
    approve(clerk, "relation", key)
    assert told(cooperative.post(f"{BASE}/places", YARD), 201)["entry"]["party"] == f"uscc:{SLAUGHTERHOUSE}"


def test_people_are_seen_by_their_party_and_by_departments(clerk: Caller, reader: Caller, cooperative: Caller) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    other = told(clerk.post(f"{BASE}/people", DRIVER), 201)["entry"]["key"]
    own = told(cooperative.post(f"{BASE}/people", {**DRIVER, "party": ORCHARD}), 201)["entry"]
    assert (own["name"], own["masked"], "identity" in own) == ("黄大年", "4507**********0003", False)
    assert reader.get(f"{BASE}/people").status_code == 403
    assert [each["entry"]["key"] for each in told(cooperative.get(f"{BASE}/people"))] == [own["key"]]
    assert codes(cooperative.get(f"{BASE}/people/{other}")) == ["registry.no_such_entry"]
    assert len(told(clerk.get(f"{BASE}/people"))) == 2


def test_unmasking_is_for_departments_and_leaves_a_trace(clerk: Caller, cooperative: Caller) -> None:
    key = told(clerk.post(f"{BASE}/people", DRIVER), 201)["entry"]["key"]
    request = {"key": key, "reason": "核查运输记录"}
    assert codes(cooperative.post(f"{BASE}/reveals", request)) == ["registry.not_for_parties"]
    assert codes(clerk.post(f"{BASE}/reveals", {**request, "reason": " "})) == ["registry.no_reason"]
    assert told(clerk.post(f"{BASE}/reveals", request))["identity"] == DRIVER["identity"]
    deeds = told(clerk.get(f"{BASE}/changes", {"kind": "person", "key": key}))
    assert [(deed["verb"], deed["actor"], deed["reason"]) for deed in deeds[1:]] == [
        ("reveal", "clerk", "核查运输记录")
    ]
    told(clerk.post(f"{BASE}/erasures", request))
    assert codes(clerk.post(f"{BASE}/reveals", request)) == ["registry.nothing_kept"]


def test_lists_are_filtered(clerk: Caller) -> None:
    for plural, entry in (("parties", COOPERATIVE), ("parties", PIGS), ("places", YARD), ("licences", FOOD_LICENCE)):
        told(clerk.post(f"{BASE}/{plural}", entry), 201)

    def found(plural: str, **query: str) -> list[str]:
        return [each["entry"].get("name", each["entry"].get("number")) for each in told(
            clerk.get(f"{BASE}/{plural}", query)
        )]  # fmt: skip

    assert found("parties", kind="cooperative") == [COOPERATIVE["name"]]
    assert found("parties", region="450700") == [COOPERATIVE["name"], PIGS["name"]]
    assert found("parties", region="450721", state="draft") == [COOPERATIVE["name"]]
    assert found("parties", role="slaughterhouse") == [PIGS["name"]]
    assert found("parties", name="荔枝") == [COOPERATIVE["name"]]
    assert found("places", party=SLAUGHTERHOUSE) == [YARD["name"]]
    assert found("places", party=ORCHARD) == found("places", party="no code") == []
    assert found("licences", holder=SLAUGHTERHOUSE, issuer="market_regulation") == [FOOD_LICENCE["number"]]


@pytest.mark.parametrize(
    "query", ["?state=lost", "?region=45", "?kind=guild", "?colour=red", "?name=", "?perPage=0", "?nextPageToken=x"]
)
def test_wrong_filters_are_refused(clerk: Caller, query: str) -> None:
    assert clerk.get(f"{BASE}/parties{query}").status_code == 400


def test_pages_follow_each_other(clerk: Caller) -> None:
    for number in range(5):
        told(clerk.post(f"{BASE}/parties", {**FRIENDS, "name": f"第{number}协会"}), 201)
    names: list[str] = []
    path = f"{BASE}/parties?perPage=2&kind=association"
    while path:
        answer = clerk.get(path)
        names += [each["entry"]["name"] for each in told(answer)]
        path = next_path(answer)
    assert names == [f"第{number}协会" for number in range(5)]


def test_a_change_says_what_was_and_what_is(clerk: Caller) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    clerk.send("PATCH", PARTY, {"shortName": "六荔垌", "email": None}, "application/merge-patch+json")
    deeds = told(clerk.get(f"{BASE}/changes", {"kind": "party", "key": ORCHARD, "perPage": "1"}))
    assert [deed["verb"] for deed in deeds] == ["register"]
    path = next_path(clerk.get(f"{BASE}/changes", {"kind": "party", "key": ORCHARD, "perPage": "1"}))
    assert told(clerk.get(path))[0]["fields"] == {"shortName": ["", "六荔垌"]}


def test_twins_are_told_and_merged(clerk: Caller) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    twin = told(clerk.post(f"{BASE}/parties", {**COOPERATIVE, "key": "", "name": "灵山六荔垌荔枝种植合作社"}), 201)
    (pair,) = told(clerk.get(f"{BASE}/duplicates"))
    assert (pair["one"], pair["other"], pair["why"]) == (f"uscc:{ORCHARD}", twin["entry"]["key"], "name")
    merger = {"kind": "party", "keep": pair["one"], "lose": pair["other"], "reason": "同一合作社"}
    assert told(clerk.post(f"{BASE}/merges", merger))["entry"]["aliases"] == [pair["other"]]
    assert told(clerk.get(f"{BASE}/parties", {"state": "merged"}))[0]["mergedInto"] == f"uscc:{ORCHARD}"


@pytest.mark.parametrize("since", ["2999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "yesterday"])
def test_a_decision_counts_from_a_time_that_was(clerk: Caller, since: str) -> None:
    clerk.post(f"{BASE}/parties", COOPERATIVE)
    decision = {"kind": "party", "key": ORCHARD, "act": "file", "since": since}
    assert codes(clerk.post(f"{BASE}/decisions", decision)) == ["registry.bad_value"]


def test_reference_data_is_for_everybody(stranger: Caller) -> None:
    region = told(stranger.get(f"{BASE}/regions/450721"))
    assert region["fullName"] == "广西壮族自治区钦州市灵山县"
    assert "广西壮族自治区" in [each["name"] for each in told(stranger.get(f"{BASE}/regions"))]
    roles = {each["role"]: each for each in told(stranger.get(f"{BASE}/departments"))}
    assert roles["market_regulation"]["plan"] == ["市食品药品监管局", "市质监局", "市工商局"]
    assert [each["id"] for each in told(stranger.get(f"{BASE}/systems"))][:3] == ["P1", "P2", "P3"]
    assert stranger.get(f"{BASE}/parties").status_code == 401
