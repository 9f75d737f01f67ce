"""Recalls over HTTP: from a draft to its end, what holders are told and answer, and what others see of it."""

import base64
import io
import json
from typing import Any

import pytest
from django.http import HttpResponse
from PIL import Image

from tests.exchange.caller import Caller, codes, next_path
from tests.recall.cellar import CASE, GRAPE_LOT, SHOP, event, vintage
from tests.recall.outbreak import SHOP_PARTY, WINERY, issued, places, settled, widened
from zhuisu.access.actor import GRANTS, ActorKind
from zhuisu.access.tokens import OPERATOR, issue_token, make_account
from zhuisu.recall.growing import grow_next

pytestmark = pytest.mark.usefixtures("recalls")

RECALLS, NOTICES = "/api/recalls", "/api/notices"
PLAN = {
    "category": "food", "grade": "1", "title": "葡萄酒检出铅超标", "reason": "监督抽检不合格",
    "hazard": "可能损害神经系统", "asked": {"codes": [GRAPE_LOT]},
}  # fmt: skip


def called(name: str, kind: ActorKind, **more: Any) -> Caller:
    make_account(name, actor=OPERATOR, scopes=GRANTS[kind], kind=kind, **more)
    return Caller(issue_token(name))


@pytest.fixture
def office() -> Caller:
    return called("the-office", ActorKind.OFFICE)


@pytest.fixture
def shop() -> Caller:
    return called("shop", ActorKind.ENTERPRISE, party=SHOP_PARTY)


@pytest.fixture
def winery() -> Caller:
    return called("winery", ActorKind.ENTERPRISE, party=WINERY)


