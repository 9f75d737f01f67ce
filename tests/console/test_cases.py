"""The desk of cases: assigned, inspected, decided, lettered and closed on screens; who has no part sees nothing."""

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.casework.cast import OFFICERS, opened, picture, registered
from tests.casework.conftest import casework
from tests.console.cast import AGRICULTURE, AUDITOR, GROWER, REGISTRAR, account_of, sent, signed_in, verbs
from tests.registry.cast import made
from tests.supervision.cast import finding
from tests.supervision.conftest import supervision
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.casework.grouping import group_next
from zhuisu.casework.models import Case, Inspection, InspectionPicture, Letter, Report
from zhuisu.casework.reports import Receipt, Reported, follow, report
from zhuisu.console.accounts import Wanted
from zhuisu.core.rules.record import LOCAL
from zhuisu.recall.evidence import Photo
from zhuisu.registry.models import Party
from zhuisu.supervision.models import Finding

__all__ = ["casework", "supervision"]
pytestmark = pytest.mark.usefixtures("casework", "console")

CHINA = timezone(timedelta(hours=8))
PNG = "data:image/png;base64,"
DRUGS = Wanted("yao", ActorKind.DEPARTMENT, frozenset({Scope.READ, Scope.SUPERVISE}), ("drugs",), ("450700",))
PHOTOS = (Photo(picture("PNG")),)
WHY = "已书面报告整改情况，复查通过。"
LYCHEE = "https://id.gs1.org/01/06901234000016/10/L7"


def said(client: Client, page: str, status: int = 200) -> str:
    """What a page says."""
    answer = client.get(page)
    assert answer.status_code == status, page
    return answer.content.decode()


def streamed(client: Client, page: str) -> bytes:
    """A file that is sent as it is made."""
    answer: Any = client.get(page)
    return b"".join(answer.streaming_content)


def visit(**more: Any) -> dict[str, Any]:
    """What is typed of an inspection."""
    told = {
        "draft": str(uuid4()), "at": f"{datetime.now(CHINA):%Y-%m-%dT%H:%M}",
        "place": "六荔垌果园", "officers": OFFICERS,
        "r:fruit/harvest/records": "ok", "r:fruit/input_use/records": "wrong", "n:fruit/input_use/records": "台账缺页",
        "latitude": "22.4", "longitude": "109.3", "accuracy": "8", "summary": "台账不全", "signer": "陆小荔",
    }  # fmt: skip
    return {**told, **more}


def test_a_case_goes_from_list_to_end_on_screens() -> None:
    registered()
    number = opened()
    client = signed_in(AGRICULTURE, "zh-hans")
    page = f"/admin/cases/{number}/"
    assert "水果：超出核定数量（要求：投入品记录）" in said(client, "/admin/cases/")
    assert "我来办" in said(client, page)
    assert sent(client, f"{page}do/assign/", account="tan", words="").status_code == 302
    assert sent(client, f"{page}do/say/", text="明早去果园").status_code == 302
    photo = SimpleUploadedFile("台账.png", picture("PNG"))
    assert sent(client, f"{page}inspect/", photos=photo, **visit()).status_code == 302
    assert Inspection.objects.get().pictures.count() == 1
    told = said(client, page)
    for part in ("明早去果园", "台账缺页", "陆小荔", "22.40000", "已检查", "怎样消除"):
        assert part in told, part
    refused = sent(client, f"{page}do/decide/", decision="sanction", reason="超量").content.decode()
    assert "行政处罚须写明处罚内容" in refused
    given = {"decision": "order", "reason": "投入品超量", "basis": "农产品质量安全法第27条", "penalty": ""}
    assert sent(client, f"{page}do/decide/", **given).status_code == 302
    ids = " ".join(str(each) for each in Finding.objects.values_list("pk", flat=True))
    refused = sent(client, f"{page}do/close/", reason="x").content.decode()
    for part in ("还有 1 个问题没有消除", "请用一句完整的话", "已看过，仍要结案：【投入品记录】"):
        assert part in refused, part
    assert "有了变化" in sent(client, f"{page}do/close/", reason=WHY, confirmed="1 2 3").content.decode()
    assert sent(client, f"{page}do/close/", reason=WHY, confirmed=ids).status_code == 302
    assert client.get(f"{page}do/close/").status_code == 409
    assert "已结案" in said(client, page)
    assert {"case assigned", "case inspected", "case decided", "case closed"} <= set(verbs("tan"))


