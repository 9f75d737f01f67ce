"""A capture that sells, ships, takes, uses or fills what an alert is in force for is answered with a warning."""

import json
import logging
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from tests.exchange.caller import CONTEXT, Caller, bare, document, event
from tests.recall.alerted import NOON, affect, alert
from zhuisu.access import Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.tokens import OPERATOR, issue_token, make_account
from zhuisu.capture.background import capture_waiting
from zhuisu.capture.bounds import ANY_NUMBER
from zhuisu.capture.service import no_progress
from zhuisu.recall.acts import Act
from zhuisu.recall.kinds import LASTING, Kind
from zhuisu.recall.models import Warned
from zhuisu.recall.selling import UNTOLD, finding_of
from zhuisu.recall.selling_sentences import SENTENCES

PIG1, PIG2 = "01/06901234000016/21/PIG1", "01/06901234000016/21/PIG2"
BOX, BATCH = "00/369012340000000017", "01/06901234000016/10/L7"
SOLD: dict[str, Any] = {"bizStep": "retail_selling", "disposition": "retail_sold"}
VOCABULARY = [*CONTEXT, {"zhuisu": "urn:zhuisu:voc:"}]
HEADER = "Zhuisu-Recalls"


@pytest.fixture
def till(recalls: None) -> Caller:
    scopes = frozenset({Scope.CAPTURE, Scope.READ})
    make_account("till", actor=OPERATOR, scopes=scopes, kind=ActorKind.ENTERPRISE, party="uscc:91450702MA5N1X2K93")
    return Caller(issue_token("till"))


def warnings(answer: HttpResponse) -> list[dict[str, Any]]:
    assert answer["Content-Type"] == "application/vnd.zhuisu.warnings+json"
    found: list[dict[str, Any]] = json.loads(answer.content)["warnings"]
    return found


def test_a_sale_of_a_recalled_thing_is_answered_with_a_warning(till: Caller) -> None:
    alert(PIG1, number="ZH-2026-0007")
    answer = till.post("/epcis/events", bare(1, **SOLD))
    assert (answer.status_code, answer[HEADER]) == (201, "ZH-2026-0007")
    (warning,) = warnings(answer)
    assert (warning["code"], warning["thing"], warning["things"]) == ("selling.recall.sell", PIG1, 1)
    assert "being recalled" in warning["detail"]
    assert answer["Location"].startswith("/epcis/events/")


def test_the_warning_is_in_chinese_where_the_till_reads_it(till: Caller) -> None:
    alert(PIG1)
    answer = till.post("/epcis/events", bare(1, **SOLD), Accept_Language="zh-CN")
    assert "请勿交给顾客" in warnings(answer)[0]["detail"]
    assert answer["Content-Language"] == "zh-Hans"


def test_what_is_not_recalled_is_answered_without_a_word(till: Caller) -> None:
    alert(PIG1)
    answer = till.post("/epcis/events", bare(2, **SOLD))
    assert (answer.status_code, answer.content, HEADER in answer) == (201, b"", False)


@pytest.mark.parametrize(
    "members",
    [{"state": "draft"}, {"state": "frozen"}, {"state": "withdrawn"}, {"state": "closed", "kind": "stop_sale"}],
)
def test_an_alert_that_is_not_in_force_warns_of_nothing(till: Caller, members: dict[str, Any]) -> None:
    alert(PIG1, **members)
    assert HEADER not in till.post("/epcis/events", bare(1, **SOLD))


def test_what_a_closed_recall_left_is_warned_of_in_words_of_its_own(till: Caller) -> None:
    affect(alert(PIG1, BATCH, state="closed", ended_at=NOON), PIG2, inside=BOX)
    (sold,) = warnings(till.post("/epcis/events", bare(1, **SOLD), Accept_Language="zh-CN"))
    assert (sold["code"], sold["thing"]) == ("selling.recall.sell.ended", PIG1)
    assert sold["detail"].startswith(f"{PIG1} 已被召回，召回结束后仍不得销售、使用")
    weighed = [{"epcClass": f"https://id.gs1.org/{BATCH}", "quantity": 5, "uom": "KGM"}]
    (taken,) = warnings(till.post("/epcis/events", bare(2, epcList=[], quantityList=weighed, bizStep="receiving")))
    assert (taken["code"], taken["thing"]) == ("selling.recall.take.ended", BATCH)
    (sent,) = warnings(till.post("/epcis/events", bare(3, epcList=["urn:epc:id:sscc:6901234.3000000001"],
                                                       bizStep="shipping")))  # fmt: skip
    assert (sent["code"], sent["thing"]) == ("selling.recall.ship.ended", BOX)


