"""The screens without scripts: a form that is posted, what is wrong beside its inputs, nothing of anybody else's."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from tests.console.cast import PASSWORD, browser, proof, sent
from tests.recording.cast import AT_FARM, BATCH, GREENS, GROWER, STALL, follow, harvest, sale, saved
from tests.work.people import hired
from zhuisu.core.codes import SCHEMES
from zhuisu.core.findings import Severity
from zhuisu.core.forms.model import NOTHING
from zhuisu.recording.against import FindingRow, Remedy, RemedyKind
from zhuisu.recording.models import Entry
from zhuisu.registry.seeding import seed
from zhuisu.work import me

pytestmark = pytest.mark.usefixtures("market")

FORM = "/work/record/vegetable/harvest/"
RESTRICTED, BOTTLE_CLASS = "zhuisu:restricted", "pesticide:1261840"
ANSWERS = {
    "event_time": "",
    "g:outputs:pick": GREENS,
    "g:outputs:code": "",
    "g:outputs:lot": "",
    "g:outputs:quantity": "120",
    "g:outputs:unit": "KGM",
    "v:cbvmda:lotNumber": "L20260601",
    "v:zhuisu:harvestDate": "2026-06-01",
    "v:zhuisu:origin": "灵山县",
    "v:transformationID": "3号地2026春",
}


@pytest.fixture
def farm() -> Client:
    hired()
    return entered("farm")


def entered(name: str) -> Client:
    client = browser("zh-CN")
    sent(client, "/work/sign-in", username=name, password=PASSWORD)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def event_in(answer: Any) -> list[str]:
    """The record that an answer leads to."""
    return parse_qs(urlsplit(answer["Location"]).query)["of"]


def test_a_form_is_recorded_without_scripts_and_once_for_each_draft(farm: Client) -> None:
    draft = str(uuid4())
    first, again = (sent(farm, FORM, draft=draft, **ANSWERS) for _ in range(2))
    assert first["Location"].startswith("/work/saved?of=")
    assert event_in(again) == event_in(first)
    assert Entry.objects.count() == 1
    assert "菜心 120 千克" in text(farm, first["Location"])


def test_what_is_missing_is_said_beside_its_input_and_what_was_typed_stays(farm: Client) -> None:
    answer = sent(farm, FORM, draft=str(uuid4()), **{**ANSWERS, "v:zhuisu:origin": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'data-path="zhuisu:origin".*?<p class="wrong"[^>]*>请填写“产地”', page, re.DOTALL)
    assert 'value="3号地2026春"' in page


def test_the_browsers_queue_is_answered_as_json(farm: Client) -> None:
    said = {"csrfmiddlewaretoken": proof(farm, FORM), "draft": str(uuid4()), **ANSWERS}
    json = {"accept": "application/json"}
    refused = farm.post(FORM, {**said, "g:outputs:quantity": ""}, headers=json)
    assert refused.status_code == 422
    assert {each["path"] for each in refused.json()["findings"]} >= {"outputs[0]"}
    done = farm.post(FORM, said, headers=json)
    assert (done.status_code, done.json()["state"]) == (201, "saved")
    unreadable = farm.post(FORM, {**said, "event_time": "some day"}, headers=json)
    assert unreadable.json()["findings"][0]["told"] == "有一项太长，或不是数字、日期。"


def test_an_amount_that_is_none_is_marked_as_typed_with_all_else_that_is_wrong(farm: Client) -> None:
    said = {"csrfmiddlewaretoken": proof(farm, FORM), "draft": str(uuid4()), **ANSWERS}
    said |= {"g:outputs:quantity": "12,5", "v:zhuisu:origin": ""}
    answers = [farm.post(FORM, said, headers={"accept": "application/json"}), farm.post(f"{FORM}check", said)]
    for answer in answers:
        paths = [each["path"] for each in answer.json()["findings"]]
        assert sorted(paths) == ["outputs[0]", "zhuisu:origin"]
    page = farm.post(FORM, said).content.decode()
    assert "数量填的是“12,5”，不是能用的数字" in page
    assert 'value="12,5"' in page
    assert not Entry.objects.exists()


def test_a_person_buys_by_real_name_and_the_number_stays_in_the_vault(farm: Client) -> None:
    shop = "/work/record/pesticide/retail/"
    buyer = "t:destination.owning_party"
    said = {
        "csrfmiddlewaretoken": proof(farm, shop),
        "draft": str(uuid4()),
        "g:things:lines": str(SCHEMES["pesticide"].examples[0]),
        "v:source.owning_party": GROWER,
        f"{buyer}:person": "黄大年",
        "v:zhuisu:crop": "荔枝",
        "v:zhuisu:area": "0.4",
        "v:zhuisu:restricted": "true",
        "sure": "1",
    }
    told = farm.post(f"{shop}check", said).json()["findings"]
    assert [each["told"] for each in told if each["path"] == "destination.owning_party"] == [
        "要实名登记，还没有填身份证号。"
    ]
    said |= {f"{buyer}:identity": "11010519491231002X"}
    told = farm.post(f"{shop}check", said | {"v:zhuisu:restricted": ""}).json()["findings"]
    assert [each["told"] for each in told if each["path"] == RESTRICTED] == ["请填写“限制使用”。"]
    of_bottle = {
        "key": BOTTLE_CLASS,
        "name": "毒死蜱",
        "variety": "pesticide",
        "attributes": {"restricted": "限制使用"},
    }
    seed([("product", of_bottle)], actor="inspector")
    told = farm.post(f"{shop}check", said | {"v:zhuisu:restricted": ""}).json()["findings"]
    assert RESTRICTED not in {each["path"] for each in told}
    said |= {"v:zhuisu:restricted": "false"}
    told = farm.post(f"{shop}check", said).json()["findings"]
    assert [each["told"] for each in told if each["path"] == RESTRICTED] == [
        "“限制使用”按产品登记是“是”，已按登记记录；填的是“否”。"
    ]
    assert "destination.owning_party" not in {each["path"] for each in told}
    answer = farm.post(shop, said)
    assert answer.status_code == 302, answer.content.decode()
    follow()
    assert "11010519491231002X" not in str(Entry.objects.get().filled)
    (event,) = event_in(answer)
    record = text(farm, f"/work/history/event?of={event}")
    assert "黄大年" in record
    assert "11010519491231002X" not in record
    assert "黄大年" in text(farm, f"/work/history/correct?of={event}")


def test_a_form_is_judged_while_it_is_typed_and_nothing_is_written(farm: Client) -> None:
    said = {"csrfmiddlewaretoken": proof(farm, FORM), **ANSWERS, "v:zhuisu:origin": ""}
    judged = farm.post(f"{FORM}check", said)
    assert "zhuisu:origin" in {each["path"] for each in judged.json()["findings"]}
    assert not Entry.objects.exists()


def test_codes_are_told_as_they_are_scanned(farm: Client) -> None:
    said = {"csrfmiddlewaretoken": proof(farm, FORM), "codes": f"{BATCH}\nnonsense\n"}
    told = farm.post(f"{FORM}codes/outputs", said).json()["codes"]
    assert [(each["name"], each["hasAmount"], len(each["findings"])) for each in told] == [
        ("菜心", True, 0),
        ("", False, 1),
    ]


def test_a_batch_leads_from_what_is_on_hand_to_the_form_of_its_sale(farm: Client) -> None:
    saved(AT_FARM, harvest())
    assert "120 千克" in text(farm, "/work/stock/")
    held = text(farm, f"/work/stock/of?of={BATCH}")
    led = re.search(r'href="(/work/record/vegetable/sell/\?of=[^"]+)">交给下家', held)
    assert led is not None
    assert re.search(rf'value="{BATCH}"[^>]*selected', text(farm, led[1]))


def test_a_record_is_withdrawn_with_a_reason_and_stays_in_sight(farm: Client) -> None:
    event = saved(AT_FARM, harvest()).event
    page = f"/work/history/withdraw?of={event}"
    assert "请说明理由" in sent(farm, page, reason=" ").content.decode()
    assert sent(farm, page, reason="记错了地块")["Location"] == f"/work/history/event?of={event.replace(':', '%3A')}"
    follow()
    shown = text(farm, f"/work/history/event?of={event}")
    assert "已撤回" in shown
    assert "记错了地块" in shown
    assert "<dt>产地</dt><dd>灵山县</dd>" in shown
    assert "菜心 · 批号 L20260601" in shown


def test_a_delivery_is_received_with_one_tap_and_then_not_awaited_any_more(farm: Client) -> None:
    saved(AT_FARM, harvest())
    shipped = saved(AT_FARM, sale()).event
    stall = entered("stall")
    begun = text(stall, "/work/")
    assert "待收货：灵山菜农合作社" in begun
    assert "菜心 100 千克，" in begun
    assert "召回：没有涉及您的。" in begun
    page = f"/work/receive/delivery?of={shipped}"
    draft = str(uuid4())
    token = proof(stall, page)
    first, again = (stall.post(page, {"csrfmiddlewaretoken": token, "draft": draft}) for _ in range(2))
    assert first["Location"].startswith("/work/saved?of=")
    assert event_in(again) == event_in(first)
    other = stall.post(page, {"csrfmiddlewaretoken": token, "draft": str(uuid4())})
    assert event_in(other) == event_in(first)
    follow()
    assert "没有发给您而还没有收的货" in text(stall, "/work/receive/")
    assert farm.get(page).status_code == 404


@pytest.mark.parametrize("came", ["-5", "1e400", "nan", "inf", "9" * 5000, "很多", "1e13"])
def test_an_amount_that_nobody_can_receive_is_refused_beside_its_good(farm: Client, came: str) -> None:
    saved(AT_FARM, harvest())
    shipped = saved(AT_FARM, sale()).event
    stall = entered("stall")
    answer = sent(stall, f"/work/receive/delivery?of={shipped}", draft=str(uuid4()), came=came)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "data-said>“菜心（批号 L20260601）”的数量填的是" in said
    assert f'value="{came[:20]}"' in said


def test_a_position_or_a_value_that_cannot_be_is_refused_and_breaks_nothing(farm: Client) -> None:
    saved(AT_FARM, harvest())
    shipped = saved(AT_FARM, sale()).event
    page = f"/work/receive/delivery?of={shipped}"
    assert sent(entered("stall"), page, draft=str(uuid4()), latitude="95", longitude="108").status_code == 422


def test_a_kept_record_that_the_form_cannot_read_keeps_nobody_out_and_can_be_withdrawn(farm: Client) -> None:
    event = saved(AT_FARM, harvest()).event
    row = Entry.objects.get(event=event)
    row.filled["goods"]["outputs"][0]["quantity"] = -5
    row.save(update_fields=["filled"])
    for page in ("", "history/", "access/", "labels/tickets/", "labels/certificates/", "record/vegetable/harvest/"):
        assert farm.get(f"/work/{page}").status_code == 200
    assert "撤回" in text(farm, f"/work/history/event?of={event}")
    assert sent(farm, f"/work/history/withdraw?of={event}", reason="数量不对").status_code == 302


def test_stages_of_what_the_party_never_had_are_folded_away_among_sheets(farm: Client) -> None:
    saved(AT_FARM, harvest())
    page = text(farm, "/work/sheets/")
    shown = page[: page.index("其他品种")]
    assert "/work/sheets/vegetable/harvest/" in shown
    assert "/work/sheets/fruit/" not in shown
    assert "/work/sheets/fruit/" in page


def test_nobody_sees_or_corrects_the_records_of_others(farm: Client) -> None:
    event = saved(AT_FARM, harvest()).event
    stall = entered("stall")
    for page in ("saved", "history/event", "history/correct", "history/withdraw"):
        assert stall.get(f"/work/{page}?of={event}").status_code == 404
    assert stall.get(f"/work/stock/of?of={BATCH}").status_code == 404
    assert "菜心" not in text(stall, "/work/history/")


def test_what_the_rules_would_find_is_asked_once_and_told_again_when_it_is_saved(farm: Client) -> None:
    saved(AT_FARM, harvest())
    saved(AT_FARM, sale(80))
    page = "/work/record/vegetable/sell/"
    more = {
        "draft": str(uuid4()),
        "g:things:pick": BATCH,
        "g:things:code": "",
        "g:things:lot": "",
        "g:things:quantity": "80",
        "g:things:unit": "KGM",
        "v:destination.owning_party": STALL,
        "v:transaction.desadv": "F-002",
        "v:zhuisu:plate": "桂N12345",
    }
    asked = sent(farm, page, **more)
    assert asked.status_code == 200
    assert "仍要保存" in asked.content.decode()
    assert Entry.objects.count() == 2
    done = sent(farm, page, **more, sure="1")
    assert "请留意：" in text(farm, done["Location"])
    assert "打印交易票" in text(farm, done["Location"])


def test_a_page_that_is_not_there_keeps_the_frame_and_a_way_back(farm: Client) -> None:
    for address in ("/work/nothing", "/work/history/event?of=nothing", "/work/stock/of?of=nothing"):
        answer = farm.get(address)
        assert answer.status_code == 404
        assert 'href="/work/">回到今日' in answer.content.decode()


def test_the_screens_that_a_phone_keeps_are_those_of_every_day_and_its_forms(farm: Client) -> None:
    kept = farm.get("/work/keep").json()["addresses"]
    assert {"/work/", "/work/record/", "/work/stock/", FORM} <= set(kept)
    assert all(farm.get(address).status_code == 200 for address in kept)


OPEN = FindingRow(
    id=1, severity=Severity.ERROR, title=NOTHING, told=NOTHING, mend=NOTHING, basis=NOTHING, variety_name=NOTHING,
    stage_name=NOTHING, things=(), time=datetime(2026, 6, 1, tzinfo=UTC),
    remedy=Remedy(kind=RemedyKind.LOOK, stage_name=NOTHING),
)  # fmt: skip


def test_a_score_of_few_records_says_so_and_stands_beside_what_must_be_mended(
    farm: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(AT_FARM, harvest())
    assert "这个分数仅供参考" in text(farm, "/work/me/")
    assert "必须改的问题" not in text(farm, "/work/me/")
    monkeypatch.setattr(me, "findings_against", lambda actor: (OPEN,))
    assert "必须改的问题：1 个" in text(farm, "/work/me/")