def test_an_inspection_is_sent_by_a_script_and_kept_once() -> None:
    registered()
    number = opened()
    client = signed_in(AGRICULTURE)
    sent(client, f"/admin/cases/{number}/do/assign/", account="tan", words="")
    page, told = f"/admin/cases/{number}/inspect/", visit(signature=PNG + "AAAA", photos="")
    json: Any = {"Accept": "application/json"}
    token = said(client, page).partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    wrong = client.post(page, {"csrfmiddlewaretoken": token, **told}, headers=json)
    assert (wrong.status_code, wrong.json()["findings"][0]["path"]) == (422, "signature")
    told["signature"] = PNG + "not base64!"
    for _ in range(2):
        answer = client.post(page, {"csrfmiddlewaretoken": token, **told}, headers=json)
        assert (answer.status_code, answer.json()) == (200, {"next": f"/admin/cases/{number}/"})
    assert Inspection.objects.count() == 1
    assert client.get(page).headers["Permissions-Policy"].startswith("camera=(self), geolocation=(self)")


def test_a_form_that_is_out_of_date_says_who_changed_what_and_leads_back() -> None:
    registered()
    number = opened()
    client, other = signed_in(AGRICULTURE, "zh-hans"), signed_in(REGISTRAR, "zh-hans")
    page = f"/admin/cases/{number}/"
    form = f"{page}do/route/"
    token = said(client, form).partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent(other, f"{page}do/assign/", account="tan", words="")
    given = {"csrfmiddlewaretoken": token, "category": "food", "reason": ""}
    for answer in (client.post(form, given), client.get(form)):
        told = answer.content.decode()
        assert answer.status_code == 409
        for part in ("现在是“办理中”", "谁改了什么", REGISTRAR.name, "交由", "回到案件", f'href="{page}"'):
            assert part in told, part
    taken = client.post(f"{page}do/assign/", {"csrfmiddlewaretoken": token, "account": REGISTRAR.name, "held": ""})
    assert (taken.status_code, Case.objects.get().assignee) == (409, "tan")  # who comes second does not take it away
    Case.objects.update(scopes=["drugs/450700"])
    gone = said(client, page, 404)
    assert "不在您的管辖范围内" in gone
    assert 'href="/admin/cases/"' in gone


def test_an_inspection_that_is_refused_tells_a_script_why_and_one_after_the_end_is_taken() -> None:
    registered()
    number = opened()
    client = signed_in(AGRICULTURE, "zh-hans")
    page = f"/admin/cases/{number}/"
    json: Any = {"Accept": "application/json"}
    token = said(client, f"{page}do/assign/").partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    told = {"csrfmiddlewaretoken": token, **visit(photos="")}
    refused = client.post(f"{page}inspect/", told, headers=json)
    assert (refused.status_code, "现在是“待受理”" in refused.json()["findings"][0]["told"]) == (409, True)
    Case.objects.update(state="closed", closed_at=datetime.now(UTC))
    assert "补充检查" in said(client, f"{page}inspect/")
    assert client.post(f"{page}inspect/", told, headers=json).json() == {"next": page}
    assert "结案后补交" in said(client, page)
    Case.objects.update(scopes=["drugs/450700"])
    gone = client.post(f"{page}inspect/", told, headers=json)
    assert (gone.status_code, "管辖范围" in gone.json()["findings"][0]["told"]) == (404, True)


def test_what_is_wrong_with_an_inspection_leaves_what_was_typed() -> None:
    registered()
    number = opened()
    client = signed_in(AGRICULTURE, "zh-hans")
    sent(client, f"/admin/cases/{number}/do/assign/", account="tan", words="")
    page = f"/admin/cases/{number}/inspect/"
    told = sent(client, page, **visit(officers="谭志明", draft="x", latitude="x")).content.decode()
    assert "不少于两名执法人员" in told
    assert "位置不正确" in told
    for wrong, said_of_it in (
        ({"at": "x"}, "请填写检查日期和时间"),
        ({"at": "1999-01-01T09:00"}, "1999-01-01 09:00 比立卷"),
        ({"latitude": "999", "accuracy": ""}, "位置不正确：999.0"),
        ({"officers": "谭志明（桂070001）\n谭志明 (桂 070001)"}, "同一名执法人员"),
        ({"r:fruit/harvest/records": "perhaps"}, "应为其中之一：符合、不符合、不涉及。"),
    ):
        assert said_of_it in sent(client, page, **visit(**wrong)).content.decode(), said_of_it
    assert "台账缺页" in told
    assert not Inspection.objects.exists()


