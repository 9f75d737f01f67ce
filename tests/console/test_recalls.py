"""The desk of recalls: drafted, frozen, issued and closed on screens; holders answer on theirs; others see nothing."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from tests.console.cast import AUDITOR, REGISTRAR, proof, sent, signed_in, verbs
from tests.recall.cellar import CASE, GRAPE_LOT, GRAPES, KEYS, SHOP, event, vintage
from tests.recall.conftest import recalls, registry, supervision
from tests.recall.outbreak import SHOP_PARTY, WINERY, issued, late, places, settled, widened
from tests.registry.cast import made
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account
from zhuisu.console.accounts import Wanted
from zhuisu.recall.answering import Said, answer
from zhuisu.recall.growing import grow_next
from zhuisu.recall.kinds import Deed
from zhuisu.recall.links import secret_of
from zhuisu.recall.models import Affected, Answer, Evidence, Holding, Recall

__all__ = ["recalls", "registry", "supervision"]
pytestmark = pytest.mark.usefixtures("recalls", "console")

ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
READ = frozenset({Scope.READ})
SHOPKEEPER = Wanted("shop", ActorKind.ENTERPRISE, READ, party=SHOP_PARTY)
VINTNER = Wanted("vintner", ActorKind.ENTERPRISE, READ, party=WINERY)
DRUGS = Wanted("yao", ActorKind.DEPARTMENT, frozenset({Scope.READ, Scope.SUPERVISE}), ("drugs",), ("450700",))
PLAN = {
    "kind": "recall",
    "category": "food",
    "grade": "1",
    "title": "葡萄酒检出铅超标",
    "codes": GRAPE_LOT,
    "reason": "监督抽检不合格",
    "hazard": "可能损害神经系统",
    "public": "",
}


def said(client: Client, page: str) -> str:
    """What a page says."""
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def deed(client: Client, number: str, verb: str, **fields: object) -> int:
    """The status of what is done about a recall on its screen."""
    return int(sent(client, f"/admin/recalls/{number}/do/{verb}/", **fields).status_code)


def test_a_recall_is_drafted_frozen_issued_and_closed_on_screens() -> None:
    places()
    vintage(ARRIVED)
    settled()
    client = signed_in(REGISTRAR)
    assert sent(client, "/admin/recalls/new/", **PLAN).status_code == 302
    number = Recall.objects.get().number
    page = f"/admin/recalls/{number}/"
    assert "draft" in said(client, page)
    assert deed(client, number, "freeze") == 302
    assert "scope frozen" in said(client, page)
    assert deed(client, number, "issue") == 302
    told = said(client, page)
    for part in ("in force", " left", "老街酒行", "监督抽检不合格", "Legal ground", "Ledger when frozen"):
        assert part in told, part
    assert "1 / 2" in told
    assert "云雾酒庄" in said(client, f"{page}holders/")
    assert "监督抽检不合格" in said(client, f"{page}do/correct/")
    right = {"reason": "监督抽检不合格", "advice_en": "Take it back to the shop."}
    assert deed(client, number, "correct", **right) == 200
    assert deed(client, number, "correct", **right, why="English was missing") == 302
    assert "Take it back to the shop." in said(client, page)
    refused = sent(client, f"{page}do/close/", reason="")
    assert "1 holders have not answered" in refused.content.decode()
    assert deed(client, number, "close", reason="all sold") == 302
    assert "all sold" in said(client, page)
    assert client.get(f"{page}do/close/").status_code == 404
    assert {"recall drafted", "recall issued", "recall closed"} <= set(verbs(REGISTRAR.name))


def test_a_draft_that_is_wrong_is_refused_at_its_fields_and_changed() -> None:
    places()
    vintage()
    settled()
    client = signed_in(REGISTRAR)
    wrong = sent(client, "/admin/recalls/new/", **{**PLAN, "grade": "", "codes": "not a code at all"})
    assert "has a grade" in wrong.content.decode()
    assert not Recall.objects.exists()
    sent(client, "/admin/recalls/new/", **PLAN)
    number = Recall.objects.get().number
    change = f"/admin/recalls/{number}/change/"
    assert "监督抽检不合格" in said(client, change)
    assert sent(client, change, **{**PLAN, "reason": "复检仍不合格"}).status_code == 302
    assert Recall.objects.get().reason == "复检仍不合格"
    deed(client, number, "withdraw", reason="a mistake")
    assert client.get(change).status_code == 404


def test_a_draft_begins_with_the_things_that_the_workbench_names() -> None:
    shown = said(signed_in(REGISTRAR), f"/admin/recalls/new/?key={GRAPES}")
    assert f">\n{GRAPES}</textarea>" in shown
    assert 'value="01/06901234567892"' in shown
    assert signed_in(VINTNER).get("/admin/recalls/new/").status_code == 403
    assert signed_in(AUDITOR).get("/admin/recalls/new/?inquiry=nonsense").status_code == 403


def test_a_holder_answers_with_a_photograph_and_the_desk_shows_it() -> None:
    number = issued(more=(ARRIVED,))
    row = Holding.objects.get(holder=SHOP_PARTY)
    client, page = signed_in(SHOPKEEPER), f"/admin/notices/{row.pk}/"
    assert "葡萄酒检出铅超标" in said(client, "/admin/notices/")
    assert "4 pieces" in said(client, page)
    row.refresh_from_db()
    assert row.seen_at is not None
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    picture.seek(0)
    picture.name = "sealed.png"
    fields = {"deed": "isolated", "quantity": "3", "uom": "", "note": "在冷库", "photo": picture, "after": "0"}
    assert client.post(page, {"csrfmiddlewaretoken": proof(client, page), **fields}).status_code == 302
    assert "1 pieces" in said(client, page)
    desk = signed_in(REGISTRAR)
    digest = bytes(Evidence.objects.get().digest).hex()
    for address in (f"/admin/recalls/{number}/", f"/admin/recalls/{number}/holders/{row.pk}/"):
        shown = said(desk, address)
        assert "isolated 3 pieces" in shown
        assert f"/evidence/{digest}/" in shown
    photograph = desk.get(f"/admin/recalls/{number}/evidence/{digest}/")
    assert photograph["Content-Type"] == "image/jpeg"
    assert "no-store" in photograph["Cache-Control"]
    assert client.get(f"/admin/recalls/{number}/evidence/{digest}/").status_code == 404


def test_an_answer_that_is_wrong_says_what_would_do() -> None:
    issued(more=(ARRIVED,))
    row = Holding.objects.get(holder=SHOP_PARTY)
    client, page = signed_in(SHOPKEEPER), f"/admin/notices/{row.pk}/"
    for fields in ({"deed": "eaten"}, {"deed": "sold", "quantity": "-1"}, {"deed": "sold", "uom": "KGM"}):
        answered = sent(client, page, **fields)
        assert answered.status_code == 200
        assert "errors" in answered.content.decode() or "errornote" in answered.content.decode()
    assert not Answer.objects.exists()


def test_others_see_neither_the_desk_nor_the_notices_of_others() -> None:
    number = issued(more=(ARRIVED,))
    row = Holding.objects.get(holder=SHOP_PARTY)
    vintner, drugs, auditor = signed_in(VINTNER), signed_in(DRUGS), signed_in(AUDITOR)
    assert vintner.get(f"/admin/notices/{row.pk}/").status_code == 404
    assert vintner.get("/admin/recalls/").headers["Location"] == "/admin/notices/"
    assert number not in said(drugs, "/admin/recalls/")
    assert auditor.get("/admin/notices/").status_code == 403
    parts = (
        "", "holders/", f"holders/{row.pk}/", "things/", "things.csv", "history/", "report.pdf", "report.xlsx",
        "reaches/0/", "do/close/", "change/",
    )  # fmt: skip
    for part in parts:
        page = f"/admin/recalls/{number}/{part}"
        assert vintner.get(page).status_code in (403, 404), page
        assert drugs.get(page).status_code == 404, page
    assert "老街酒行" in said(auditor, f"/admin/recalls/{number}/")
    assert auditor.get(f"/admin/recalls/{number}/do/close/").status_code == 403


def test_the_report_and_the_things_are_taken_as_files_and_it_is_noted() -> None:
    number = issued(more=(ARRIVED,))
    client = signed_in(AUDITOR)
    pdf = client.get(f"/admin/recalls/{number}/report.pdf")
    assert pdf.content.startswith(b"%PDF")
    sheet = client.get(f"/admin/recalls/{number}/report.xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    table = client.get(f"/admin/recalls/{number}/things.csv")
    lines = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1 + Recall.objects.get().affected.count()
    assert pdf["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert verbs(AUDITOR.name).count("recall exported") == 3


def test_lists_are_narrowed_by_state_kind_number_title_and_code() -> None:
    number = issued(more=(ARRIVED,))
    client = signed_in(REGISTRAR)
    for query in ("", "?state=issued", "?kind=recall", f"?q={number.lower()}", f"?q={GRAPE_LOT}", "?q=铅", "?p=99"):
        assert number in said(client, f"/admin/recalls/{query}"), query
    for query in ("?state=closed", "?kind=ban", "?q=nothing"):
        assert "no such recall" in said(client, f"/admin/recalls/{query}"), query
    assert "老街酒行" in said(client, f"/admin/recalls/{number}/holders/?only=outstanding&after=x")
    assert KEYS[0] in said(client, f"/admin/recalls/{number}/things/?state=in_stock")
    assert "None." in said(client, f"/admin/recalls/{number}/things/?state=in_stock&region=999999")


def test_what_a_later_event_changed_is_shown_before_and_after() -> None:
    number = issued()
    late(ARRIVED)
    Recall.objects.update(stale_at=datetime(2026, 7, 1, tzinfo=UTC))
    widened()
    client = signed_in(REGISTRAR)
    assert f"/admin/recalls/{number}/reaches/1/" in said(client, f"/admin/recalls/{number}/")
    shown = said(client, f"/admin/recalls/{number}/reaches/1/?what=changed")
    assert "<del>in transit" in shown
    assert "in stock · 老街酒行" in shown
    assert client.get(f"/admin/recalls/{number}/reaches/9/").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("zh", "过程记录"), ("en", "Who did what")])
def test_the_history_is_told_in_both_languages_and_names_people(language: str, words: str) -> None:
    person = made("person", {"name": "梁主任"}).entry.key
    client, number = signed_in(REGISTRAR._replace(person=person), language), issued(more=(ARRIVED,))
    holder = Holding.objects.get(holder=SHOP_PARTY)
    page, answering = f"/admin/recalls/{number}/", f"/admin/recalls/{number}/holders/{holder.pk}/"
    assert deed(client, number, "escalate", holder=SHOP_PARTY) == 302
    answer(actor=Account.objects.get(name="liang").actor, holding=holder, said=Said(deed=Deed.ISOLATED))
    for address in (page, f"{page}history/", answering):
        told = said(client, address)
        assert "梁主任" in told, address
        assert "liang" not in told.partition('id="content"')[2], address
    assert words in said(client, f"{page}history/")
    book = load_workbook(BytesIO(b"".join(client.get(f"{page}report.xlsx").streaming_content)))  # type: ignore[attr-defined]
    assert [sheet for sheet in book if "梁主任" in str(list(sheet.values))] == [book.worksheets[3], book.worksheets[-1]]


def test_what_is_to_be_lifted_is_shown_before_it_is() -> None:
    number = issued(more=(ARRIVED,))
    client, page = signed_in(REGISTRAR), "/admin/recalls/{}/do/lift/"
    assert "Show what that is" in said(client, page.format(number))
    shown = sent(client, page.format(number), batch=GRAPES, reason="fit").content.decode()
    assert "7 things" in shown
    assert "Lift it, and close the recall" in shown
    assert "老街酒行" in shown
    assert not Affected.objects.exclude(lifted_at=None).exists()
    one = {"keys": KEYS[0], "reason": "fit", "sure": "1"}
    assert sent(client, page.format(number), **one).status_code == 302
    assert Affected.objects.exclude(lifted_at=None).count() == 1
    rest = {"batch": GRAPES, "reason": "fit", "sure": "1"}
    assert "nothing is left" in sent(client, page.format(number), **rest).content.decode()
    assert sent(client, page.format(number), **rest, then="close").status_code == 302
    assert Recall.objects.get().state == "closed"


def test_a_holder_is_sent_another_link_and_one_without_an_address_is_named() -> None:
    number = issued(more=(ARRIVED,))
    row = Holding.objects.get(holder=SHOP_PARTY)
    client, page = signed_in(REGISTRAR), f"/admin/recalls/{number}/holders/{row.pk}/"
    assert "no address: visit or call" in said(client, page)
    assert "no address 2" in said(client, f"/admin/recalls/{number}/")
    proven = {"csrfmiddlewaretoken": proof(client, page)}
    assert client.post(f"{page}renew/", proven).status_code == 302
    row.refresh_from_db()
    assert row.link == 1
    assert row.notices.filter(purpose="reminder").exists()
    assert "gave 老街酒行 another link" in said(client, f"/admin/recalls/{number}/history/")
    assert client.get(f"{page}renew/").status_code == 405
    assert client.post(f"/admin/recalls/R2026-99999/holders/{row.pk}/renew/", proven).status_code == 404


def test_the_map_counts_what_the_table_does_and_leads_to_it() -> None:
    number = issued(more=(ARRIVED,))
    client = signed_in(REGISTRAR)
    shown = said(client, f"/admin/recalls/{number}/")
    assert "wb-map" in shown
    address = f"/admin/recalls/{number}/things/?region=450721"
    assert address in shown
    assert [key in said(client, address) for key in KEYS] == [True] * 4 + [False] * 2


def test_a_drill_is_begun_read_and_printed_on_screens() -> None:
    places()
    vintage(ARRIVED)
    settled()
    client, page = signed_in(REGISTRAR), "/admin/drills/"
    assert "errorlist" in sent(client, page, code="?").content.decode()
    one = sent(client, page, code=GRAPE_LOT, note="二科").headers["Location"]
    assert "renews itself" in said(client, one)
    assert client.get(f"{one}record.pdf").status_code == 404
    while grow_next():
        pass
    told = said(client, one)
    for part in ("located", "二科", "Where it came from", "Print the record"):
        assert part in told, part
    assert client.get(f"{one}record.pdf").content.startswith(b"%PDF")
    assert GRAPES in said(client, page)
    assert signed_in(VINTNER).get(page).status_code == 403
    assert signed_in(DRUGS).get(one).status_code == 404


NASTY = "<script>alert(1)</script>\"'`${7*7}" + "W" * 150


def test_what_people_write_stays_text_wherever_it_is_shown() -> None:
    number = issued(more=(ARRIVED,))
    Recall.objects.update(title=NASTY, reason=NASTY, hazard=NASTY, demand=NASTY, advice=NASTY)
    Holding.objects.update(name=NASTY)
    row = Holding.objects.get(holder=SHOP_PARTY)
    shop = signed_in(SHOPKEEPER)
    page = f"/admin/notices/{row.pk}/"
    assert sent(shop, page, deed="isolated", note=NASTY, after="0").status_code == 302
    desk = signed_in(REGISTRAR)
    parts = ("", "holders/", f"holders/{row.pk}/", "history/", "do/lift/")
    for address in ("/admin/recalls/", *(f"/admin/recalls/{number}/{part}" for part in parts)):
        assert "<script>alert" not in said(desk, address), address
    assert "<script>alert" not in said(shop, page)
    portal = Client().get(f"/notice/{secret_of(row)}")
    assert (portal.status_code, b"<script>alert" in portal.content) == (200, False)