def test_what_was_lifted_from_a_recall_that_was_closed_is_not_warned_of(till: Caller) -> None:
    affect(alert(state="closed", ended_at=NOON), PIG1, lifted_at=NOON)
    assert HEADER not in till.post("/epcis/events", bare(1, **SOLD))


def test_an_item_is_warned_of_by_the_batch_that_the_sale_states(till: Caller) -> None:
    alert(BATCH)
    link = "https://id.gs1.org/01/06901234000016/10/L7/21/PIG9"
    answer = till.post("/epcis/events", bare(9, epcList=[link], **SOLD))
    assert warnings(answer)[0]["thing"] == BATCH


def test_an_item_that_is_recalled_with_its_batch_is_one_thing(till: Caller) -> None:
    alert(BATCH, "01/06901234000016/21/PIG9")
    link = "https://id.gs1.org/01/06901234000016/10/L7/21/PIG9"
    (warning,) = warnings(till.post("/epcis/events", bare(9, epcList=[link], **SOLD)))
    assert (warning["thing"], warning["things"]) == ("01/06901234000016/21/PIG9", 1)


def test_an_item_is_warned_of_by_the_batch_that_the_ledger_knows(till: Caller) -> None:
    till.post("/epcis/events", bare(9, epcList=["https://id.gs1.org/01/06901234000016/10/L7/21/PIG9"]))
    alert(BATCH)
    answer = till.post("/epcis/events", bare(8, epcList=["https://id.gs1.org/01/06901234000016/21/PIG9"], **SOLD))
    assert warnings(answer)[0]["thing"] == "01/06901234000016/21/PIG9"


def test_a_box_is_warned_of_by_what_is_in_it(till: Caller) -> None:
    affect(alert(), PIG1, PIG2, inside=BOX)
    answer = till.post("/epcis/events", bare(1, epcList=["urn:epc:id:sscc:6901234.3000000001"], bizStep="shipping"))
    (warning,) = warnings(answer)
    assert (warning["code"], warning["thing"], warning["things"]) == ("selling.recall.ship.many", BOX, 2)


@pytest.mark.parametrize(
    "fields",
    [
        {"bizStep": "shipping", "disposition": "returned"},
        {"bizStep": "retail_selling", "disposition": "recalled"},
        {"bizStep": "destroying"},
        {"bizStep": "inspecting"},
        {"bizStep": "stock_taking"},
    ],
)
def test_who_sends_back_destroys_or_looks_is_not_warned(till: Caller, fields: dict[str, Any]) -> None:
    alert(PIG1)
    assert HEADER not in till.post("/epcis/events", bare(1, **fields))


def test_filling_a_banned_cylinder_is_warned_of_at_its_check(till: Caller) -> None:
    alert(PIG1, kind="ban", title="超期未检气瓶")
    check = {**event(1, bizStep="inspecting"), "zhuisu:residualPressure": 1, "@context": VOCABULARY}
    answer = till.post("/epcis/events", check)
    assert warnings(answer)[0]["code"] == "selling.ban.fill"


def test_what_is_missing_is_warned_of_wherever_it_is_seen(till: Caller) -> None:
    alert(PIG1, kind="lost", title="雷管丢失")
    answer = till.post("/epcis/events", bare(1, bizStep="inspecting"))
    assert warnings(answer)[0]["code"] == "selling.lost.seen"
    assert "call the police" in warnings(answer)[0]["detail"]