def test_a_letter_is_looked_at_given_out_and_read_again() -> None:
    registered()
    number = opened()
    client = signed_in(AGRICULTURE, "zh-hans")
    page = f"/admin/cases/{number}/"
    assert client.get(f"{page}letters/order/").status_code == 409  # nobody works on it yet
    sent(client, f"{page}do/assign/", account="tan", words="")
    write = f"{page}letters/order/"
    assert "市农业农村局" in said(client, write)
    lines = {
        "authority": "钦州市农业农村局", "facts": "投入品超量", "basis": "第27条", "until": "2026年4月1日",
        "demand": "停止超出部分", "contact": "谭志明", "contact_phone": "0777-1234567",
    }  # fmt: skip
    looked = sent(client, write, preview="1", **lines)
    assert (looked.headers["Content-Type"], Letter.objects.count()) == ("application/pdf", 0)
    assert "请填写改正内容及要求" in sent(client, write, **{**lines, "demand": ""}).content.decode()
    assert sent(client, write, **lines).status_code == 302
    made = Letter.objects.get()
    told = said(client, page)
    assert made.number in told
    assert '<strong>行政处罚决定书</strong> <span class="quiet">案件“已决定”时才能出具，现在是“办理中”。' in told
    assert "案件“已决定”时才能出具" in said(client, f"{page}letters/decision/", 409)
    read = client.get(f"{page}letters/{made.pk}.pdf")
    assert read.content == bytes(made.body)
    assert client.get(f"{page}letters/{1 << 70}.pdf").status_code == 404
    assert "记录送达" not in told
    sent(client, f"{page}do/decide/", decision="sanction", reason="超量", basis="第27条", penalty="罚款")
    assert sent(client, f"{page}letters/notice/", **lines, penalty="罚款").status_code == 302
    assert "还没有记录送达日期，暂从出具之日起算" in said(client, page)
    served = {"day": f"{datetime.now(LOCAL):%Y-%m-%d}"}
    assert sent(client, f"{page}do/serve/", day="2026-01-01").status_code == 200
    assert sent(client, f"{page}do/serve/", **served).status_code == 302
    assert f"于 {served['day']} 送达，当事人有 5 个工作日陈述、申辩" in said(client, f"{page}letters/decision/", 409)


def test_lists_are_narrowed_ordered_and_exported() -> None:
    registered()
    number = opened()
    finding(rule="pre_harvest", severity="warning", profile="vegetable")
    group_next()
    client = signed_in(REGISTRAR, "zh-hans")
    other = Case.objects.exclude(number=number).get().number
    for query, there, gone in (
        ("severity=error", number, other),
        ("only=new&severity=warning", other, number),
        ("q=六荔垌&severity=error", number, other),
        (f"q={other.lower()}", other, number),
    ):
        told = said(client, f"/admin/cases/?{query}")
        assert there in told, query
        assert gone not in told, query
    for order in ("due", "newest", "oldest", "changed", "severity", "party", "state", "' OR 1=1"):
        assert number in said(client, f"/admin/cases/?order={order}&category=produce")
    assert "没有符合的案件" in said(client, "/admin/cases/?only=mine")
    text = streamed(client, "/admin/cases/list.csv?severity=error").decode()
    assert [line.split(",")[0] for line in text.splitlines()] == ["\ufeff编号", number]
    book = load_workbook(BytesIO(streamed(client, "/admin/cases/list.xlsx")))
    assert book.active is not None
    assert book.active.max_row == 3
    assert verbs(REGISTRAR.name).count("cases exported") == 2


def test_english_readers_read_a_partys_english_name_where_the_registry_has_one() -> None:
    registered()
    number = opened()
    client, page = signed_in(REGISTRAR), f"/admin/cases/{number}/"
    chinese = '" lang="zh">灵山县六荔垌荔枝种植专业合作社</a>'
    assert chinese in said(client, page)
    assert '<span lang="zh">灵山县六荔垌荔枝种植专业合作社</span>' in said(client, "/admin/cases/")
    Party.objects.update(name_en="Liulidong Lychee Cooperative")
    assert '">Liulidong Lychee Cooperative</a> · <span lang="zh">' in said(client, page)
    assert "<span>Liulidong Lychee Cooperative</span>" in said(client, "/admin/cases/")
    assert ",Liulidong Lychee Cooperative," in streamed(client, "/admin/cases/list.csv").decode()
    assert (
        '">灵山县六荔垌荔枝种植专业合作社</a>' in client.get(page, headers={"accept-language": "zh"}).content.decode()
    )