def read(answer: HttpResponse, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def drafted(office: Caller) -> str:
    places()
    vintage()
    settled()
    return str(read(office.post(RECALLS, PLAN), 201)["number"])


def running() -> str:
    """A recall in force: the shop has a case of it, the winery the rest."""
    return issued(more=(event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving"),))


def photograph() -> str:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "JPEG")
    return base64.b64encode(made.getvalue()).decode()


def test_a_recall_goes_from_its_draft_to_its_end(office: Caller) -> None:
    number = drafted(office)
    path = f"{RECALLS}/{number}"
    states = [read(office.post(f"{path}/{verb}", {}))["state"] for verb in ("freeze", "issue")]
    states.append(read(office.post(f"{path}/close", {"reason": "全部收回"}))["state"])
    assert states == ["frozen", "issued", "closed"]
    steps = [step["verb"] for step in read(office.get(f"{path}/steps"))]
    assert (steps[0], steps[-1]) == ("drafted", "closed")
    assert "issued to" in next(s["said"] for s in read(office.get(f"{path}/steps")) if s["verb"] == "issued")


def test_a_draft_says_where_it_is_and_can_be_changed_until_it_is_frozen(office: Caller) -> None:
    number = drafted(office)
    path = f"{RECALLS}/{number}"
    assert read(office.send("PUT", path, {**PLAN, "title": "葡萄酒铅超标"}))["title"] == "葡萄酒铅超标"
    office.post(f"{path}/freeze", {})
    answer = office.send("PUT", path, PLAN)
    assert (answer.status_code, codes(answer)) == (409, ["recall.not_draft"])


def test_a_draft_is_refused_with_everything_that_is_wrong(office: Caller) -> None:
    answer = office.post(RECALLS, {**PLAN, "grade": "9", "reason": ""})
    assert (answer.status_code, codes(answer)) == (400, ["recall.no_grade", "recall.empty"])


def test_holders_and_things_are_read_in_pages(office: Caller) -> None:
    path = f"{RECALLS}/{running()}"
    for name in ("holders", "things"):
        first = office.get(f"{path}/{name}", {"perPage": "1"})
        second = office.get(next_path(first))
        assert len(read(first)) == len(read(second)) == 1
        assert read(first) != read(second)


def test_things_are_those_that_meet_every_filter(office: Caller) -> None:
    path = f"{RECALLS}/{running()}/things"
    every, shops = read(office.get(path)), read(office.get(path, {"holder": SHOP_PARTY}))
    assert {each["holder"] for each in shops} == {SHOP_PARTY}
    assert [each for each in every if each["holder"] == SHOP_PARTY] == shops


def test_a_part_is_lifted_and_reinstated_with_a_reason(office: Caller) -> None:
    path = f"{RECALLS}/{running()}"
    part = {"part": {"holder": SHOP_PARTY}, "reason": "复检合格"}
    assert codes(office.post(f"{path}/lift", {**part, "reason": ""})) == ["recall.no_reason"]
    assert read(office.post(f"{path}/lift", part))["effect"]["lifted"] > 0
    assert read(office.post(f"{path}/reinstate", part))["effect"]["lifted"] == 0


def test_a_holder_reads_its_notice_and_answers_with_a_photograph(office: Caller, shop: Caller) -> None:
    number = running()
    widened()
    (summary,) = read(shop.get(NOTICES))
    assert (summary["number"], summary["holdingState"]) == (number, "told")
    path = f"{NOTICES}/{summary['id']}"
    assert read(shop.get(path))["holdingState"] == "seen"
    said = {"deed": "isolated", "photos": [{"body": photograph(), "name": "架子.jpg"}]}
    told = read(shop.post(f"{path}/answers", said), 201)
    assert (told["holdingState"], len(told["answers"][0]["photos"][0])) == ("done", 64)
    (held,) = [each for each in read(office.get(f"{RECALLS}/{number}/holders")) if each["holder"] == SHOP_PARTY]
    assert held["lines"][0]["isolated"] > 0


def test_a_notice_is_seen_by_its_holder_and_not_by_an_official_who_reads_it(office: Caller, shop: Caller) -> None:
    running()
    widened()
    (summary,) = read(shop.get(NOTICES))
    assert read(office.get(f"{NOTICES}/{summary['id']}"))["holdingState"] == "told"


def test_others_see_neither_the_notice_nor_the_other_holders(shop: Caller, winery: Caller) -> None:
    number = running()
    (summary,) = read(shop.get(NOTICES))
    assert winery.get(f"{NOTICES}/{summary['id']}").status_code == 404
    assert winery.post(f"{NOTICES}/{summary['id']}/answers", {"deed": "sold"}).status_code == 404
    assert {each["holder"] for each in read(shop.get(f"{RECALLS}/{number}/holders"))} == {SHOP_PARTY}
    assert read(shop.get(f"{RECALLS}/{number}/steps")) == []
    assert shop.get(f"{RECALLS}/{number}/report").status_code == 404


def test_who_holds_nothing_of_it_knows_of_no_recall(office: Caller) -> None:
    number = running()
    stranger = called("stranger", ActorKind.ENTERPRISE, party="uscc:91450702MA5NEXTR4X")
    assert read(stranger.get(RECALLS)) == []
    assert stranger.get(f"{RECALLS}/{number}").status_code == 404


def test_a_holder_handles_nothing(shop: Caller) -> None:
    number = running()
    assert shop.post(f"{RECALLS}/{number}/close", {"reason": "x"}).status_code == 403


def test_a_sale_that_was_warned_of_is_told_to_the_office(office: Caller, shop: Caller) -> None:
    number = running()
    thing = read(office.get(f"{RECALLS}/{number}/things", {"holder": SHOP_PARTY}))[0]["key"]
    sale = {
        "type": "ObjectEvent", "eventTime": "2026-11-01T09:00:00.000+08:00", "eventTimeZoneOffset": "+08:00",
        "action": "OBSERVE", "bizStep": "retail_selling", "epcList": [f"https://id.gs1.org/{thing}"],
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    }  # fmt: skip
    answer = shop.post("/epcis/events", sale)
    assert (answer.status_code, answer["Zhuisu-Recalls"]) == (201, number)
    (warned,) = read(office.get(f"{RECALLS}/{number}/warnings"))
    assert (warned["account"], warned["act"], warned["thing"]) == ("shop", "sell", thing)
    assert read(shop.get(f"{RECALLS}/{number}/warnings")) == []


def test_the_report_comes_as_json_as_pdf_and_as_a_spreadsheet(office: Caller) -> None:
    path = f"{RECALLS}/{running()}/report"
    assert read(office.get(path))["recall"]["title"] == PLAN["title"]
    assert office.get(path, {"form": "pdf"}).content.startswith(b"%PDF-")
    assert office.get(path, {"form": "xlsx"}).content.startswith(b"PK")


def test_a_reach_that_is_not_there_is_no_resource(office: Caller) -> None:
    number = running()
    assert codes(office.get(f"{RECALLS}/{number}/reaches/7/differences")) == ["recall.no_reach"]
    assert read(office.get(f"{RECALLS}/{number}/reaches"))[0]["cause"] == "freeze"


def test_the_list_is_narrowed_by_state_and_kind(office: Caller) -> None:
    number = running()
    assert [each["number"] for each in read(office.get(RECALLS, {"state": "issued"}))] == [number]
    assert read(office.get(RECALLS, {"kind": "ban"})) == []
    assert codes(office.get(RECALLS, {"state": "open"})) == ["query.bad_value"]


def test_a_scope_and_a_drill_speak_as_recalls_do(office: Caller) -> None:
    drafted(office)
    asked = {"codes": [GRAPE_LOT, "01/06901234567892/10/NOBODY"]}
    inquiry = read(office.post("/api/scope", asked), 202)
    assert [each["code"] for each in inquiry["findings"]] == ["asking.unrecorded"]
    drill = read(office.post("/api/drills", {"code": GRAPE_LOT}), 202)
    while grow_next():
        pass
    (first, *_) = read(office.get(f"/api/scope/{inquiry['id']}/things"))
    assert {"number", "key", "asOf", "lastEvent", "state"} <= set(first)
    (tally, *_) = read(office.get(f"/api/scope/{inquiry['id']}/tally", {"by": "state"}))
    assert {"firstAsOf", "lastAsOf"} <= set(tally)
    told = [inquiry, first, tally, read(office.get(f"/api/drills/{drill['id']}"))]
    assert [name for each in told for name in names_in(each) if "_" in name] == []


def names_in(value: Any) -> list[str]:
    """The names of the members of a JSON value, at any depth, but for words that are counted by."""
    if isinstance(value, list):
        return [name for each in value for name in names_in(each)]
    members = value.items() if isinstance(value, dict) else ()
    return [name for key, each in members if key != "states" for name in (key, *names_in(each))]


def test_a_time_without_an_offset_is_said_to_lack_it(office: Caller) -> None:
    answer = office.post("/api/scope", {"place": SHOP, "since": "2026-06-01T08:00:00"})
    assert (answer.status_code, codes(answer)) == (400, ["asking.no_offset"])
    assert "+08:00" in answer.content.decode()