def test_using_it_up_is_warned_of_and_making_from_it_is_not_held_up(till: Caller) -> None:
    alert(PIG1)
    made = {
        "@context": CONTEXT, "type": "TransformationEvent", "eventTime": "2026-09-01T09:00:00.000+08:00",
        "eventTimeZoneOffset": "+08:00", "bizStep": "commissioning",
        "inputEPCList": ["urn:epc:id:sgtin:6901234.000001.PIG1"],
        "outputEPCList": ["urn:epc:id:sgtin:6901234.000002.HAM1"],
    }  # fmt: skip
    answer = till.post("/epcis/events", made)
    assert (answer.status_code, warnings(answer)[0]["act"]) == (201, "use")


def test_a_document_is_warned_of_event_by_event_and_so_is_its_job(till: Caller) -> None:
    alert(PIG1, PIG2)
    answer = till.post("/epcis/capture", document(event(3, **SOLD), event(1, **SOLD), event(2, **SOLD)))
    assert answer.status_code == 202
    paths = [warning["path"] for warning in warnings(answer)]
    assert paths == ["$.epcisBody.eventList[1]", "$.epcisBody.eventList[2]"]
    assert json.loads(till.get(answer["Location"]).content)["warnings"] == warnings(answer)


def test_a_repeat_is_warned_of_again(till: Caller) -> None:
    till.post("/epcis/events", bare(1, **SOLD))
    alert(PIG1)
    assert warnings(till.post("/epcis/events", bare(1, **SOLD)))[0]["thing"] == PIG1


def test_a_refused_document_leaves_no_warning_behind(till: Caller) -> None:
    alert(PIG1)
    answer = till.post("/epcis/capture", document(event(1, **SOLD), event(2, action="LOOK")))
    assert (answer.status_code, HEADER in answer, Warned.objects.count()) == (400, False, 0)


def test_who_accepts_no_such_body_gets_the_header_alone(till: Caller) -> None:
    alert(PIG1, number="ZH-2026-0007")
    answer = till.post("/epcis/events", bare(1, **SOLD), Accept="application/json")
    assert (answer.status_code, answer.content, answer[HEADER]) == (201, b"", "ZH-2026-0007")


def test_a_document_captured_in_the_background_is_warned_of_by_its_job(till: Caller, settings: Any) -> None:
    alert(PIG1)
    settings.CAPTURE_INLINE_BYTES = 1
    location = till.post("/epcis/capture", document(event(1, **SOLD)))["Location"]
    capture = UUID(location.rpartition("/")[2])
    capture_waiting(capture, party="uscc:91450702MA5N1X2K93", bounds=ANY_NUMBER, progress=no_progress)
    (warning,) = json.loads(till.get(location).content)["warnings"]
    assert warning["code"] == "selling.recall.sell"


def test_who_was_warned_when_and_of_what_is_kept(till: Caller) -> None:
    recall = alert(PIG1)
    till.post("/epcis/events", bare(1, **SOLD))
    (row,) = Warned.objects.filter(recall=recall)
    assert (row.account, row.party, row.act) == ("till", "uscc:91450702MA5N1X2K93", "sell")
    assert row.event == event(1)["eventID"]


def test_a_fault_of_the_warning_does_not_hold_up_the_capture(
    till: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    alert(PIG1)
    monkeypatch.setattr("zhuisu.recall.selling._meant", fail)
    with caplog.at_level(logging.CRITICAL):
        answer = till.post("/epcis/events", bare(1, **SOLD))
    assert (answer.status_code, till.events()) == (201, [event(1)["eventID"]])


def test_every_warning_has_its_sentence() -> None:
    codes = {f"selling.{kind}.{act}{many}" for kind in Kind for act in Act for many in ("", ".many")}
    codes |= {f"selling.{kind}.{act}.ended{many}" for kind in LASTING for act in Act for many in ("", ".many")}
    assert codes == set(SENTENCES)


def test_an_alert_that_is_not_public_warns_without_its_title() -> None:
    alerted = alert("01/06901234500003/21/B0", title="内部协查", is_public=False)
    row = Warned(recall=alerted, act="sell", thing="01/06901234500003/21/B0", things=1, path="$")
    assert finding_of(row).facts["title"] == UNTOLD