def test_a_report_is_answered_and_its_contact_shown_for_a_reason() -> None:
    registered()
    made = report(
        Reported(text="荔枝打开发现有虫", code=LYCHEE, contact="13800000000", photos=(Photo(picture("PNG")),))
    )
    assert isinstance(made, Receipt)
    client = signed_in(AGRICULTURE, "zh-hans")
    number = Case.objects.get().number
    page = f"/admin/cases/{number}/"
    told = said(client, page)
    assert "荔枝打开发现有虫" in told
    assert "13800000000" not in told
    picture_page = f"{page}reports/pictures/{Report.objects.get().pictures.get().pk}/"
    assert client.get(picture_page).headers["Content-Type"] == "image/jpeg"
    contact = f"{page}reports/{made.number}/contact/"
    assert "请填写理由" in sent(client, contact, reason="").content.decode()
    assert "13800000000" in sent(client, contact, reason="核实情况").content.decode()
    reply = f"{page}reports/{made.number}/"
    assert sent(client, reply, text="已责令改正，谢谢。").status_code == 302
    assert client.get(reply).status_code == 409
    followed = follow(made.number, made.secret)
    assert followed is not None
    assert followed.answer == "已责令改正，谢谢。"


def test_people_and_departments_are_named_wherever_a_case_tells_who_did_something() -> None:
    registered()
    number = opened()
    person = made("person", {"name": "谭警长"}).entry.key
    client = signed_in(AGRICULTURE._replace(person=person), "zh-hans")
    page = f"/admin/cases/{number}/"
    assert "谭警长（我）" in said(client, f"{page}do/assign/")
    assert sent(client, f"{page}do/assign/", account="tan", words="").status_code == 302
    told = said(client, page)
    assert "<strong>谭警长</strong>" in told
    assert "交由 谭警长 办理" in told
    for query in ("", "?q=谭警长", "?q=tan"):
        assert 'data-name="办理人">谭警长</td>' in said(client, f"/admin/cases/{query}"), query
    assert ",谭警长," in streamed(client, "/admin/cases/list.csv").decode()
    book = load_workbook(BytesIO(streamed(client, "/admin/cases/list.xlsx")))
    assert [row[10] for row in next(iter(book)).values] == ["办理人", "谭警长"]
    assert "<strong>谭警长</strong>" in said(signed_in(REGISTRAR, "zh-hans"), "/admin/cases/changes/")


def test_who_comes_on_shift_sees_what_changed_and_says_so() -> None:
    number = opened()
    client = signed_in(REGISTRAR)
    assert "Changed since you last looked" in said(client, "/admin/cases/")
    told = said(client, "/admin/cases/changes/")
    assert number in told
    step = told.partition('name="step" value="')[2].partition('"')[0]
    for wrong in ("", "x", "9" * 30):
        sent(client, "/admin/cases/changes/", step=wrong)
    assert number in said(client, "/admin/cases/changes/")
    assert sent(client, "/admin/cases/changes/", step=step).status_code == 302
    assert number not in said(client, "/admin/cases/changes/")


def test_who_has_no_part_in_a_case_sees_nothing_of_it() -> None:
    registered()
    number = opened()
    account_of(AGRICULTURE)
    Case.objects.update(state="assigned", assignee="tan")
    page = f"/admin/cases/{number}/"
    drugs = signed_in(DRUGS)
    assert number not in said(drugs, "/admin/cases/?only=all")
    for address in (page, f"{page}do/say/", f"{page}inspect/", f"{page}letters/order/", f"{page}letters/1.pdf"):
        assert drugs.get(address).status_code == 404, address
    grower = signed_in(GROWER)
    for address in ("/admin/cases/", page, "/admin/cases/changes/", "/admin/cases/list.csv", f"{page}inspect/"):
        assert grower.get(address).status_code == 403, address
    auditor = signed_in(AUDITOR)
    assert number in said(auditor, "/admin/cases/")
    assert "I take it" not in said(auditor, page)
    assert auditor.get(f"{page}do/say/").status_code == 403
    assert Client().get(page).status_code == 302


def test_photographs_and_signatures_are_for_who_sees_the_case() -> None:
    registered()
    number = opened()
    client = signed_in(AGRICULTURE)
    page = f"/admin/cases/{number}/"
    sent(client, f"{page}do/assign/", account="tan", words="")
    photo = SimpleUploadedFile("a.png", picture("PNG"))
    sent(client, f"{page}inspect/", photos=photo, **visit(signature=""))
    shown = f"{page}pictures/{InspectionPicture.objects.get().pk}/"
    assert client.get(shown).headers["Cache-Control"].startswith("no-store")
    assert client.get(f"{page}inspections/{Inspection.objects.get().pk}/signature/").status_code == 404  # typed alone
    assert signed_in(DRUGS).get(shown).status_code == 404
